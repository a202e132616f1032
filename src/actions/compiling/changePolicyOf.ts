import { CONTRACT_DEFAULTS } from '../../compiler/contracts/derive.js';
import { productReferences } from '../../compiler/document/references.js';
import type { ChangePolicy } from '../../compiler/inherit/changePolicy.js';
import type { RefResolution } from '../../compiler/mesh.js';
import { changePolicy } from '../../compiler/stages/changePolicy.js';
import type { Reader } from '../../entities/database.js';
import { rowsBy } from '../../entities/reads/rows.js';
import { ProductRow } from '../../entities/rows/products/ProductRow.js';
import { resolveRefs } from './gather.js';

const DEFAULT: ChangePolicy = {
  mode: CONTRACT_DEFAULTS.compatibility,
  breakingChangeNotice: CONTRACT_DEFAULTS.breakingChangeNotice,
};

/**
 * How changes of a standing product's ports are judged: by the policy of its platform as it is published now, else (a
 * centralized product, whose platform lies in its own folder) by the catalog's own.
 */
export const changePolicyOf = async (db: Reader, fqn: string): Promise<ChangePolicy> =>
  (await changePoliciesOf(db, [fqn])).get(fqn) ?? DEFAULT;

/** The same for several products (fqns), in as many statements as for one where they name the same platform. */
export async function changePoliciesOf(
  db: Reader,
  fqns: readonly string[],
): Promise<ReadonlyMap<string, ChangePolicy>> {
  const chains = new Map<string | null, RefResolution[]>();
  const policies = new Map<string, ChangePolicy>();
  for (const { fqn, file: path, source: content } of await rowsBy(db, ProductRow, 'fqn', fqns)) {
    const source = { path, content };
    const { platformRef } = productReferences(source);
    const refs = chains.get(platformRef) ?? (await resolveRefs(db, platformRef));
    chains.set(platformRef, refs);
    policies.set(fqn, changePolicy(source, refs) ?? DEFAULT);
  }
  return policies;
}
