import type { CompiledColumn, CompiledOutputPort } from '../artifact.js';
import { contradiction } from '../types/contradiction.js';
import type { WarehouseDialect } from './dialect.js';

/** What a port promises of its rows, as a number that is to be 0. */
export interface RowCheck {
  /** REQUIRED: rows without a value; UNIQUE: values of several rows; ENUM: rows with another value. */
  readonly kind: 'REQUIRED' | 'UNIQUE' | 'ENUM';
  readonly column: string;
  /** Gives one row with one number. */
  readonly sql: string;
  /** What a number other than 0 means: `{count}` stands for it. */
  readonly failed: string;
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

function checksOf(column: CompiledColumn, from: string, dialect: WarehouseDialect): RowCheck[] {
  const { name, required, primaryKey, unique, enum: allowed } = column;
  const of = dialect.column(name);
  const checks: RowCheck[] = [];
  if (required || primaryKey)
    checks.push({
      kind: 'REQUIRED',
      column: name,
      sql: `SELECT count(*) FROM ${from} WHERE ${of} IS NULL`,
      failed: '{count} rows have no value, and one is required',
    });
  if (unique)
    checks.push({
      kind: 'UNIQUE',
      column: name,
      sql: `SELECT count(*) FROM (SELECT ${of} FROM ${from} WHERE ${of} IS NOT NULL GROUP BY ${of} HAVING count(*) > 1) AS twice`,
      failed: '{count} values stand in several rows, and are to be unique',
    });
  if (allowed !== null && allowed.length > 0)
    checks.push({
      kind: 'ENUM',
      column: name,
      sql: `SELECT count(*) FROM ${from} WHERE ${of} IS NOT NULL AND ${of} NOT IN (${allowed.map(text).join(', ')})`,
      failed: `{count} rows have a value that is none of ${allowed.join(', ')}`,
    });
  return checks;
}

/** The columns of the primary key together: the same key in several rows. */
function keyCheck(columns: readonly CompiledColumn[], from: string, dialect: WarehouseDialect): RowCheck[] {
  const keys = columns.filter(({ primaryKey }) => primaryKey).map(({ name }) => name);
  if (keys.length === 0) return [];
  const of = keys.map((each) => dialect.column(each)).join(', ');
  return [
    {
      kind: 'UNIQUE',
      column: keys.join(', '),
      sql: `SELECT count(*) FROM (SELECT ${of} FROM ${from} GROUP BY ${of} HAVING count(*) > 1) AS twice`,
      failed: '{count} keys stand in several rows, and are the primary key',
    },
  ];
}

/** What an output port promises of the rows of its table (JSON Schema: required, unique, enum; the primary key). */
export function rowChecks({ columns, table }: CompiledOutputPort, dialect: WarehouseDialect): RowCheck[] {
  const from = dialect.table(table);
  const alone = columns.filter(({ primaryKey }) => primaryKey).length === 1;
  // A key of one column is unique once.
  const each = columns.map((column) => (column.primaryKey && alone ? { ...column, unique: false } : column));
  return [...each.flatMap((column) => checksOf(column, from, dialect)), ...keyCheck(columns, from, dialect)];
}

/** A column as the warehouse has it. */
export interface HeldColumn {
  readonly name: string;
  readonly type: string;
}

/** What of the columns of a table is not as its port promises. */
export interface ColumnProblem {
  readonly kind: 'MISSING' | 'TYPE';
  readonly column: string;
  readonly what: string;
}

/** Holds the columns of a table against those that its port promises; names alike but for their case are the same. */
export function columnProblems({ columns }: CompiledOutputPort, held: readonly HeldColumn[]): ColumnProblem[] {
  const found = new Map(held.map((each) => [each.name.toLowerCase(), each]));
  return columns.flatMap(({ name, type }): ColumnProblem[] => {
    const column = found.get(name.toLowerCase());
    if (!column) return [{ kind: 'MISSING', column: name, what: `the table has no such column; promised is ${type}` }];
    const how = contradiction(column.type, type);
    if (how === null) return [];
    const why = how === 'another' ? 'is another type than' : 'does not fit into';
    return [{ kind: 'TYPE', column: name, what: `${column.type} in the table ${why} ${type}, which is promised` }];
  });
}
