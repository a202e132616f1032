import { wantedOf } from '../compiler/deployment/wanted.js';
import { domainNames } from '../entities/reads/gathering.js';
import { meshAccess } from '../entities/reads/meshAccess.js';
import { CatalogError } from '../errors.js';
import type { Drift } from './kit/needs.js';
import { unknownName } from './kit/nearMatches.js';
import type { Toolkit } from './kit/toolkit.js';

export interface DriftRequest {
  /** Of this domain alone; null: of the whole mesh. */
  readonly domain: string | null;
}

/**
 * What is deployed otherwise than the documents ask for (docs/platform.md). Empty where no system is configured, which
 * nothing is asked of then. Throws CatalogError NOT_FOUND for an unknown domain, UNAVAILABLE where the system cannot be
 * asked.
 */
export async function catalogDrift(
  { db, compareDeployed }: Pick<Toolkit, 'db' | 'compareDeployed'>,
  { domain }: DriftRequest,
): Promise<readonly Drift[]> {
  if (domain !== null) {
    const known = await domainNames(db);
    if (!known.includes(domain)) throw unknownName('domain', domain, known);
  }
  if (!compareDeployed) return [];
  const comparison = await compareDeployed(wantedOf(await meshAccess(db), domain));
  if ('drift' in comparison) return comparison.drift;
  throw new CatalogError('UNAVAILABLE', comparison.problem);
}
