import type { Reader } from '../database.js';
import { selected, type Selected, type Wanted } from '../wanted.js';
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

/** A statement of rows but for the values that they are found by. */
interface Around {
  readonly before: Sql;
  readonly behind: Sql;
}

function around(
  row: RowClass<unknown>,
  property: string,
  { where, order }: Choice,
  narrow: Selected | undefined,
): Around {
  const column = columnsOf(row).find((each) => each.property === property)?.column;
  if (!column) throw new Error(`${row.name} has no column ${property}`);
  const list = narrow?.select ?? selectList(row, 't');
  return {
    before: sql`SELECT ${list} FROM ${sql.raw(tableOf(row))} t ${narrow?.joins ?? sql.raw('')} WHERE t.${sql.raw(column)} `,
    behind: sql` AND ${where ?? sql.raw('1 = 1')} ORDER BY ${sql.raw(order ?? `t.${column}`)}`,
  };
}

/** Of what a plan wants, which is asked for again and again, the last is kept. */
const madeFor = new WeakMap<Wanted, Around & { readonly property: string; readonly choice: Choice }>();

function aroundWanted(row: RowClass<unknown>, property: string, choice: Choice, wanted: Wanted): Around {
  const made = madeFor.get(wanted);
  if (made?.property === property && made.choice === choice) return made;
  const { before, behind } = around(row, property, choice, selected(wanted, 't'));
  madeFor.set(wanted, { before, behind, property, choice });
  return { before, behind };
}

/**
 * All rows of a table whose property has one of these values, in one statement; of each what is wanted, the whole row
 * where nothing is said. Throws where the row has no such property.
 */
export async function rowsBy<T extends object>(
  db: Reader,
  row: RowClass<T>,
  property: keyof T & string,
  values: readonly SqlValue[],
  choice: Choice = {},
  wanted?: Wanted,
): Promise<T[]> {
  const { before, behind } = wanted
    ? aroundWanted(row, property, choice, wanted)
    : around(row, property, choice, undefined);
  const records = await db.all<T>(sql`${before}${sql.in(values)}${behind}`);
  if (wanted) selected(wanted, 't').shape(records as Record<string, unknown>[]);
  return records;
}
