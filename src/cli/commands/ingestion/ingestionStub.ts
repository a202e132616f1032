import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipelineOf } from '../../../adapters/dlt/dltStep.js';
import { dltPipeline } from '../../../compiler/ingestion/dltPipeline.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { compileHere } from '../../project/compileHere.js';
import { loadProject, productFolder } from '../../project/loadProject.js';
import type { MeshOptions } from '../../project/meshOf.js';

interface StubOptions extends MeshOptions {
  readonly json?: boolean;
}

/** Writes a file that is not there yet. Whether it was not. Throws what the system refuses. */
async function written(file: string, text: string): Promise<boolean> {
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * `floe ingestion stub [dir]`: writes a pipeline of dlt for each input port that dlt brings in, to be filled in, with the
 * columns of the dbt source frozen. What is there is left as it is. Throws Failure 1 where the product does not
 * compile, and what reading it and the catalog throws.
 */
export async function ingestionStub(setting: Setting, named: string | undefined, options: StubOptions): Promise<void> {
  const folder = await productFolder(named);
  const project = await loadProject(folder, null);
  const { result, ingestion } = await compileHere(setting, folder, project, options);
  const made: { readonly port: string; readonly file: string; readonly isNew: boolean }[] = [];
  for (const { type: _type, ...port } of ingestion.filter((each) => each.type === 'dlt')) {
    const text = dltPipeline({ ...port, product: result.subject });
    const place = pipelineOf(port.name);
    made.push({ port: port.name, file: place, isNew: await written(path.join(folder, place), text) });
  }
  if (options.json) return setting.terminal.out(asJson(made));
  if (made.length === 0) setting.terminal.out('No input port is brought in by dlt.');
  for (const { file: place, isNew } of made)
    setting.terminal.out(isNew ? `Wrote ${place}: fill in its resources.` : `${place} is there, and left as it is.`);
}
