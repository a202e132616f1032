import { loadProject, productFolder } from '../project/loadProject.js';
import { meshOf, type MeshOptions } from '../project/meshOf.js';
import { projectTexts } from '../project/projectTexts.js';
import { failureOf, reportCompilation } from '../report/reportCompilation.js';
import { deliver } from '../terminal/deliver.js';
import { Failure } from '../terminal/Failure.js';
import { asJson, type Setting } from '../catalog/Setting.js';

interface ExportOptions extends MeshOptions {
  readonly format: 'cube';
  readonly dbtManifest?: string;
  readonly environment?: string;
  readonly output?: string;
  readonly json?: boolean;
}

/**
 * `floe products export [dir] --format cube`: the output ports of the product of a folder as a model of Cube (docs/standards.md).
 * Compiles it first. Throws Failure 1 where it finds an error, 2 for wrong usage or where it cannot be compiled.
 */
export async function productsExport(
  setting: Setting,
  named: string | undefined,
  options: ExportOptions,
): Promise<void> {
  const { environment, format, json } = options;
  const folder = await productFolder(named);
  const project = await loadProject(folder, options.dbtManifest ?? null);
  const mesh = await meshOf(setting, project, options);
  const { cubeOffline } = await import('../project/offline.js');
  const { compilation, document } = cubeOffline(project, mesh, environment);
  if (document === null) {
    reportCompilation(compilation, folder, setting.terminal, projectTexts(project));
    throw new Failure(1, failureOf(compilation) ?? `${compilation.subject} cannot be written as ${format}.`);
  }
  const text = json ? `${asJson({ name: compilation.subject, format, document })}\n` : document;
  await deliver(setting.terminal, text, options);
}
