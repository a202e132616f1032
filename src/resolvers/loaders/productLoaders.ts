import { columnsMadeOf } from '../../entities/reads/lineageRoots.js';
import { keptVersions, latestCompilations } from '../../entities/reads/products.js';
import type { Batching } from '../batching/batching.js';
import type { TurnReader } from '../../entities/TurnReader.js';

/** What is read of products beside lookups and lists. */
export const productLoaders = (db: TurnReader, { manyBy, oneBy, oneByParts }: Batching) => ({
  keptVersion: oneByParts(
    (keys: readonly { productId: number; version: string }[]) => keptVersions(db, keys),
    (key) => `${key.productId}@${key.version}`,
    (row) => `${row.productId}@${row.version}`,
  ),
  columnsMadeOf: manyBy(
    (fqns: readonly string[]) => columnsMadeOf(db, fqns),
    (row) => row.from,
  ),
  latestCompilation: oneBy(
    (fqns: readonly string[]) => latestCompilations(db, fqns),
    (row) => row.subject,
  ),
});
