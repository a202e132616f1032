import { most, portAccess, seekerFrom, seekerOf, type Seeker } from '../../access/portAccess.js';
import { unknownName } from '../../actions/kit/nearMatches.js';
import type { Context } from '../../context.js';
import { namesLike } from '../../entities/reads/search.js';
import { CatalogError } from '../../errors.js';
import type { EffectiveAccess } from '../../schema/types/access/EffectiveAccess.js';

function seeking(principal: string | null, context: Context): Seeker {
  if (principal === null) return seekerFrom(context.principal);
  const seeker = seekerOf(principal);
  if (seeker) return seeker;
  const expected = 'expected domain:sales, product:sales.customer-360 or role:analysts';
  throw new CatalogError('BAD_USER_INPUT', `"${principal}" names nobody whom a grant may name: ${expected}.`);
}

/**
 * What somebody may do with a port, and why. Throws CatalogError NOT_FOUND, with near matches, for a port that does not
 * stand, BAD_USER_INPUT for a principal that is none.
 */
export async function effectiveAccess(fqn: string, asked: string | null, context: Context): Promise<EffectiveAccess> {
  const { db, loaders } = context;
  const seeker = seeking(asked, context);
  const port = await loaders.outputPortByFqn.load(fqn);
  if (!port) throw unknownName('output port', fqn, await namesLike(db, fqn, ['port']));
  const product = await loaders.productById.load(port.productId);
  const domain = product && (await loaders.domainById.load(product.domainId));
  if (!domain) throw new Error(`port ${fqn} belongs to no domain`);
  const namespace = port.namespaceId === null ? null : await loaders.namespaceById.load(port.namespaceId);
  const grants = namespace ? await loaders.grantsOfNamespace.load(namespace.id) : [];
  const manifest = domain.manifestId === null ? null : await loaders.manifestById.load(domain.manifestId);
  const sought = {
    fqn,
    domain: domain.name,
    access: port.access,
    namespace: namespace && { path: namespace.path, grants },
  };
  const reasons = portAccess(sought, seeker);
  return {
    port,
    principal: asked ?? context.principal.name ?? 'nobody',
    access: most(reasons),
    reasons: reasons.map(({ message, tier }) => ({
      message,
      manifest: tier === 'domain' ? manifest : null,
      location: null,
    })),
  };
}
