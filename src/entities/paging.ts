import { codeOf } from './statements.js';
import { decodeCursor, encodeCursor, noCursor } from './cursor.js';
import type { Reader } from './database.js';
import { sql, tableOf, RowColumns, type Dialect, type Sql, type SqlValue } from './sql.js';
import { selected, type Selected, type Wanted } from './wanted.js';

/** Relay's arguments. Limits are held by the schema; here one of `first` and `last` is a number. */
export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export interface Page<T> {
  readonly rows: T[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** The opaque keyset cursor of one of the rows. */
  cursorOf(row: T): string;
}

/** A column that a list is ordered by; the last one of a list is unique. */
export interface OrderKey {
  /** As SQL names it: `p.fqn`. */
  readonly column: string;
  readonly descending?: boolean;
  /** Whether it holds whole numbers; text where nothing is said. */
  readonly numeric?: boolean;
}

/** A list: what to select from where, in which order. `where` pieces are joined by AND. */
export interface PagedQuery {
  readonly select: Sql;
  readonly from: Sql;
  readonly where: readonly Sql[];
  readonly order: readonly OrderKey[];
  /** The counters `c` that keep how many entries it has (rows/platform/CounterRow.ts); where none do, they are counted. */
  readonly counters?: Sql | undefined;
  /** Another way to a page of the same list, for the one that asks for a page and not for all. */
  readonly orElse?: OtherWay | undefined;
}

/** A way that a database takes to a page where it is less work; it does not see so by itself. */
interface OtherWay {
  readonly dialect: Dialect;
  readonly when: Sql;
  /** In place of the list's own. */
  readonly where: readonly Sql[];
}

/** A list that many parents have, one each. */
export interface ChildQuery extends PagedQuery {
  /** The column that holds the parent's id, as SQL names it: `m.product_id`. */
  readonly parent: string;
  /** The counters `c` that keep how many entries each parent has, the id of the parent their value. */
  readonly countersByParent?: Sql | undefined;
}

/** What PostgreSQL says of a number that no column of its kind can hold: the list has no such place. */
const OUT_OF_RANGE = '22003';

async function under<T>(args: PageArgs, reading: Promise<T>): Promise<T> {
  return reading.catch((error: unknown) => {
    const cursor = args.after ?? args.before;
    throw cursor != null && codeOf(error) === OUT_OF_RANGE ? noCursor(cursor) : error;
  });
}

/** Rows strictly after these values in the given order: (a > x) OR (a = x AND b > y) ..., and a >= x, which finds the place in an index. */
function beyond(order: readonly OrderKey[], values: readonly SqlValue[], backward: boolean): Sql {
  const cases = order.map((key, index) => {
    const equal = order.slice(0, index).map((each, at) => sql`${sql.raw(each.column)} = ${values[at] ?? null}`);
    const greater = (key.descending ?? false) === backward;
    const last = sql`${sql.raw(key.column)} ${sql.raw(greater ? '>' : '<')} ${values[index] ?? null}`;
    return sql`(${sql.join([...equal, last], ' AND ')})`;
  });
  const [first] = order;
  if (!first || order.length === 1) return sql.join(cases, ' OR ');
  const bound = (first.descending ?? false) === backward ? '>=' : '<=';
  return sql`${sql.raw(`${first.column} ${bound}`)} ${values[0] ?? null} AND (${sql.join(cases, ' OR ')})`;
}

const orderBy = (order: readonly OrderKey[], backward: boolean): string =>
  order.map((key) => `${key.column} ${(key.descending ?? false) === backward ? 'ASC' : 'DESC'}`).join(', ');

interface Window {
  readonly backward: boolean;
  readonly limit: number;
  /** The conditions of the cursors. */
  readonly beyond: readonly Sql[];
}

function windowOf({ order }: PagedQuery, args: PageArgs): Window {
  const backward = args.first == null && args.last != null;
  const kinds = order.map(({ numeric }) => (numeric ? 'number' : 'text'));
  const cursors: Sql[] = [];
  if (args.after != null) cursors.push(beyond(order, decodeCursor(args.after, kinds), false));
  if (args.before != null) cursors.push(beyond(order, decodeCursor(args.before, kinds), true));
  return { backward, limit: (backward ? args.last : args.first) ?? 50, beyond: cursors };
}

const whereOf = (conditions: readonly Sql[]): Sql =>
  conditions.length > 0 ? sql`WHERE ${sql.join(conditions, ' AND ')}` : sql.raw('');

/** The order keys as columns of their own, so that cursors can be made of them. */
const keyColumns = (order: readonly OrderKey[]): Sql =>
  sql.raw(order.map((key, index) => `, ${key.column} AS "key${index}"`).join(''));

type Keyed = Record<string, unknown>;

function pageFrom<T>(records: readonly Keyed[], order: readonly OrderKey[], window: Window, args: PageArgs): Page<T> {
  const kept = records.slice(0, window.limit);
  const more = records.length > window.limit;
  if (window.backward) kept.reverse();
  return {
    rows: kept as T[],
    hasNextPage: window.backward ? args.before != null : more,
    hasPreviousPage: window.backward ? more : args.after != null,
    cursorOf: (row) => encodeCursor(order.map((_, index) => (row as Keyed)[`key${index}`])),
  };
}

const NOTHING = sql.raw('');

/** What is read of the entries of a list: of a list of rows the wanted columns, of a list of ids the rows they name. */
interface Entries {
  readonly select: Sql;
  /** What cursors are made of. */
  readonly keys: Sql;
  readonly joins: Sql;
  /** Read once the lists of many parents are cut to their pages. */
  readonly named: { readonly select: Sql; readonly joins: Sql };
  readonly shape: Selected['shape'];
}

function entriesOf({ select, order }: PagedQuery, wanted: Wanted | undefined): Entries {
  const none = { select: NOTHING, joins: NOTHING };
  const keys = wanted?.places === false ? NOTHING : keyColumns(order);
  if (!wanted) return { select, keys, joins: NOTHING, named: none, shape: () => undefined };
  if (select instanceof RowColumns) return Object.assign({ keys, named: none }, selected(wanted, select.alias));
  const { select: list, joins, shape } = selected(wanted, 'entry');
  const table = sql.raw(tableOf(wanted.row));
  const named = { select: sql`, ${list}`, joins: sql`JOIN ${table} entry ON entry.id = page."id" ${joins}` };
  return { select, keys, joins: NOTHING, named, shape };
}

/** The page by one way, or by the one of two that is less work: the other gives nothing, so that its order is kept. */
function pageBy(
  query: PagedQuery,
  dialect: Dialect,
  limit: Sql,
  page: (where: readonly Sql[], limit: Sql) => Sql,
): Sql {
  const other = query.orElse;
  if (other?.dialect !== dialect) return page(query.where, limit);
  const otherwise = page(other.where, sql`CASE WHEN ${other.when} THEN ${limit} ELSE 0 END`);
  const own = page(query.where, sql`CASE WHEN ${other.when} THEN 0 ELSE ${limit} END`);
  return sql`SELECT * FROM (${otherwise}) UNION ALL SELECT * FROM (${own})`;
}

/**
 * One page of a list, by keyset: it stays right while rows come and go; of each entry what is wanted, all where nothing
 * is said. One statement. Throws CatalogError BAD_USER_INPUT for a cursor that is none of this list's.
 */
export async function pageOf<T>(db: Reader, query: PagedQuery, args: PageArgs, wanted?: Wanted): Promise<Page<T>> {
  const window = windowOf(query, args);
  const { select, keys, joins, shape } = entriesOf(query, wanted);
  const page = (where: readonly Sql[], limit: Sql): Sql => sql`
    SELECT ${select}${keys} FROM ${query.from} ${joins} ${whereOf([...where, ...window.beyond])}
    ORDER BY ${sql.raw(orderBy(query.order, window.backward))} LIMIT ${limit}`;
  const statement = pageBy(query, db.dialect, sql`${window.limit + 1}`, page);
  const records = await under(args, db.all<Keyed>(statement));
  shape(records);
  return pageFrom<T>(records, query.order, window, args);
}

/**
 * The same page of a list for each of many parents, in one statement; a parent without rows has an empty page. Of a list
 * of ids what is wanted are the rows that they name. Throws CatalogError BAD_USER_INPUT for what is no cursor of the list.
 */
export async function pagesByParent<T>(
  db: Reader,
  query: ChildQuery,
  parents: readonly SqlValue[],
  args: PageArgs,
  wanted?: Wanted,
): Promise<Map<SqlValue, Page<T>>> {
  const window = windowOf(query, args);
  const { select, keys, joins, named, shape } = entriesOf(query, wanted);
  const conditions = [...query.where, ...window.beyond, sql`${sql.raw(query.parent)} ${sql.in(parents)}`];
  const order = sql.raw(orderBy(query.order, window.backward));
  const statement = sql`
    SELECT page.*${named.select} FROM (
      SELECT ${select}${keys}, ${sql.raw(query.parent)} AS "parentKey",
             ROW_NUMBER() OVER (PARTITION BY ${sql.raw(query.parent)} ORDER BY ${order}) AS "rowNumber"
      FROM ${query.from} ${joins} ${whereOf(conditions)}) page ${named.joins}
    WHERE "rowNumber" <= ${window.limit + 1} ORDER BY "parentKey", "rowNumber"`;
  const records = await under(args, db.all<Keyed>(statement));
  shape(records);
  const grouped = new Map<SqlValue, Keyed[]>(parents.map((parent) => [parent, []]));
  for (const record of records) grouped.get(record['parentKey'] as SqlValue)?.push(record);
  return new Map([...grouped].map(([parent, rows]) => [parent, pageFrom<T>(rows, query.order, window, args)]));
}

/** How many rows a list has, whatever the page. */
export async function countOf(db: Reader, query: Pick<PagedQuery, 'from' | 'where' | 'counters'>): Promise<number> {
  const row = await db.one<{ count: number | string }>(
    query.counters
      ? sql`SELECT SUM(c.count) AS "count" FROM counters c WHERE ${query.counters}`
      : sql`SELECT COUNT(*) AS "count" FROM ${query.from} ${whereOf(query.where)}`,
  );
  return Number(row?.count ?? 0);
}

const keptCounts = (counters: Sql, parents: readonly SqlValue[]): Sql => sql`
  SELECT CAST(c.value AS integer) AS "parent", c.count AS "count" FROM counters c
  WHERE ${counters} AND c.value ${sql.in(parents.map(String))}`;

function counting(
  { from, where, parent }: Pick<ChildQuery, 'from' | 'where' | 'parent'>,
  parents: readonly SqlValue[],
): Sql {
  const conditions = [...where, sql`${sql.raw(parent)} ${sql.in(parents)}`];
  return sql`SELECT ${sql.raw(parent)} AS "parent", COUNT(*) AS "count" FROM ${from} ${whereOf(conditions)}
    GROUP BY ${sql.raw(parent)}`;
}

/** How many rows a list has for each of many parents, in one statement. */
export async function countsByParent(
  db: Reader,
  query: Pick<ChildQuery, 'from' | 'where' | 'parent' | 'countersByParent'>,
  parents: readonly SqlValue[],
): Promise<Map<SqlValue, number>> {
  const rows = await db.all<{ parent: SqlValue; count: number | string }>(
    query.countersByParent ? keptCounts(query.countersByParent, parents) : counting(query, parents),
  );
  const counts = new Map<SqlValue, number>(parents.map((parent) => [parent, 0]));
  for (const row of rows) counts.set(row.parent, Number(row.count));
  return counts;
}
