import { COMPILATION, type CompilationAnswer } from '../compilation.js';
import { Failure } from '../Failure.js';
import { loadManifest } from '../loadManifest.js';
import { reportCompilation } from '../reportCompilation.js';
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
  const reason = options.json ? null : reportCompilation(compilation, '.', terminal);
  if (options.json) terminal.out(asJson(compilation));
  if (compilation.status === 'FAILED') throw new Failure(1, reason ?? `Compilation of ${compilation.subject} failed.`);
}
