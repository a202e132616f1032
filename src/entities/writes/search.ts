import type { Transaction } from '../database.js';
import { SearchEntryRow } from '../rows/products/SearchEntryRow.js';
import { sql } from '../sql.js';

export type SearchEntry = Pick<SearchEntryRow, 'kind' | 'key' | 'title' | 'text'> &
  Partial<Pick<SearchEntryRow, 'domain' | 'owner' | 'classification'>>;

/** Makes what products consist of searchable. */
export async function insertProductEntries(
  tx: Transaction,
  products: readonly { readonly productId: number; readonly entries: readonly SearchEntry[] }[],
): Promise<void> {
  await tx.insert(
    SearchEntryRow,
    products.flatMap(({ productId, entries }) => entries.map((entry) => ({ ...entry, productId }))),
  );
}

/** Makes contracts that begin searchable: none has an entry before. */
export const insertEntries = (tx: Transaction, entries: readonly SearchEntry[]): Promise<void> =>
  tx.insert(SearchEntryRow, entries);

/** Takes terms of these names out of what is searched. */
export const dropTermEntries = (tx: Transaction, names: readonly string[]): Promise<void> =>
  tx.run(sql`DELETE FROM search_entries WHERE COALESCE(product_id, 0) = 0 AND kind = 'term' AND key ${sql.in(names)}`);

/** Makes domains, namespaces and terms searchable: one entry a kind and key. */
export async function putEntries(tx: Transaction, entries: readonly SearchEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const kinds = [...new Set(entries.map((entry) => entry.kind))];
  const keys = entries.map((entry) => entry.key);
  // COALESCE keeps SQLite from the index on product_id: all entries of no product are many, those of a kind and key one.
  await tx.run(
    sql`DELETE FROM search_entries WHERE COALESCE(product_id, 0) = 0 AND kind ${sql.in(kinds)} AND key ${sql.in(keys)}`,
  );
  await tx.insert(SearchEntryRow, entries);
}
