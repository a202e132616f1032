import { most, portAccess, seekerFrom, seekerOf, type Seeker } from '../../access/portAccess.js';
import { unknownName } from '../../actions/kit/nearMatches.js';
import type { Context } from '../../context.js';
import { namesLike } from '../../entities/reads/search/namesLike.js';
import { CatalogError } from '../../errors.js';
import { manifestChain } from '../../entities/access/soughtPorts.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import type { EffectiveAccess } from '../../schema/types/access/EffectiveAccess.js';
import { soughtPort } from '../sight/Sight.js';
import { placeOf, type AccessDocuments, type Place } from './reasonPlaces.js';

/** A reason, with where it stands: looked for when it is asked for. */
export interface ReasonSource {
  readonly message: string;
  readonly place: () => Promise<Place>;
}

/** What is made once, when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

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
  if (!product || !domain) throw new Error(`port ${fqn} belongs to no domain`);
  const sought = await soughtPort(port, domain.name, loaders);
  const reasons = portAccess(sought, seeker);
  const { manifestId } = domain;
  const chain = once(async (): Promise<ManifestRow[]> => (manifestId === null ? [] : manifestChain(db, manifestId)));
  const look: AccessDocuments['look'] = (asked) => context.actions.accessPlace(asked);
  const { path: namespace = null } = sought.namespace ?? {};
  const documents: AccessDocuments = { port, product, domain, namespace, chain, look };
  return {
    port,
    principal: asked ?? context.principal.name ?? 'nobody',
    access: most(reasons),
    reasons: reasons.map((reason): ReasonSource => ({
      message: reason.message,
      place: once(() => placeOf(reason, documents)),
    })),
  };
}
