import { COMPILATION, type CompilationAnswer } from '../compilation.js';
import { Failure } from '../Failure.js';
import { loadManifest } from '../loadManifest.js';
import { formatOf, reportAs, type FormatOptions, type TextOf } from '../reportAs.js';
import { failureOf } from '../reportCompilation.js';
import type { Setting } from '../Setting.js';

const MUTATION = `
  mutation Compile($input: PublishManifestInput!) { compileManifest(input: $input) { compilation { ...Outcome } } }
  ${COMPILATION}`;

/** `floe platform compile [file]`: compiles a manifest with its parents, publishes nothing. */
export async function platformCompile(
  { client, terminal }: Setting,
  named: string | undefined,
  options: FormatOptions,
): Promise<void> {
  const input = await loadManifest(named);
  const answer = await client.ask<{ compileManifest: { compilation: CompilationAnswer } }>(MUTATION, { input });
  const { compilation } = answer.compileManifest;
  const textOf: TextOf = (file) => (file === input.file ? input.source : null);
  reportAs(formatOf(options), compilation, '.', terminal, textOf);
  const failure = failureOf(compilation);
  if (failure) throw new Failure(1, failure);
}
