import type { RunTable, RunTest } from '../../compiler/run/plan.js';

export const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
export const tableName = ({ schema, name: table }: RunTable): string => `${name(schema)}.${name(table)}`;

/** As dbt counts what a test finds: rows, or values that are not as they are to be. */
export function testSql(table: RunTable, { test, column, where, values, quoted, to }: RunTest): string {
  const from = where === null ? tableName(table) : `(SELECT * FROM ${tableName(table)} WHERE ${where})`;
  const of = name(column);
  switch (test) {
    case 'not_null':
      return `SELECT count(*) FROM ${from} WHERE ${of} IS NULL`;
    case 'unique':
      return `SELECT count(*) FROM (SELECT ${of} FROM ${from} WHERE ${of} IS NOT NULL GROUP BY ${of} HAVING count(*) > 1)`;
    case 'accepted_values':
      return `SELECT count(*) FROM (SELECT DISTINCT ${of} AS value FROM ${from})
        WHERE value NOT IN (${values.map((each) => (quoted ? text(each) : each)).join(', ')})`;
    default:
      return `SELECT count(*) FROM ${from} AS child WHERE child.${of} IS NOT NULL AND child.${of} NOT IN (
        SELECT ${name(to?.column ?? '')} FROM ${to ? tableName(to.table) : ''} WHERE ${name(to?.column ?? '')} IS NOT NULL)`;
  }
}
