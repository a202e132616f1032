import { askContext, OF_MANIFEST, OF_PRODUCT } from '../catalog/askContext.js';
import { deliver } from '../terminal/deliver.js';
import { FORMAT } from '../project/compileContext.js';
import { loadManifest } from '../project/loadManifest.js';
import { loadProject, productFolder } from '../project/loadProject.js';
import { asJson, type Setting } from '../catalog/Setting.js';

interface ContextOptions {
  readonly output?: string;
  readonly json?: boolean;
}

async function write(
  { client, terminal }: Setting,
  query: string,
  input: object,
  options: ContextOptions,
): Promise<void> {
  const mesh = await askContext(client, query, input);
  await deliver(terminal, `${asJson({ format: FORMAT, mesh })}\n`, options);
}

/**
 * `floe context [dir]`: what a compilation of the product must know of the mesh, for `floe compile --offline
 * --context`; JSON in any case, and with `--json` also told of where it went. Throws Failure 2 where the folder or the catalog cannot be read.
 */
export async function context(
  setting: Setting,
  named: string | undefined,
  options: ContextOptions & { readonly dbtManifest?: string },
): Promise<void> {
  await write(setting, OF_PRODUCT, await loadProject(await productFolder(named), options.dbtManifest ?? null), options);
}

/**
 * `floe platform context [file]`: the same of a manifest, for `floe platform compile --offline --context`. Throws
 * Failure 2 where the manifest or the catalog cannot be read.
 */
export async function platformContext(
  setting: Setting,
  named: string | undefined,
  options: ContextOptions,
): Promise<void> {
  await write(setting, OF_MANIFEST, await loadManifest(named), options);
}
