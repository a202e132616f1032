import type { Context } from '../../context.js';
import { CatalogError } from '../../errors.js';
import type { Loaders } from '../request/loaders.js';
import type { Kept } from '../../entities/rows/products/keptProduct.js';

/** What relations are followed among: all that stood at an instant, or all that stands. */
export type World = Omit<Loaders, 'asOf'>;

/** The world that an object was asked in. */
export const worldOf = ({ asOf }: Kept, { loaders }: Context): World => (asOf ? loaders.asOf(asOf) : loaders);

/** The world of an `asOf` argument; without one, that of the object. Throws CatalogError BAD_USER_INPUT for a time to come. */
export function worldAt(asOf: string | null | undefined, of: Kept, context: Context): World {
  return worldOf(asOf == null ? of : { asOf: pastInstant(asOf, context) }, context);
}

/** An `asOf` argument, as rows hold instants. Throws CatalogError BAD_USER_INPUT for a time to come. */
export function pastInstant(asOf: string, context: Pick<Context, 'now'>): string {
  const now = context.now().toISOString();
  if (asOf <= now) return asOf;
  const message = `asOf is ${asOf}, which is to come: it is ${now}, and nobody knows the graph of a later time.`;
  throw new CatalogError('BAD_USER_INPUT', message, { argument: 'asOf', now });
}

/** An `asOf` argument beside a `version`: a thing is asked for at a time or in a version. Throws CatalogError BAD_USER_INPUT for both. */
export function oneOf(asOf: string | null | undefined, version: string | null | undefined): string | null | undefined {
  if (asOf != null && version != null)
    throw new CatalogError('BAD_USER_INPUT', 'version and asOf are both given: ask for one of them.');
  return asOf;
}
