import type { Context } from '../../context.js';
import { keptProduct } from '../../entities/rows/products/keptProduct.js';
import type { ProductRow } from '../../entities/rows/products/ProductRow.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { ContractSource, ProductSource } from '../sources/sources.js';

/** A product as it stood in a version that is kept; the row itself where that version stands; null where it never was. */
export async function productAt(context: Context, row: ProductRow, version: string): Promise<ProductSource | null> {
  if (row.version === version) return row;
  const kept = await context.loaders.keptVersion.load({ productId: row.id, version });
  return kept ? keptProduct(row, kept) : null;
}

/** A contract as it stood in a version; the row itself where that version stands; null where it never was. */
export async function contractAt(context: Context, row: ContractRow, version: string): Promise<ContractSource | null> {
  if (row.version === version) return row;
  const kept = await context.loaders.keptContractVersion.load({ contractId: row.id, version });
  if (!kept) return null;
  const { columns, sla, compatibility, breakingChangeNotice, tableName, lifecycle } = kept;
  const terms = { columns, sla, compatibility, breakingChangeNotice, tableName, lifecycle };
  return { ...row, ...terms, version, keptVersion: version };
}
