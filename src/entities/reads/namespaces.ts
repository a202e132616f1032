import type { Reader } from '../database.js';
import type { ChildQuery } from '../paging.js';
import { NamespaceRow } from '../rows/platform/NamespaceRow.js';
import { TableRow } from '../rows/products/TableRow.js';
import { selectList, sql } from '../sql.js';

/** Roots first: by the number of parts of the path, then by the path. The table is called `t`. */
export const ROOTS_FIRST = `LENGTH(t.path) - LENGTH(REPLACE(t.path, '.', '')), t.path`;

/** The whole catalog tree, roots first. */
export async function allNamespaces(db: Reader): Promise<NamespaceRow[]> {
  return db.all<NamespaceRow>(
    sql`SELECT ${selectList(NamespaceRow, 't')} FROM namespaces t ORDER BY ${sql.raw(ROOTS_FIRST)}`,
  );
}

/** The tables of a namespace by name. */
export const tablesQuery: ChildQuery = {
  select: selectList(TableRow, 't'),
  from: sql`catalog_tables t`,
  where: [],
  order: [{ column: 't.path' }],
  parent: 't.namespace_id',
};
