import { jsonPropertiesOf } from './rows/columns/jsonColumn.js';
import { columnsOf, sql, type ColumnName, type RowClass, type Sql, type SqlValue, tableOf } from './sql.js';

/** What becomes of a row that stands already, and what is told of those that are written. */
export interface Insertion<T> {
  /** A row that stands already by these properties is brought to the given values. */
  readonly by?: readonly (keyof T & string)[];
  /** Such a row is left as it is instead. */
  readonly keeping?: boolean;
  /** The properties that the statement gives back, a record a row, in the order of the rows. */
  readonly returning?: readonly (keyof T & string)[];
}

function cell(value: unknown, json: boolean): SqlValue {
  if (value === undefined || value === null) return null;
  return json ? JSON.stringify(value) : (value as SqlValue);
}

/** The statement that inserts these rows, at least one. Its text depends on the columns that are given, not on how many rows there are. */
export function insertStatement<T extends object>(
  row: RowClass<T>,
  values: readonly Partial<T>[],
  { by = [], keeping = false, returning = [] }: Insertion<T> = {},
): Sql {
  const json = jsonPropertiesOf(row);
  const given = columnsOf(row).filter(({ property }) => values.some((each) => each[property as keyof T] !== undefined));
  const rows = values.map((each) => given.map(({ property }) => cell(each[property as keyof T], json.has(property))));
  const names = given.map(({ column }) => `"${column}"`).join(', ');
  const head = `INSERT INTO ${tableOf(row)} (${names})`;
  // `WHERE true`: SQLite would take ON for a join's.
  const tail = `${by.length > 0 ? conflictClause(row, keeping ? [] : given, by) : ''}${returningClause(row, returning)}`;
  const [first, ...others] = rows;
  if (first && others.length === 0) return sql`${sql.raw(head)} VALUES (${sql.values(first)})${sql.raw(tail)}`;
  const types = given.map(({ type }) => type);
  return sql`${sql.raw(head)} SELECT * FROM (${sql.rows(types, rows)}) AS given WHERE true${sql.raw(tail)}`;
}

function returningClause(row: RowClass<unknown>, properties: readonly string[]): string {
  if (properties.length === 0) return '';
  const chosen = columnsOf(row).filter(({ property }) => properties.includes(property));
  return ` RETURNING ${chosen.map(({ property, column }) => `"${column}" AS "${property}"`).join(', ')}`;
}

function conflictClause(row: RowClass<unknown>, given: readonly ColumnName[], by: readonly string[]): string {
  const key = columnsOf(row).filter(({ property }) => by.includes(property));
  const rest = given.filter(({ property }) => !by.includes(property) && property !== 'id');
  const sets = rest.map(({ column }) => `"${column}" = excluded."${column}"`);
  const target = ` ON CONFLICT (${key.map(({ column }) => `"${column}"`).join(', ')})`;
  return sets.length > 0 ? `${target} DO UPDATE SET ${sets.join(', ')}` : `${target} DO NOTHING`;
}
