import { contractStatus } from '../../compiler/contracts/lifecycle.js';
import type { Reader } from '../database.js';
import { keptProduct, type Kept, type KeptProduct } from '../rows/products/keptProduct.js';
import { contractVersionsAsOf, versionsAsOf, type ContractVersionAsOf, type VersionAsOf } from './reads.js';
import type { ContractRow } from '../rows/contracts/ContractRow.js';
import type { ProductRow } from '../rows/products/ProductRow.js';

function productThen(row: ProductRow, version: VersionAsOf, asOf: string): KeptProduct {
  const { keptVersion, ...then } = keptProduct(row, version);
  const { retiredAt } = version;
  return {
    ...then,
    retiredAt,
    retiredReason: retiredAt !== null && retiredAt === row.retiredAt ? row.retiredReason : null,
    asOf,
    ...(version.version !== row.version && { keptVersion }),
  };
}

/** Products as they stood at an instant, retired ones too; those of which nothing was published by then are left out. */
export async function productsAsOf(db: Reader, rows: readonly ProductRow[], asOf: string): Promise<KeptProduct[]> {
  const ids = rows.map(({ id }) => id);
  const versions = new Map((await versionsAsOf(db, ids, asOf)).map((each) => [each.productId, each]));
  return rows.flatMap((row) => {
    const version = versions.get(row.id);
    return version ? [productThen(row, version, asOf)] : [];
  });
}

/** Where a contract stood, by the last entry of the feed that told of it. */
function statusOf({ statusKind, statusAfter, lifecycle }: ContractVersionAsOf): string {
  if (statusKind === 'CONTRACT_ENDED') return 'retired';
  if (statusKind === 'STATUS_CHANGED') return String(JSON.parse(statusAfter ?? '""'));
  return contractStatus({ lifecycle: lifecycle ?? undefined });
}

function contractThen<T extends ContractRow>(row: T, then: ContractVersionAsOf, asOf: string): T & Kept {
  const { version, columns, sla, compatibility, breakingChangeNotice, tableName, lifecycle, kept } = then;
  const status = statusOf(then);
  return {
    ...row,
    version,
    columns,
    sla,
    compatibility,
    breakingChangeNotice,
    tableName,
    lifecycle,
    kept,
    status,
    asOf,
    brokenReason: status === 'broken' ? then.statusMessage : null,
    ...(version !== row.version && { keptVersion: version }),
  };
}

/** Contracts as they stood at an instant, ended ones too; those that had not begun are left out. */
export async function contractsAsOf<T extends ContractRow>(
  db: Reader,
  rows: readonly T[],
  asOf: string,
): Promise<(T & Kept)[]> {
  const ids = rows.map(({ id }) => id);
  const versions = new Map((await contractVersionsAsOf(db, ids, asOf)).map((each) => [each.contractId, each]));
  return rows.flatMap((row) => {
    const version = versions.get(row.id);
    return version ? [contractThen(row, version, asOf)] : [];
  });
}
