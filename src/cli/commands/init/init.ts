import path from 'node:path';
import { renderLocations } from '../../../compiler/report/locations.js';
import type { Ci } from '../../../compiler/starter/files/starter.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import type { RegistryOptions } from '../../registry/asking.js';
import { Failure } from '../../terminal/Failure.js';
import { packageVersion } from '../../terminal/packageVersion.js';
import { begunBy, type Begin, type Options } from './answers.js';
import { mustBeEmpty, repositoryAbove, writeFiles } from './folder.js';
import { fromCatalog } from './fromCatalog.js';
import { named, type Named } from './named.js';

interface InitOptions extends Options, RegistryOptions {
  readonly domain?: string;
  readonly platform?: string;
  readonly registry?: string;
  readonly ci: Ci;
  readonly force?: boolean;
  readonly json?: boolean;
}

async function finding(setting: Setting, named: Named, options: InitOptions): Promise<Begin> {
  const wanted = { ci: options.ci, floeVersion: packageVersion() };
  const registry = options.registry ?? (setting.env['FLOE_REGISTRY'] || undefined);
  if (named.ref === null && registry === undefined) return fromCatalog(setting.client, named, wanted);
  const { fromRegistry } = await import('./fromRegistry.js');
  return fromRegistry(setting, named, { ...options, registry }, wanted);
}

const CI_BELOW =
  'CI looks for its file at the root of the repository: move it there, and name the folder of the product in place of `.`.';

/**
 * `floe init --domain=sales:v2.1.0 [dir]`, `floe init --platform=v1.0.0 [dir]` (ADR-0021, CLI Commands for Data Mesh): begins
 * a product that compiles at once. Throws Failure 1 where there is no such platform, 2 for wrong usage, a folder that is not
 * empty, and where the catalog or the registry cannot be asked; nothing is written then.
 */
export async function init(setting: Setting, folder: string, options: InitOptions): Promise<void> {
  const { terminal } = setting;
  const wanted = named(options);
  if (!options.force) await mustBeEmpty(folder);
  const begun = await begunBy(await finding(setting, wanted, options), options, folder);
  if (begun.refusal !== null) {
    if (begun.diagnostics.length > 0) terminal.err(renderLocations(begun.diagnostics).trimEnd());
    throw new Failure(begun.pattern === null ? 1 : 2, begun.refusal);
  }
  const { created, kept } = await writeFiles(folder, begun.files);
  const isBelow = (await repositoryAbove(folder)) !== null;
  const notes = [...begun.notes, ...(isBelow ? [CI_BELOW] : [])];
  const { fqn: product, ref } = begun;
  if (options.json) return terminal.out(asJson({ product, folder, ref, created, kept, notes }));
  terminal.out(`Began ${product} in ${folder} (${begun.pattern}, ${begun.compute}):`);
  terminal.out(created.map((name) => `  ${name}`).join('\n'));
  if (kept.length > 0) terminal.out(`Left as they are: ${kept.join(', ')}`);
  terminal.out(`\nCompile it: floe compile ${path.relative('.', folder) || '.'}`);
  for (const note of notes) terminal.err(note);
}
