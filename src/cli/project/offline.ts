import { compileManifest, compileProduct } from '../../compiler/compile.js';
import { decodeDataProduct } from '../../compiler/document/decode.js';
import type { MeshFacts } from '../../compiler/input.js';
import type { RefResolution } from '../../compiler/mesh.js';
import type { Diagnostic } from '../../compiler/diagnostic.js';
import type { Check, ManifestCompileResult, OnStage, ProductCompileResult, Stage } from '../../compiler/result.js';
import { cubeSource } from '../../compiler/standards/cube/cubeSource.js';
import { writeCube } from '../../compiler/standards/cube/writeCube.js';
import type { CompilationAnswer, Finding } from '../report/compilation.js';
import { ALONE } from './compileContext.js';
import type { LoadedManifest } from './loadManifest.js';
import type { Project } from './loadProject.js';

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
  ok,
  message,
  depth,
  diagnostic: diagnostic ? findingOf(diagnostic) : null,
});

const stageOf = ({ index, of, title, status, checks }: Stage): CompilationAnswer['stages'][number] => ({
  index,
  of,
  title,
  checks: checks.map(checkOf),
  status: status === 'passed' ? 'PASSED' : status === 'failed' ? 'FAILED' : 'SKIPPED',
});

/** What was found, as the catalog answers it. */
export const answerOf = ({
  subject,
  outcome,
  closing,
  stages,
  diagnostics,
}: ProductCompileResult | ManifestCompileResult): CompilationAnswer => ({
  id: '',
  subject,
  closing,
  stages: stages.map(stageOf),
  diagnostics: diagnostics.map(findingOf),
  contracts: [],
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

/** A product as a model of Cube, with its compilation; null where that finds an error. */
export function cubeOffline(
  { source, file, files, dbtManifest }: Project,
  mesh: MeshFacts | null,
  environment = 'production',
): { readonly compilation: CompilationAnswer; readonly document: string | null } {
  const product = { path: file, content: source };
  const result = compileProduct({ product, files, dbtManifest, environment, mesh: mesh ?? ALONE });
  const transforms = (decodeDataProduct(product).document?.value.transforms ?? []).map(({ path }) => path);
  const document = result.artifact && writeCube(cubeSource(result.artifact, { files, dbtManifest, transforms }));
  return { compilation: answerOf(result), document };
}

/** Compiles a manifest without a catalog, under the ancestors that these refs lead to. */
export const compileManifestOffline = (
  { file, source }: LoadedManifest,
  refs: readonly RefResolution[],
): CompilationAnswer => answerOf(compileManifest({ manifest: { path: file, content: source }, refs }));
