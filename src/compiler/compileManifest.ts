import type { CompiledManifest } from './artifact.js';
import type { Diagnostic } from './diagnostic.js';
import { decodeManifest } from './document/decode.js';
import { manifestClosing } from './inherit/closing.js';
import { compileDomain, type ManifestBody } from './inherit/compileDomain.js';
import { compileEnterprise } from './inherit/compileEnterprise.js';
import { chainOfDocument } from './inherit/resolveChain.js';
import type { ChainLink } from './inherit/platform.js';
import type { ManifestCompileInput } from './input.js';
import type { Check, ManifestCompileResult, Stage, StageStatus } from './result.js';

const TITLES = ['Loading manifest', 'Merging with parents', 'Validating governance', 'Compilation'] as const;

/** What one of the first three stages found; null: it could not run. */
type Findings = readonly Check[] | null;

/**
 * Compiles a Manifest of any scope (ADR-0021, `floe platform compile`). Pure. Reading and resolving the parents block
 * what comes after them; a conflict with a parent does not. All findings come in one go.
 */
export function compileManifest(input: ManifestCompileInput): ManifestCompileResult {
  const { document, diagnostics } = decodeManifest(input.manifest);
  if (!document) return result(input.manifest.path, [diagnostics.map(failure), null, null], null);
  const { name, version, scope } = ownFacts(document.value.metadata);
  const loaded = [pass(`Manifest: ${name} v${version} (${scope})`), ...diagnostics.map(failure)];
  const { chain, diagnostics: unresolved } = chainOfDocument(document, input.refs);
  const [nearest, ...above] = chain ?? [];
  if (!nearest) return result(name, [loaded, unresolved.map(failure), null], null);
  const body = bodyOf([nearest, ...above]);
  const parents = above.map((link) => pass(`Parent: ${link.name} v${link.version}`));
  const merged = [...(parents.length > 0 ? parents : [pass(`No parent (${scope})`)]), ...body.merging.map(failure)];
  return result(name, [loaded, merged, body.governance.flatMap(familyChecks)], artifactOf(nearest, above, body));
}

function ownFacts(metadata: { name: string; version: string; scope?: string }): {
  name: string;
  version: string;
  scope: string;
} {
  return { name: metadata.name, version: metadata.version, scope: metadata.scope ?? 'platform' };
}

/** An enterprise that registers domains has policies only; every other manifest is a platform that products compile under. */
function bodyOf(chain: readonly [ChainLink, ...ChainLink[]]): ManifestBody {
  const [nearest] = chain;
  const registers = (nearest.manifest.value.domains ?? []).length > 0;
  return nearest.scope === 'enterprise' && registers ? compileEnterprise(nearest) : compileDomain(chain);
}

function artifactOf(nearest: ChainLink, above: readonly ChainLink[], body: ManifestBody): CompiledManifest {
  const { name, version, scope } = nearest;
  const ancestors = above.map((link) => ({
    name: link.name,
    version: link.version,
    ref: link.ref,
    digest: link.digest ?? '',
  }));
  return { name, version, scope, ancestors, ...body.artifact };
}

function familyChecks({ passed, diagnostics }: ManifestBody['governance'][number]): Check[] {
  const failed = diagnostics.some((each) => each.severity === 'error');
  return [...(failed || passed === null ? [] : [pass(passed)]), ...diagnostics.map(failure)];
}

const pass = (message: string): Check => ({ ok: true, message, depth: 0 });

const failure = (diagnostic: Diagnostic): Check => ({
  ok: diagnostic.severity !== 'error',
  message: diagnostic.message,
  depth: 0,
  diagnostic,
});

function result(
  subject: string,
  findings: readonly [Findings, Findings, Findings],
  artifact: CompiledManifest | null,
): ManifestCompileResult {
  const perStage = findings.map((checks) => (checks ?? []).flatMap((check) => check.diagnostic ?? []).sort(byPlace));
  const diagnostics = perStage.flat();
  const failed = diagnostics.some((each) => each.severity === 'error');
  const [document = [], inheritance = [], governance = []] = perStage;
  return {
    outcome: failed ? 'failed' : 'succeeded',
    subject,
    stages: [...findings.map(stageOf), stage(3, failed ? 'failed' : 'passed', [])],
    diagnostics,
    closing: manifestClosing({ document, inheritance, governance }),
    artifact: failed ? null : artifact,
  };
}

function stageOf(checks: Findings, i: number): Stage {
  if (checks === null) return stage(i, 'skipped', []);
  return stage(i, checks.some((check) => !check.ok) ? 'failed' : 'passed', checks);
}

function stage(i: number, status: StageStatus, checks: readonly Check[]): Stage {
  return { index: i + 1, of: TITLES.length, title: TITLES[i] ?? '', status, checks };
}

/** Document, position, code. */
function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [here, there] = [a.location, b.location];
  return (
    compareText(here?.file ?? '', there?.file ?? '') ||
    (here?.line ?? 0) - (there?.line ?? 0) ||
    (here?.column ?? 0) - (there?.column ?? 0) ||
    compareText(a.code, b.code)
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
