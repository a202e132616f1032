import { COMPILATION, type CompilationAnswer } from '../compilation.js';
import { Failure } from '../Failure.js';
import { loadManifest } from '../loadManifest.js';
import { failureOf, reportCompilation } from '../reportCompilation.js';
import { asJson, type Setting } from '../Setting.js';

const MUTATION = `
  mutation Compile($input: PublishManifestInput!) { compileManifest(input: $input) { compilation { ...Outcome } } }
  ${COMPILATION}`;

/** `floe platform compile [file]`: compiles a manifest with its parents, publishes nothing. */
export async function platformCompile(
  { client, terminal }: Setting,
  named: string | undefined,
  options: { readonly json?: boolean },
): Promise<void> {
  const input = await loadManifest(named);
  const answer = await client.ask<{ compileManifest: { compilation: CompilationAnswer } }>(MUTATION, { input });
  const { compilation } = answer.compileManifest;
  if (options.json) terminal.out(asJson(compilation));
  else reportCompilation(compilation, '.', terminal);
  const failure = failureOf(compilation);
  if (failure) throw new Failure(1, failure);
}
