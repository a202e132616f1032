import { CONTRACT_DEFAULTS } from '../../compiler/contracts/derive.js';
import { productReferences } from '../../compiler/document/references.js';
import type { Reader } from '../../entities/database.js';
import { productByFqn } from '../../entities/writes/products.js';
import { resolveRefs } from './gather.js';
import { changePolicy } from '../../compiler/stages/changePolicy.js';
import type { ChangePolicy } from '../../compiler/inherit/changePolicy.js';

/**
 * How changes of a standing product's ports are judged: by the policy of its platform as it is published now, else (a
 * centralized product, whose platform lies in its own folder) by the catalog's own.
 */
export async function changePolicyOf(db: Reader, fqn: string): Promise<ChangePolicy> {
  const { compatibility: mode, breakingChangeNotice } = CONTRACT_DEFAULTS;
  const row = await productByFqn(db, fqn);
  if (!row) return { mode, breakingChangeNotice };
  const source = { path: row.file, content: row.source };
  const refs = await resolveRefs(db, productReferences(source).platformRef);
  return changePolicy(source, refs) ?? { mode, breakingChangeNotice };
}
