import { parseType } from '../../types/parseType.js';
import { mappingOf, textOf } from '../../document/dbt/project/values.js';
import { INTEGER_FORMATS } from './logicalTypeOptions.js';
import type { OdcsVersion } from './version.js';
import { lookup } from '../../values/lookup.js';
import type { Mapping } from '../../values/json.js';

/** A type in the words of the standard: its logical type, and the `format` that tells its size. */
export interface LogicalType {
  readonly logicalType: string;
  readonly format?: string;
}

const SAME = new Set(['string', 'boolean', 'date', 'timestamp', 'time', 'integer', 'number', 'object', 'array', 'map']);
const NUMBERS: Readonly<Record<string, string>> = lookup({ float32: 'f32', float64: 'f64' });
/** Types of which the standard has no more than the nearest: what they were is told beside it. */
const NEAREST: Readonly<Record<string, string>> = lookup({
  decimal: 'number',
  bignumeric: 'number',
  ...Object.fromEntries(['int24', 'uint24', 'int128', 'uint128', 'int256', 'uint256'].map((base) => [base, 'integer'])),
  ...Object.fromEntries(['tz', '_ntz', '_ltz', '_s', '_ms', '_us', '_ns'].map((of) => [`timestamp${of}`, 'timestamp'])),
  timetz: 'time',
  any: '',
  union: '',
});

/** Until 3.0 a date could have a time; a time alone was a text. */
const FIRST: Readonly<Record<string, string>> = lookup({ timestamp: 'date', timestamptz: 'date', time: 'string' });

/** `int64` is an integer of format i64. Without a map (before 3.2) a map is an object. */
export function logicalTypeOf(type: string, version: OdcsVersion): LogicalType {
  const { base } = parseType(type);
  if (type === 'integer') return { logicalType: type };
  const [, unsigned, bits] = /^(u?)int(8|16|32|64)$/.exec(base) ?? [];
  if (bits !== undefined) return { logicalType: 'integer', format: `${unsigned ? 'u' : 'i'}${bits}` };
  const size = NUMBERS[base];
  if (size !== undefined) return { logicalType: 'number', format: size };
  if (base === 'map' && !version.hasMaps) return { logicalType: 'object' };
  if (FIRST[base] !== undefined && !version.hasTimes) return { logicalType: FIRST[base] };
  if (SAME.has(base)) return { logicalType: base };
  return { logicalType: NEAREST[base] ?? 'string' };
}

/** The type that a property's logical type and format say; `any` where it says none. */
export function typeOfProperty(property: Mapping): string {
  const { logicalType } = property;
  const format = textOf(mappingOf(property['logicalTypeOptions'])['format']);
  if (typeof logicalType !== 'string') return 'any';
  if (logicalType === 'integer' && format !== null && isSized(format))
    return format.replace('i', 'int').replace('u', 'uint');
  if (logicalType === 'number' && (format === 'f32' || format === 'f64')) return format.replace('f', 'float');
  return logicalType;
}

/** Whether an integer's format names one of our types; 128 bits have none. */
export const isSized = (format: string): boolean =>
  (INTEGER_FORMATS as readonly string[]).includes(format) && !format.endsWith('128');
