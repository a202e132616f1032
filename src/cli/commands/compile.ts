import { randomUUID } from 'node:crypto';
import { COMPILATION, type CompilationAnswer } from '../report/compilation.js';
import { readContext } from '../project/compileContext.js';
import { Failure } from '../terminal/Failure.js';
import { formatOf, type FormatOptions } from '../report/formats.js';
import { loadProject, productFolder, type Project } from '../project/loadProject.js';
import { projectTexts } from '../project/projectTexts.js';
import { reportAs } from '../report/reportAs.js';
import { failureOf } from '../report/reportCompilation.js';
import type { EndedStage } from '../terminal/ProgressBar.js';
import type { Client } from '../catalog/Client.js';
import type { Setting } from '../catalog/Setting.js';
import { withProgress } from '../report/withProgress.js';

export interface CompileOptions extends FormatOptions {
  readonly environment?: string;
  readonly dbtManifest?: string;
  readonly offline?: boolean;
  readonly context?: string;
}

const MUTATION = `
  mutation Compile($input: CompileProductInput!) { compileProduct(input: $input) { compilation { ...Outcome } } }
  ${COMPILATION}`;

/** Follows a compilation over a WebSocket; what that takes is loaded where somebody looks on alone. */
async function watching(client: Client, progressId: string, onStage: (stage: EndedStage) => void): Promise<() => void> {
  const { watchStages } = await import('../report/watchStages.js');
  return watchStages(client.url, progressId, onStage, () => client.authorization());
}

async function online(
  { client }: Setting,
  input: Project & { readonly environment?: string },
  onStage: ((stage: EndedStage) => void) | null,
): Promise<CompilationAnswer> {
  const progressId = onStage && randomUUID();
  const stop = progressId && (await watching(client, progressId, onStage));
  try {
    const variables = { input: { ...input, progressId } };
    const answer = await client.ask<{ compileProduct: { compilation: CompilationAnswer } }>(MUTATION, variables);
    return answer.compileProduct.compilation;
  } finally {
    stop?.();
  }
}

/**
 * `floe compile [dir]` (ADR-0021, Compile-Time Enforcement): compiles a product against the catalog, or, offline,
 * against what a context file says of it; publishes nothing. Throws Failure 1 where it finds an error, 2 for wrong
 * usage or where it cannot be compiled.
 */
export async function compile(setting: Setting, named: string | undefined, options: CompileOptions): Promise<void> {
  const folder = await productFolder(named);
  const { environment, offline, context, dbtManifest } = options;
  if (context !== undefined && !offline) throw new Failure(2, '--context goes with --offline.');
  const project = await loadProject(folder, dbtManifest ?? null);
  const mesh = context === undefined ? null : await readContext(context);
  const format = formatOf(options);
  const compilation = await withProgress(setting.terminal, format, async (onStage) => {
    if (!offline) return online(setting, { ...project, environment }, onStage);
    const { compileOffline } = await import('../project/offline.js');
    return compileOffline(project, mesh, environment, onStage ?? undefined);
  });
  await reportAs(format, compilation, folder, setting.terminal, projectTexts(project));
  const failure = failureOf(compilation);
  if (failure) throw new Failure(1, failure);
}
