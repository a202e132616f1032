import { CONTRACT_DEFAULTS } from '../../compiler/contracts/derive.js';
import { productReferences } from '../../compiler/document/references.js';
import type { ChangePolicy } from '../../compiler/inherit/changePolicy.js';
import { changePolicy } from '../../compiler/stages/changePolicy.js';
import type { Reader } from '../../entities/database.js';
import { rowsBy } from '../../entities/reads/rows.js';
import { ProductRow } from '../../entities/rows/products/ProductRow.js';
import { chainsOf } from './chains.js';

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

/** The same for several products (fqns), in as many statements as for one. */
export async function changePoliciesOf(
  db: Reader,
  fqns: readonly string[],
): Promise<ReadonlyMap<string, ChangePolicy>> {
  const rows = await rowsBy(db, ProductRow, 'fqn', fqns);
  const products = rows.map(({ fqn, file: path, source: content }) => {
    const source = { path, content };
    return { fqn, source, platform: productReferences(source).platformRef };
  });
  const chains = await chainsOf(
    db,
    products.map(({ platform }) => platform),
  );
  return new Map(
    products.map(({ fqn, source, platform }) => [
      fqn,
      changePolicy(source, chains.get(platform)?.refs ?? []) ?? DEFAULT,
    ]),
  );
}
