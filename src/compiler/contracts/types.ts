import type { ChangeRule } from './rows.js';

/** A column type with its aliases resolved: `varchar(20)` is `{ base: 'string', length: 20 }`. */
interface ColumnType {
  readonly base: string;
  readonly parameters: readonly number[];
}

const ALIASES: Readonly<Record<string, string>> = {
  text: 'string',
  varchar: 'string',
  'character varying': 'string',
  char: 'string',
  str: 'string',
  int: 'int32',
  integer: 'integer',
  int4: 'int32',
  bigint: 'int64',
  int8: 'int64',
  long: 'int64',
  smallint: 'int16',
  tinyint: 'int8',
  bool: 'boolean',
  double: 'float64',
  'double precision': 'float64',
  float: 'float64',
  real: 'float32',
  numeric: 'decimal',
  number: 'number',
  datetime: 'timestamp',
  'timestamp without time zone': 'timestamp',
  timestamp_ntz: 'timestamp',
  'timestamp with time zone': 'timestamptz',
  timestamp_tz: 'timestamptz',
  struct: 'object',
  record: 'object',
  list: 'array',
  blob: 'binary',
  bytes: 'binary',
  varbinary: 'binary',
};

const NESTED = new Set(['object', 'array', 'map']);

/** What each base type is widened to when every one of its values is a value of the other (value-preserving lattice). */
const WIDENS: Readonly<Record<string, readonly string[]>> = {
  int8: ['int16', 'int32', 'int64', 'integer', 'float32', 'float64', 'number'],
  int16: ['int32', 'int64', 'integer', 'float32', 'float64', 'number'],
  int32: ['int64', 'integer', 'float64', 'number'],
  int64: ['integer', 'number'],
  integer: ['number'],
  float32: ['float64', 'number'],
  float64: ['number'],
  decimal: ['number'],
};

function parseType(text: string): ColumnType {
  const [, name = '', parameters = ''] = /^\s*([^(]+?)\s*(?:\(([^)]*)\))?\s*$/.exec(text.toLowerCase()) ?? [];
  return {
    base: ALIASES[name] ?? name,
    parameters: parameters
      .split(',')
      .map(Number)
      .filter((each) => Number.isFinite(each) && each > 0),
  };
}

const widens = (from: string, to: string): boolean => WIDENS[from]?.includes(to) ?? false;

function compareParameters(before: ColumnType, after: ColumnType): ChangeRule | null {
  const [size = Infinity, scale = 0] = before.parameters;
  const [newSize = Infinity, newScale = 0] = after.parameters;
  if (scale !== newScale) return 'decimal_scale';
  if (size === newSize) return null;
  return newSize > size ? 'param_grown' : 'param_shrunk';
}

/** Which row of the table of changes a change of type is; null where both spell the same type. */
export function compareTypes(before: string, after: string): ChangeRule | null {
  const [old, now] = [parseType(before), parseType(after)];
  if (old.base === now.base) return compareParameters(old, now);
  if (NESTED.has(old.base) !== NESTED.has(now.base) || (NESTED.has(old.base) && NESTED.has(now.base)))
    return 'kind_changed';
  if (widens(old.base, now.base)) return 'type_widened';
  if (widens(now.base, old.base)) return 'type_narrowed';
  return 'type_incompatible';
}
