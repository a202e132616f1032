import { compileForRun, type Runnable } from '../../compiler/run/compileForRun.js';
import type { Setting } from '../catalog/Setting.js';
import { reportAs } from '../report/reportAs.js';
import { failureOf } from '../report/reportCompilation.js';
import { Failure } from '../terminal/Failure.js';
import type { Project } from './loadProject.js';
import { meshOf, type MeshOptions } from './meshOf.js';
import { answerOf } from './offline.js';
import { projectTexts } from './projectTexts.js';

interface HereOptions extends MeshOptions {
  readonly environment?: string;
  readonly json?: boolean;
}

/**
 * Compiles a product in this process, by what the catalog or a context file knows of the mesh. Throws Failure 1, with what was
 * found, where it does not compile, and as `meshOf` does.
 */
export async function compileHere(
  setting: Setting,
  folder: string,
  project: Project,
  options: HereOptions,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Runnable> {
  const { environment = 'production' } = options;
  const { source, file, files, dbtManifest } = project;
  const mesh = await meshOf(setting, { ...project, environment }, options);
  const product = { path: file, content: source };
  const runnable = compileForRun({ product, files, dbtManifest, environment, mesh }, variables);
  const answer = answerOf(runnable.result);
  const failure = failureOf(answer);
  if (!failure) return runnable;
  await reportAs(options.json ? 'json' : 'console', answer, folder, setting.terminal, projectTexts(project));
  throw new Failure(1, failure);
}
