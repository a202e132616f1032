import { chosenPlugin, type Plugin } from '../../../compiler/compute/chosenPlugin.js';
import { dbtProfiles, PROFILED_COMPUTES } from '../../../compiler/compute/dbtProfiles.js';
import { languageOf, sparkApplication } from '../../../compiler/compute/sparkApplication.js';
import { renderYaml } from '../../../compiler/document/yaml/renderYaml.js';
import { productReferences } from '../../../compiler/document/references.js';
import type { EffectivePlatform } from '../../../compiler/inherit/policy/platform.js';
import { renderLocations } from '../../../compiler/report/locations.js';
import { loadPlatform } from '../../../compiler/stages/load.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { loadProject, productFolder, type Project } from '../../project/loadProject.js';
import { meshOf, type MeshOptions } from '../../project/meshOf.js';
import { deliver } from '../../terminal/deliver.js';
import { Failure } from '../../terminal/Failure.js';
import { profileNameOf } from './profileName.js';

interface ComputeOptions extends MeshOptions {
  readonly output?: string;
  readonly json?: boolean;
}

interface Placed {
  readonly project: Project;
  readonly product: string;
  readonly platform: EffectivePlatform;
  readonly compute: Plugin;
}

/**
 * The product of a folder with its platform and the compute that it may use. Throws Failure 1, with the findings, where the
 * platform cannot be loaded, chooses what is not approved, or approves nothing.
 */
async function placed(setting: Setting, named: string | undefined, options: ComputeOptions): Promise<Placed> {
  const project = await loadProject(await productFolder(named), null);
  const file = { path: project.file, content: project.source };
  const mesh = await meshOf(setting, project, options);
  const { platform, diagnostics } = loadPlatform({ product: file, files: project.files, mesh });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const product = productReferences(file).name;
  if (!platform || product === null || errors.length > 0) {
    setting.terminal.err(renderLocations(errors).trimEnd());
    throw new Failure(1, `${project.file} leads to no platform that says where it runs.`);
  }
  const compute = chosenPlugin(platform, 'compute', 'duckdb');
  if (!compute) throw new Failure(1, 'the platform approves no compute plugin: its manifest must list one.');
  return { project, product, platform, compute };
}

async function answer(setting: Setting, document: string, kind: string, options: ComputeOptions): Promise<void> {
  const text = options.json ? `${asJson({ kind, document })}\n` : document;
  await deliver(setting.terminal, text, options);
}

/**
 * `floe compute profiles [dir]`: profiles.yml of dbt for the compute of the product's platform; secrets from the environment
 * alone. Throws Failure 1 for a compute that none is known for, and as `placed`.
 */
export async function computeProfiles(
  setting: Setting,
  named: string | undefined,
  options: ComputeOptions,
): Promise<void> {
  const { project, product, platform, compute } = await placed(setting, named, options);
  const namespace = platform.layers.at(-1)?.namespace ?? platform.domain.namespace;
  const schema = namespace.slice(namespace.lastIndexOf('.') + 1);
  const profiles = dbtProfiles({ profile: profileNameOf(project.files, product), schema, compute });
  if (!profiles)
    throw new Failure(1, `no profile is known for ${compute.type}: ${PROFILED_COMPUTES.join(', ')} have one.`);
  await answer(setting, renderYaml(profiles), compute.type, options);
}

interface SparkOptions extends ComputeOptions {
  readonly main: string;
  readonly class?: string;
}

/**
 * `floe compute spark [dir] --main <file>`: a SparkApplication of the product, with the executors and the memory that the
 * manifests ask for. Throws Failure 1 where the platform does not compute on Spark, 2 for what Spark runs none of.
 */
export async function computeSpark(setting: Setting, named: string | undefined, options: SparkOptions): Promise<void> {
  const { main, class: mainClass = null } = options;
  if (languageOf(main) === null)
    throw new Failure(2, `${main} is nothing that Spark runs: expected a file that ends in .py, .jar or .R.`);
  const { product, platform, compute } = await placed(setting, named, options);
  if (compute.type !== 'spark')
    throw new Failure(1, `${platform.domain.name} computes on ${compute.type}, not on spark.`);
  const application = sparkApplication({ domain: platform.domain.name, product, main, mainClass, spark: compute });
  await answer(setting, application, 'spark', options);
}
