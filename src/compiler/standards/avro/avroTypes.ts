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
  'int time-millis': 'time',
  'long time-micros': 'time',
  'string uuid': 'uuid',
  'long timestamp-millis': 'timestamptz',
  'long timestamp-micros': 'timestamptz',
  'long timestamp-nanos': 'timestamptz',
  'long local-timestamp-millis': 'timestamp',
  'long local-timestamp-micros': 'timestamp',
  'long local-timestamp-nanos': 'timestamp',
});

/** The type that a logical type says; null where it says nothing on this type, and the type itself holds (Avro). */
export function logicalTypeOf({ type, logicalType, precision, scale = 0 }: Mapping): string | null {
  if (logicalType === 'decimal' && (type === 'bytes' || type === 'fixed') && Number.isInteger(precision))
    return `decimal(${String(precision)},${String(scale)})`;
  return LOGICAL[`${String(type)} ${String(logicalType)}`] ?? null;
}

/** Our base types as Avro writes them; what it has none of goes into the nearest that holds every value. */
export const WRITTEN: Readonly<Record<string, unknown>> = lookup({
  boolean: 'boolean',
  int8: 'int',
  int16: 'int',
  int32: 'int',
  uint8: 'int',
  uint16: 'int',
  uint32: 'long',
  int64: 'long',
  integer: 'long',
  float32: 'float',
  float64: 'double',
  number: 'double',
  binary: 'bytes',
  uint64: { type: 'bytes', logicalType: 'decimal', precision: 20, scale: 0 },
  date: { type: 'int', logicalType: 'date' },
  time: { type: 'long', logicalType: 'time-micros' },
  timestamp: { type: 'long', logicalType: 'local-timestamp-micros' },
  timestamptz: { type: 'long', logicalType: 'timestamp-micros' },
  uuid: { type: 'string', logicalType: 'uuid' },
});

/** What a name of Avro is made of. */
export const AVRO_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
