import type { CompiledManifest } from './artifact.js';
import type { Diagnostic } from './diagnostic.js';
import { decodeManifest } from './document/decode.js';
import { manifestClosing } from './inherit/closing.js';
import { compileDomain, type ManifestBody } from './inherit/compileDomain.js';
import { compileEnterprise } from './inherit/compileEnterprise.js';
import { chainOfDocument } from './inherit/resolveChain.js';
import type { ChainLink } from './inherit/policy/platform.js';
import type { ManifestCompileInput } from './input.js';
import type { Check, ManifestCompileResult, OnStage, Stage, StageStatus } from './result.js';
import { compareText } from './values/compareText.js';

const TITLES = ['Loading manifest', 'Merging with parents', 'Validating governance', 'Compilation'] as const;

/**
 * Compiles a Manifest of any scope (ADR-0021, `floe platform compile`). Pure; `onStage` hears of the stages
 * as they end. Reading and resolving the parents block what comes after them; a conflict with a parent does not. All
 * findings come in one go.
 */
export function compileManifest(
  input: ManifestCompileInput,
  onStage: OnStage = () => undefined,
): ManifestCompileResult {
  const stages = new Stages(onStage);
  const { document, diagnostics } = decodeManifest(input.manifest);
  if (!document) return result(input.manifest.path, stages.ended(diagnostics.map(failure)), null);
  const { name, version, scope } = ownFacts(document.value.metadata);
  stages.ended([pass(`Manifest: ${name} v${version} (${scope})`), ...diagnostics.map(failure)]);
  const { chain, diagnostics: resolving } = chainOfDocument(document, input.refs);
  const [nearest, ...above] = chain ?? [];
  if (!nearest) return result(name, stages.ended(resolving.map(failure)), null);
  const body = bodyOf([nearest, ...above]);
  const parents = above.map((link) => pass(`Parent: ${link.name} v${link.version}`));
  const known = parents.length > 0 ? parents : [pass(`No parent (${scope})`)];
  stages.ended([...known, ...[...resolving, ...body.merging].map(failure)]);
  stages.ended(body.governance.flatMap(familyChecks));
  return result(name, stages, artifactOf(nearest, above, body));
}

/** The stages as they end; those that could not run are skipped in the end. */
class Stages {
  private readonly list: Stage[] = [];

  constructor(private readonly onStage: OnStage) {}

  ended(checks: readonly Check[]): this {
    return this.add(checks.some((check) => !check.ok) ? 'failed' : 'passed', checks);
  }

  closed(failed: boolean): readonly Stage[] {
    while (this.list.length < TITLES.length - 1) this.add('skipped', []);
    return this.add(failed ? 'failed' : 'passed', []).list;
  }

  /** What each stage found so far. */
  findings(): Diagnostic[][] {
    return this.list.map(({ checks }) => checks.flatMap((check) => check.diagnostic ?? []).sort(byPlace));
  }

  private add(status: StageStatus, checks: readonly Check[]): this {
    const index = this.list.length;
    const stage = { index: index + 1, of: TITLES.length, title: TITLES[index] ?? '', status, checks };
    this.list.push(stage);
    this.onStage(stage);
    return this;
  }
}

function ownFacts(metadata: { name: string; version: string; scope?: string }): {
  name: string;
  version: string;
  scope: string;
} {
  return { name: metadata.name, version: metadata.version, scope: metadata.scope ?? 'platform' };
}

/** An enterprise of a mesh has policies, and a domain of its own; every other manifest is a platform that products compile under. */
function bodyOf(chain: readonly [ChainLink, ...ChainLink[]]): ManifestBody {
  const [nearest] = chain;
  const { domain, domains = [] } = nearest.manifest.value;
  const mesh = nearest.scope === 'enterprise' && (domain !== undefined || domains.length > 0);
  return mesh ? compileEnterprise(nearest) : compileDomain(chain);
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

function result(subject: string, stages: Stages, artifact: CompiledManifest | null): ManifestCompileResult {
  const perStage = stages.findings();
  const diagnostics = perStage.flat();
  const failed = diagnostics.some((each) => each.severity === 'error');
  const [document = [], inheritance = [], governance = []] = perStage;
  return {
    outcome: failed ? 'failed' : 'succeeded',
    subject,
    stages: stages.closed(failed),
    diagnostics,
    closing: manifestClosing({ document, inheritance, governance }),
    artifact: failed ? null : artifact,
  };
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
