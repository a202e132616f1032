import { writeFile } from 'node:fs/promises';
import { loadProject } from '../loadProject.js';
import { FORMAT } from '../offline.js';
import { asJson, type Setting } from '../Setting.js';

const QUERY = 'query Context($input: CompileProductInput!) { compileContext(input: $input) }';

/** `floe context [dir]`: what a compilation of the product must know of the mesh, for `floe compile --offline --context`. */
export async function context(
  { client, terminal }: Setting,
  folder: string,
  { output, dbtManifest }: { readonly output?: string; readonly dbtManifest?: string },
): Promise<void> {
  const input = await loadProject(folder, dbtManifest ?? null);
  const { compileContext } = await client.ask<{ compileContext: unknown }>(QUERY, { input });
  const text = asJson({ format: FORMAT, mesh: compileContext });
  if (output === undefined) terminal.out(text);
  else await writeFile(output, `${text}\n`);
}
