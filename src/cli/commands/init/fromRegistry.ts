import { pullManifest } from '../../../adapters/oci/artifacts/manifestArtifact.js';
import type { Registries } from '../../../adapters/oci/Repository.js';
import { manifestIdentity, manifestReferences } from '../../../compiler/document/references.js';
import type { PublishedChain } from '../../../compiler/inherit/explainManifest.js';
import type { PublishedManifest } from '../../../compiler/mesh.js';
import { beginProduct } from '../../../compiler/starter/beginProduct.js';
import type { Setting } from '../../catalog/Setting.js';
import { askRegistries, type RegistryOptions } from '../../registry/asking.js';
import { impliedRef } from '../../registry/impliedRef.js';
import { Failure } from '../../terminal/Failure.js';
import type { Begin } from './answers.js';
import type { Wanted } from './fromCatalog.js';
import { mustBeOfTier, type Named } from './named.js';

/** An enterprise above a domain; what has more above it is no chain of the ADR. */
const MOST_PARENTS = 2;

function refOf({ tier, name, version, ref }: Named, registry: string | undefined): string {
  if (ref !== null) return ref;
  if (version === null)
    throw new Failure(2, `name the version too, e.g. --${tier}=${name ?? ''}:v1.0.0: a registry has many.`);
  return impliedRef(registry ?? '', { scope: tier, domain: tier === 'domain' ? name : null, version });
}

/** A manifest as it lies under a ref. */
async function pulled(registries: Registries, ref: string): Promise<PublishedManifest> {
  const { source: content } = await pullManifest(registries, ref);
  const source = { path: ref, content };
  const { name, version } = manifestIdentity(source);
  return { name: name ?? ref, version: version ?? '', ref, digest: '', source };
}

async function above(registries: Registries, { source }: PublishedManifest): Promise<PublishedManifest[]> {
  const parents: PublishedManifest[] = [];
  let ref = manifestReferences(source).parentRef;
  while (ref !== null && parents.length < MOST_PARENTS) {
    if (!ref.startsWith('oci://'))
      throw new Failure(
        1,
        `${(parents.at(-1)?.source ?? source).path} names its parent as '${ref}', which is in no registry: ask the catalog, without --registry.`,
      );
    const parent = await pulled(registries, ref);
    parents.push(parent);
    ref = manifestReferences(parent.source).parentRef;
  }
  return parents;
}

/**
 * Begins products under the manifest that is named, and those above it, as they lie in registries, every byte checked. Throws
 * Failure 1 for what is wrong with what lies there, 2 where a registry cannot be asked.
 */
export async function fromRegistry(
  { env }: Setting,
  named: Named,
  options: RegistryOptions & { readonly registry?: string },
  wanted: Wanted,
): Promise<Begin> {
  const ref = refOf(named, options.registry);
  const chain = await askRegistries(env, options, async (registries): Promise<PublishedChain> => {
    const manifest = await pulled(registries, ref);
    return [manifest, ...(await above(registries, manifest))];
  });
  mustBeOfTier(named.tier, manifestIdentity(chain[0].source).scope, ref);
  return async (said) => beginProduct({ chain, said, ...wanted, now: new Date().toISOString() });
}
