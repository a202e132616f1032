import { jsonPropertiesOf } from './rows/columns/jsonColumn.js';
import { columnsOf, sql, type Sql, tableOf, type RowClass, type SqlValue } from './sql.js';

/** Below the least limit of parameters in one statement (SQLite: 32,766). */
const PARAMETERS = 30_000;

function cell(value: unknown, json: boolean): SqlValue {
  if (value === undefined || value === null) return null;
  return json ? JSON.stringify(value) : (value as SqlValue);
}

/**
 * The statements that insert these rows, as few as the limit of parameters allows. With `by`, a row that stands already
 * by those properties is brought to the given values instead.
 */
export function insertStatements<T extends object>(
  row: RowClass<T>,
  values: readonly Partial<T>[],
  by: readonly (keyof T & string)[] = [],
): Sql[] {
  const json = jsonPropertiesOf(row);
  const given = columnsOf(row).filter(({ property }) => values.some((each) => each[property as keyof T] !== undefined));
  const names = given.map(({ column }) => `"${column}"`).join(', ');
  const size = Math.max(1, Math.floor(PARAMETERS / Math.max(1, given.length)));
  const tail = sql.raw(by.length > 0 ? conflictClause(row, given, by) : returning(row));
  const statements: Sql[] = [];
  for (let start = 0; start < values.length; start += size) {
    const tuples = values.slice(start, start + size).map((each) => {
      const cells = given.map(({ property }) => sql`${cell(each[property as keyof T], json.has(property))}`);
      return sql`(${sql.join(cells, ', ')})`;
    });
    statements.push(
      sql`INSERT INTO ${sql.raw(tableOf(row))} (${sql.raw(names)}) VALUES ${sql.join(tuples, ', ')} ${tail}`,
    );
  }
  return statements;
}

const returning = (row: RowClass<unknown>): string =>
  columnsOf(row).some(({ property }) => property === 'id') ? 'RETURNING id' : '';

function conflictClause<T>(
  row: RowClass<T>,
  given: readonly { property: string; column: string }[],
  by: readonly string[],
): string {
  const key = columnsOf(row).filter(({ property }) => by.includes(property));
  const rest = given.filter(({ property }) => !by.includes(property) && property !== 'id');
  const sets = rest.map(({ column }) => `"${column}" = excluded."${column}"`);
  return `ON CONFLICT (${key.map(({ column }) => `"${column}"`).join(', ')}) DO UPDATE SET ${sets.join(', ')}`;
}
