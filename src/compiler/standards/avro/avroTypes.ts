import { lookup } from '../../values/lookup.js';
import type { Mapping } from '../../values/json.js';

/** Primitive types of Avro 1.12 in our words. */
export const PRIMITIVES: Readonly<Record<string, string>> = lookup({
  boolean: 'boolean',
  int: 'int32',
  long: 'int64',
  float: 'float32',
  double: 'float64',
  bytes: 'binary',
  string: 'string',
  null: 'void',
});

/** Logical types that stand for one of ours, by the type that they annotate. */
const LOGICAL: Readonly<Record<string, string>> = lookup({
  'int date': 'date',
  'int time-millis': 'time(3)',
  'long time-micros': 'time(6)',
  'string uuid': 'uuid',
  'fixed uuid': 'uuid',
  'fixed duration': 'duration',
  'long timestamp-millis': 'timestamptz(3)',
  'long timestamp-micros': 'timestamptz(6)',
  'long timestamp-nanos': 'timestamptz(9)',
  'long local-timestamp-millis': 'timestamp(3)',
  'long local-timestamp-micros': 'timestamp(6)',
  'long local-timestamp-nanos': 'timestamp(9)',
});

/** The bytes that a fixed must have to bear a logical type. */
const SIZES: Readonly<Record<string, number>> = lookup({ uuid: 16, duration: 12 });

const isWhole = (value: unknown): value is number => Number.isInteger(value);

/** The decimal digits that so many bytes hold, one bit being the sign (Avro 1.12, Decimal). */
const digitsOf = (bytes: number): number => Math.floor((8 * bytes - 1) * Math.log10(2));

/** A decimal that the standard takes: of one digit or more, no more behind the point, no more than its bytes hold. */
function decimalOf({ type, size, precision, scale = 0 }: Mapping): string | null {
  if (type !== 'bytes' && type !== 'fixed') return null;
  if (!isWhole(precision) || !isWhole(scale) || precision < 1 || scale < 0 || scale > precision) return null;
  if (type === 'fixed' && !(isWhole(size) && precision <= digitsOf(size))) return null;
  return `decimal(${precision},${scale})`;
}

/** The type that a logical type says; null where it says nothing on this type, and the type itself holds (Avro). */
export function logicalTypeOf(schema: Mapping): string | null {
  const { type, logicalType, size } = schema;
  if (logicalType === 'decimal') return decimalOf(schema);
  if (type === 'fixed' && size !== SIZES[String(logicalType)]) return null;
  return LOGICAL[`${String(type)} ${String(logicalType)}`] ?? null;
}

/** Our base types as Avro writes them; what it has none of goes into the nearest that holds every value. */
export const WRITTEN: Readonly<Record<string, unknown>> = lookup({
  boolean: 'boolean',
  int8: 'int',
  int16: 'int',
  int24: 'int',
  uint24: 'int',
  int32: 'int',
  uint8: 'int',
  uint16: 'int',
  uint32: 'long',
  int64: 'long',
  float32: 'float',
  float64: 'double',
  number: 'double',
  binary: 'bytes',
  uint64: { type: 'bytes', logicalType: 'decimal', precision: 20, scale: 0 },
  date: { type: 'int', logicalType: 'date' },
  time: { type: 'long', logicalType: 'time-micros' },
  timestamp: { type: 'long', logicalType: 'local-timestamp-micros' },
  timestamp_ntz: { type: 'long', logicalType: 'local-timestamp-micros' },
  timestamp_s: { type: 'long', logicalType: 'local-timestamp-millis' },
  timestamp_ms: { type: 'long', logicalType: 'local-timestamp-millis' },
  timestamp_us: { type: 'long', logicalType: 'local-timestamp-micros' },
  timestamp_ns: { type: 'long', logicalType: 'local-timestamp-nanos' },
  timestamptz: { type: 'long', logicalType: 'timestamp-micros' },
  timestamp_ltz: { type: 'long', logicalType: 'timestamp-micros' },
  uuid: { type: 'string', logicalType: 'uuid' },
});

/** What a name of Avro is made of. */
export const AVRO_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Of as many digits of a second as a type states: `timestamp(3)` is written in milliseconds. */
export function writtenInDigits(base: string, digits: number | undefined): Mapping | null {
  const unit = digits === undefined ? null : digits <= 3 ? 'millis' : digits <= 6 ? 'micros' : 'nanos';
  if (unit === null) return null;
  if (base === 'time') return unit === 'millis' ? { type: 'int', logicalType: 'time-millis' } : null;
  const zone = base === 'timestamptz' ? '' : base === 'timestamp' ? 'local-' : null;
  return zone === null ? null : { type: 'long', logicalType: `${zone}timestamp-${unit}` };
}
