import { readContext } from '../project/compileContext.js';
import { loadProject, productFolder } from '../project/loadProject.js';
import { projectTexts } from '../project/projectTexts.js';
import { failureOf, reportCompilation } from '../report/reportCompilation.js';
import { deliver } from '../terminal/deliver.js';
import { Failure } from '../terminal/Failure.js';
import { askContext, OF_PRODUCT } from '../catalog/askContext.js';
import { asJson, type Setting } from '../catalog/Setting.js';

interface ExportOptions {
  readonly format: 'cube';
  readonly dbtManifest?: string;
  readonly environment?: string;
  readonly offline?: boolean;
  readonly context?: string;
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
  const { environment, offline, context, format, json } = options;
  if (context !== undefined && !offline) throw new Failure(2, '--context goes with --offline.');
  const folder = await productFolder(named);
  const project = await loadProject(folder, options.dbtManifest ?? null);
  const asked = offline ? null : await askContext(setting.client, OF_PRODUCT, project);
  const mesh = context === undefined ? asked : await readContext(context);
  const { cubeOffline } = await import('../project/offline.js');
  const { compilation, document } = cubeOffline(project, mesh, environment);
  if (document === null) {
    reportCompilation(compilation, folder, setting.terminal, projectTexts(project));
    throw new Failure(1, failureOf(compilation) ?? `${compilation.subject} cannot be written as ${format}.`);
  }
  const text = json ? `${asJson({ name: compilation.subject, format, document })}\n` : document;
  await deliver(setting.terminal, text, options);
}
