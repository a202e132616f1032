import type { Reader } from '../database.js';
import { selected, type Wanted } from '../wanted.js';
import { columnsOf, selectList, sql, tableOf, type RowClass, type Sql, type SqlValue } from '../sql.js';

/** Which rows, and in which order. */
export interface Choice {
  /** A further condition; the table is called `t`. */
  readonly where?: Sql;
  /** `t.ordinal`; by id where nothing is said. */
  readonly order?: string;
}

/** Parts of products in the order of their documents. */
export const inOrder: Choice = { order: 't.product_id, t.ordinal' };

/** Those of them that their product has not dropped. */
export const standing: Choice = { where: sql.raw('t.removed_at IS NULL'), order: 't.product_id, t.ordinal' };

/**
 * All rows of a table whose property has one of these values, in one statement; of each what is wanted, the whole row
 * where nothing is said. Throws where the row has no such property.
 */
export async function rowsBy<T extends object>(
  db: Reader,
  row: RowClass<T>,
  property: keyof T & string,
  values: readonly SqlValue[],
  { where = sql.raw('1 = 1'), order }: Choice = {},
  wanted?: Wanted,
): Promise<T[]> {
  const column = columnsOf(row).find((each) => each.property === property)?.column;
  if (!column) throw new Error(`${row.name} has no column ${property}`);
  const narrow = wanted && selected(wanted, 't');
  const records = await db.all<T>(sql`
    SELECT ${narrow?.select ?? selectList(row, 't')} FROM ${sql.raw(tableOf(row))} t ${narrow?.joins ?? sql.raw('')}
    WHERE t.${sql.raw(column)} ${sql.in(values)} AND ${where} ORDER BY ${sql.raw(order ?? `t.${column}`)}`);
  narrow?.shape(records as Record<string, unknown>[]);
  return records;
}
