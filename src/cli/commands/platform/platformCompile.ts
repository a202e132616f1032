import { COMPILATION, type CompilationAnswer } from '../../report/compilation.js';
import { readContext } from '../../project/compileContext.js';
import { Failure } from '../../terminal/Failure.js';
import { formatOf, type FormatOptions } from '../../report/formats.js';
import { loadManifest, type LoadedManifest } from '../../project/loadManifest.js';
import { reportAs } from '../../report/reportAs.js';
import { failureOf, type TextOf } from '../../report/reportCompilation.js';
import type { Setting } from '../../catalog/Setting.js';

export interface PlatformCompileOptions extends FormatOptions {
  readonly offline?: boolean;
  readonly context?: string;
  readonly parent?: readonly string[];
}

const MUTATION = `
  mutation Compile($input: PublishManifestInput!) { compileManifest(input: $input) { compilation { ...Outcome } } }
  ${COMPILATION}`;

/** Compiles a manifest with the catalog; nothing is published. */
async function compileOnline({ client }: Setting, input: LoadedManifest): Promise<CompilationAnswer> {
  const answer = await client.ask<{ compileManifest: { compilation: CompilationAnswer } }>(MUTATION, { input });
  return answer.compileManifest.compilation;
}

async function offline(
  manifest: LoadedManifest,
  { context, parent = [] }: PlatformCompileOptions,
): Promise<CompilationAnswer> {
  const parents = await Promise.all(parent.map(loadManifest));
  const known = context === undefined ? [] : (await readContext(context)).refs;
  const [{ compileManifestOffline }, { refsOf }] = await Promise.all([
    import('../../project/offline.js'),
    import('../../project/refsOf.js'),
  ]);
  return compileManifestOffline(manifest, [...refsOf(manifest, parents), ...known]);
}

/**
 * `floe platform compile [file]`: compiles a manifest with its parents, publishes nothing. Offline its parents are the
 * files that are named, and those of a context. Throws Failure 1 where it finds an error, 2 for wrong usage or where it
 * cannot be compiled.
 */
export async function platformCompile(
  setting: Setting,
  named: string | undefined,
  options: PlatformCompileOptions,
): Promise<void> {
  if (!options.offline && (options.context !== undefined || options.parent))
    throw new Failure(2, '--context and --parent go with --offline.');
  const manifest = await loadManifest(named);
  const compilation = await (options.offline ? offline(manifest, options) : compileOnline(setting, manifest));
  const textOf: TextOf = (file) => (file === manifest.file ? manifest.source : null);
  await reportAs(formatOf(options), compilation, '.', setting.terminal, textOf);
  const failure = failureOf(compilation);
  if (failure) throw new Failure(1, failure);
}
