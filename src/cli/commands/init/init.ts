import path from 'node:path';
import type { EffectivePlatform } from '../../../compiler/inherit/policy/platform.js';
import type { resolvePlatform } from '../../../compiler/inherit/resolvePlatform.js';
import { renderLocations } from '../../../compiler/report/locations.js';
import type { Ci } from '../../../compiler/starter/files/starter.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import type { RegistryOptions } from '../../registry/asking.js';
import { Failure } from '../../terminal/Failure.js';
import { packageVersion } from '../../terminal/packageVersion.js';
import { answersFor, type Said } from './answers.js';
import { mustBeEmpty, repositoryAbove, writeFiles } from './folder.js';
import type { Found } from './found.js';
import { fromCatalog } from './fromCatalog.js';
import { named, type Named } from './named.js';

interface InitOptions extends Said, RegistryOptions {
  readonly domain?: string;
  readonly platform?: string;
  readonly registry?: string;
  readonly ci: Ci;
  readonly force?: boolean;
  readonly json?: boolean;
}

async function find(setting: Setting, wanted: Named, options: InitOptions): Promise<Found> {
  const registry = options.registry ?? (setting.env['FLOE_REGISTRY'] || undefined);
  if (wanted.ref === null && registry === undefined) return fromCatalog(setting.client, wanted);
  const { fromRegistry } = await import('./fromRegistry.js');
  return fromRegistry(setting, wanted, { ...options, registry });
}

/** What works on what was found; loaded while the catalog is asked. */
async function compiler() {
  const [{ resolvePlatform }, { startProduct }, { refsOf, refTo }] = await Promise.all([
    import('../../../compiler/inherit/resolvePlatform.js'),
    import('../../../compiler/starter/startProduct.js'),
    import('../../project/refsOf.js'),
  ]);
  return { resolvePlatform, startProduct, refsOf, refTo };
}

/** The platform that was resolved. Throws Failure 1, with the findings, where a product cannot begin under it. */
function sound({ terminal }: Setting, ref: string, resolved: ReturnType<typeof resolvePlatform>): EffectivePlatform {
  const errors = resolved.diagnostics.filter(({ severity }) => severity === 'error');
  if (resolved.platform && errors.length === 0) return resolved.platform;
  terminal.err(renderLocations(errors).trimEnd());
  throw new Failure(1, `${ref} is no platform that a product can begin under.`);
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
  const [{ ref, manifest, parents }, { resolvePlatform, startProduct, refsOf, refTo }] = await Promise.all([
    find(setting, wanted, options),
    compiler(),
  ]);
  const refs = [refTo(ref, manifest), ...refsOf(manifest, parents)];
  const platform = sound(
    setting,
    ref,
    resolvePlatform(ref, null, refs, { field: `${wanted.tier}.ref`, location: null }),
  );
  const answers = await answersFor(options, folder, platform, ref);
  const started = startProduct({ answers, platform, ci: options.ci, floeVersion: packageVersion() });
  if (started.files === null) {
    terminal.err(renderLocations(started.diagnostics).trimEnd());
    throw new Failure(2, started.reason);
  }
  const { created, kept } = await writeFiles(folder, started.files);
  const isBelow = (await repositoryAbove(folder)) !== null;
  const notes = [...started.notes, ...(isBelow ? [CI_BELOW] : [])];
  const product = `${platform.domain.name}.${answers.name}`;
  if (options.json) return terminal.out(asJson({ product, folder, ref, created, kept, notes }));
  terminal.out(`Began ${product} in ${folder} (${platform.pattern}, ${started.compute}):`);
  terminal.out(created.map((name) => `  ${name}`).join('\n'));
  if (kept.length > 0) terminal.out(`Left as they are: ${kept.join(', ')}`);
  terminal.out(`\nCompile it: floe compile ${path.relative('.', folder) || '.'}`);
  for (const note of notes) terminal.err(note);
}
