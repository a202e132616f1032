import type { Reader } from '../database.js';
import type { Finding } from './check.js';
import { CONTRACT_CHECKS } from './contractChecks.js';
import { DERIVED_CHECKS } from './derivedChecks.js';
import { LOG_CHECKS } from './logChecks.js';
import { PRODUCT_CHECKS } from './productChecks.js';

/** Every rule that the store is held to. */
export const CHECKS = [...LOG_CHECKS, ...PRODUCT_CHECKS, ...CONTRACT_CHECKS, ...DERIVED_CHECKS];

/** All that is not as every write leaves it; empty for a store that is whole. To be read of one moment (`Database.snapshot`). */
export async function checkStore(db: Reader): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const { code, what, mend, found: look } of CHECKS)
    for (const where of await look(db)) found.push({ code, what, where, mend });
  return found;
}
