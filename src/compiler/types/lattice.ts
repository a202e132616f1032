import type { DataType, PromotionProfile } from './dataType.js';
import { lookup } from '../values/lookup.js';

/** Bits of the integer types: `int32` is [true, 32]. */
function integerOf(base: string): { signed: boolean; bits: number } | null {
  const [, unsigned, bits] = /^(u?)int(8|16|24|32|64|128|256)$/.exec(base) ?? [];
  return bits === undefined ? null : { signed: unsigned === '', bits: Number(bits) };
}

/** Digits before the point that hold every value of an integer of so many bits. */
const DIGITS: Readonly<Record<number, number>> = { 8: 3, 16: 5, 24: 7, 32: 10, 64: 19, 128: 39, 256: 77 };
/** Significant bits of a float. */
const SIGNIFICAND: Readonly<Record<string, number>> = lookup({ float32: 24, float64: 53 });
/** The bases that hold each other's values without a limit. */
const WITHOUT_LIMIT: Readonly<Record<string, readonly string[]>> = lookup({
  float32: ['number'],
  float64: ['number'],
  decimal: ['number'],
  bignumeric: ['number'],
});

function integerPromotes(from: { signed: boolean; bits: number }, to: DataType, profile: PromotionProfile): boolean {
  const target = integerOf(to.base);
  if (target) {
    if (from.signed === target.signed) return target.bits > from.bits;
    return !from.signed && target.bits > from.bits;
  }
  if (to.base === 'number') return true;
  const significand = SIGNIFICAND[to.base];
  if (significand !== undefined) return from.bits - (from.signed ? 1 : 0) <= significand || isLossyAvro(from, profile);
  return (to.base === 'decimal' || to.base === 'bignumeric') && decimalHolds(from, to, profile);
}

/** Avro resolves int to float and long to float or double, though not every value survives. */
const isLossyAvro = ({ signed, bits }: { signed: boolean; bits: number }, profile: PromotionProfile): boolean =>
  profile === 'avro' && signed && bits >= 32;

function decimalHolds(
  { signed, bits }: { signed: boolean; bits: number },
  { parameters: [precision = Infinity, scale = 0] }: DataType,
  profile: PromotionProfile,
): boolean {
  if (profile === 'iceberg') return false;
  const exact = (DIGITS[bits] ?? Infinity) + (!signed && (bits === 24 || bits === 64) ? 1 : 0);
  const digits = profile === 'delta' && bits <= 64 ? (bits === 64 ? 20 : 10) : exact;
  return precision - scale >= digits;
}

/** numeric → bignumeric of BigQuery: of no fewer digits before and behind the point. */
function numericPromotes(from: DataType, to: DataType): boolean {
  if (from.base !== 'decimal' || to.base !== 'bignumeric') return false;
  const [precision, scale = 0] = from.parameters;
  const [newPrecision, newScale = 0] = to.parameters;
  if (newPrecision === undefined || precision === undefined) return newPrecision === undefined;
  return newPrecision - newScale >= precision - scale && newScale >= scale;
}

const length = ({ parameters: [size = Infinity] }: DataType): number => size;

/** char(n) → varchar(m ≥ n) → string, binary(n) → varbinary(m ≥ n). */
function textPromotes(from: DataType, to: DataType): boolean {
  if (from.base === 'fixed') return to.base === 'binary' && length(to) >= length(from);
  if (from.base === 'char') return (to.base === 'varchar' && length(to) >= length(from)) || to.base === 'string';
  return from.base === 'varchar' && to.base === 'string';
}

function byProfile(from: string, to: string, profile: PromotionProfile): boolean {
  if (profile === 'avro') return (from === 'string' && to === 'binary') || (from === 'binary' && to === 'string');
  if (from !== 'date') return false;
  return profile === 'iceberg' ? ICEBERG_TIMES.includes(to) : profile === 'delta' && DELTA_TIMES.includes(to);
}

/** What a date grows to (Iceberg v3, Delta 4); never to a moment in a zone. */
const ICEBERG_TIMES = ['timestamp', 'timestamp_us', 'timestamp_ns'];
const DELTA_TIMES = ['timestamp', 'timestamp_ntz'];

/**
 * Whether every value of one type is exactly a value of another type of another base (the promotion lattice). `any`
 * holds everything, `void` (`unknown`) nothing but null.
 */
export function promotes(from: DataType, to: DataType, profile: PromotionProfile): boolean {
  if (from.base === to.base) return false;
  if (from.base === 'void' || to.base === 'any') return true;
  const integer = integerOf(from.base);
  if (integer) return integerPromotes(integer, to, profile);
  if (from.base === 'float32' && to.base === 'float64') return true;
  if (WITHOUT_LIMIT[from.base]?.includes(to.base)) return true;
  return numericPromotes(from, to) || textPromotes(from, to) || byProfile(from.base, to.base, profile);
}

/** What a table format does not tell apart is one type to it: Iceberg keeps no lengths of texts and no small integers. */
export function erased(type: DataType, profile: PromotionProfile): DataType {
  if (profile !== 'iceberg') return type;
  if (type.base === 'char' || type.base === 'varchar') return { ...type, base: 'string', parameters: [] };
  if (type.base === 'int8' || type.base === 'int16') return { ...type, base: 'int32' };
  if (type.base === 'timestamp' || type.base === 'timestamptz') return { ...type, parameters: [] };
  return type;
}
