import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as WorkflowParser from '@actions/workflow-parser';
import { build } from 'esbuild';
import { temporaryFolder } from './temporaryFolder.js';

/** GitHub's own parser of workflows; bundled, for it imports JSON as Node.js does not take it. */
export async function workflowParser(): Promise<typeof WorkflowParser> {
  const contents = "export * from '@actions/workflow-parser';";
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const file = path.join(await temporaryFolder(), 'parser.mjs');
  await writeFile(file, outputFiles[0]?.text ?? '');
  return (await import(pathToFileURL(file).href)) as typeof WorkflowParser;
}
