import { pullManifest } from '../../../adapters/oci/artifacts/manifestArtifact.js';
import type { Registries } from '../../../adapters/oci/Repository.js';
import type { Setting } from '../../catalog/Setting.js';
import type { LoadedManifest } from '../../project/loadManifest.js';
import { parentRefOf } from '../../project/refsOf.js';
import { askRegistries, type RegistryOptions } from '../../registry/asking.js';
import { impliedRef } from '../../registry/impliedRef.js';
import { Failure } from '../../terminal/Failure.js';
import type { Found } from './found.js';
import type { Named } from './named.js';

/** An enterprise above a domain; what has more above it is no chain of the ADR. */
const MOST_PARENTS = 2;

function refOf({ tier, name, version, ref }: Named, registry: string | undefined): string {
  if (ref !== null) return ref;
  if (version === null)
    throw new Failure(2, `name the version too, e.g. --${tier}=${name ?? ''}:v1.0.0: a registry has many.`);
  return impliedRef(registry ?? '', { scope: tier, domain: tier === 'domain' ? name : null, version });
}

async function parentsOf(registries: Registries, manifest: LoadedManifest): Promise<LoadedManifest[]> {
  const parents: LoadedManifest[] = [];
  for (let ref = parentRefOf(manifest); ref !== null && parents.length < MOST_PARENTS;) {
    if (!ref.startsWith('oci://'))
      throw new Failure(
        1,
        `${manifest.file} names its parent as '${ref}', which is in no registry: ask the catalog, without --registry.`,
      );
    const parent = { file: ref, source: (await pullManifest(registries, ref)).source };
    parents.push(parent);
    ref = parentRefOf(parent);
  }
  return parents;
}

/**
 * The manifest that is named, and those above it, as they lie in registries, every byte checked. Throws Failure 1 for what is
 * wrong with what lies there, 2 where a registry cannot be asked.
 */
export async function fromRegistry(
  { env }: Setting,
  named: Named,
  options: RegistryOptions & { readonly registry?: string },
): Promise<Found> {
  const ref = refOf(named, options.registry);
  return askRegistries(env, options, async (registries) => {
    const manifest = { file: ref, source: (await pullManifest(registries, ref)).source };
    return { ref, manifest, parents: await parentsOf(registries, manifest) };
  });
}
