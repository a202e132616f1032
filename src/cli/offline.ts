import { compileManifest, compileProduct } from '../compiler/compile.js';
import { manifestReferences } from '../compiler/document/references.js';
import type { MeshFacts, RefResolution } from '../compiler/input.js';
import type { Diagnostic } from '../compiler/diagnostic.js';
import type { Check, ManifestCompileResult, OnStage, ProductCompileResult, Stage } from '../compiler/result.js';
import type { CompilationAnswer, Finding } from './compilation.js';
import { Failure } from './Failure.js';
import { manifestHeader, type LoadedManifest } from './loadManifest.js';
import { readText, type Project } from './loadProject.js';

/** What `floe context` writes: all that a compilation must know of the mesh, as it was gathered. */
export interface CompileContext {
  readonly format: typeof FORMAT;
  readonly mesh: MeshFacts;
}

export const FORMAT = 'floe-compile-context/1';

/** The mesh of somebody who is alone: enough for a centralized project with its platform-manifest.yaml. */
export const ALONE: MeshFacts = {
  ...{ refs: [], providerPorts: [], upstreamPorts: [], publishedProducts: [], domains: [], standingContracts: [] },
  ...{ notices: [], claimedTables: [], standing: null, now: '1970-01-01T00:00:00.000Z' },
};

/** Reads a context file. Throws Failure 2 for what is none, or of another format. */
export async function readContext(file: string): Promise<MeshFacts> {
  let context: Partial<CompileContext> | null;
  try {
    context = JSON.parse(await readText(file)) as Partial<CompileContext> | null;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(2, `${file} is no JSON: write it with \`floe context --output ${file}\`.`);
  }
  if (context?.format !== FORMAT || !context.mesh)
    throw new Failure(
      2,
      `${file} is no context of the format ${FORMAT}: write it with \`floe context --output ${file}\`.`,
    );
  return { ...ALONE, ...context.mesh };
}

const UPPER = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const;

const findingOf = (diagnostic: Diagnostic): Finding => {
  const { code, severity, message, expected = null, hint = null, notes, subject = null, location = null } = diagnostic;
  const related = (diagnostic.related ?? []).map(({ message: text, location: at }) => ({
    message: text,
    location: { file: at.file, line: at.line, column: at.column },
  }));
  return { code, severity: UPPER[severity], message, expected, hint, notes, subject, location, related };
};

const checkOf = ({ ok, message, depth, diagnostic }: Check) => ({
  ...{ ok, message, depth, diagnostic: diagnostic ? findingOf(diagnostic) : null },
});

const stageOf = ({ index, of, title, status, checks }: Stage): CompilationAnswer['stages'][number] => ({
  ...{ index, of, title, checks: checks.map(checkOf) },
  status: status === 'passed' ? 'PASSED' : status === 'failed' ? 'FAILED' : 'SKIPPED',
});

const answerOf = ({
  subject,
  outcome,
  closing,
  stages,
  diagnostics,
}: ProductCompileResult | ManifestCompileResult): CompilationAnswer => ({
  ...{ id: '', subject, closing, stages: stages.map(stageOf), diagnostics: diagnostics.map(findingOf), contracts: [] },
  status: outcome === 'succeeded' ? 'SUCCEEDED' : 'FAILED',
});

/** Compiles without a catalog: the same findings as with one that is as the context says. */
export function compileOffline(
  { source, file, files, dbtManifest }: Project,
  mesh: MeshFacts | null,
  environment = 'production',
  onStage?: OnStage,
): CompilationAnswer {
  const product = { path: file, content: source };
  return answerOf(compileProduct({ product, files, dbtManifest, environment, mesh: mesh ?? ALONE }, onStage));
}

/** What the documents of the ancestors, the nearest first, say to the refs that lead up to them. */
export function refsOf(manifest: LoadedManifest, parents: readonly LoadedManifest[]): RefResolution[] {
  return parents.flatMap((parent, at) => {
    const { file, source } = parents[at - 1] ?? manifest;
    const ref = manifestReferences({ path: file, content: source }).parentRef;
    if (ref === null) return [];
    const { name, version } = manifestHeader(parent.source);
    const document = { path: parent.file, content: parent.source };
    return [{ ref, found: { name: name ?? ref, version: version ?? '', ref, digest: '', source: document } }];
  });
}

/** Compiles a manifest without a catalog, under the ancestors that these refs lead to. */
export const compileManifestOffline = (
  { file, source }: LoadedManifest,
  refs: readonly RefResolution[],
): CompilationAnswer => answerOf(compileManifest({ manifest: { path: file, content: source }, refs }));
