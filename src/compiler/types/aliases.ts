import { lookup } from '../values/lookup.js';
import type { PromotionProfile } from './dataType.js';

const groups: Readonly<Record<string, string>> = {
  string: 'string text str clob nvarchar2 ntext',
  varchar: 'varchar nvarchar varchar2 character_varying char_varying',
  char: 'char character nchar',
  int8: 'int8 i8 int1 tinyint byte byteint',
  int16: 'int16 i16 smallint short int2 smallserial serial2',
  int24: 'mediumint int3 middleint',
  int32: 'int32 i32 int int4 integer signed serial serial4',
  int64: 'int64 i64 bigint long bigserial serial8',
  int128: 'int128 i128 hugeint largeint',
  int256: 'int256',
  uint8: 'uint8 u8 utinyint',
  uint16: 'uint16 u16 usmallint',
  uint24: 'umediumint',
  uint32: 'uint32 u32 uinteger uint unsigned',
  uint64: 'uint64 u64 ubigint',
  uint128: 'uint128 u128 uhugeint',
  uint256: 'uint256',
  float32: 'float32 f32 real float4',
  float64: 'float64 f64 double double_precision float8',
  number: 'number',
  decimal: 'decimal numeric dec',
  bignumeric: 'bignumeric bigdecimal',
  boolean: 'boolean bool',
  date: 'date',
  time: 'time time_without_time_zone',
  timetz: 'timetz time_with_time_zone',
  timestamp: 'timestamp timestamp_without_time_zone',
  timestamp_ntz: 'timestamp_ntz timestampntz datetime datetime2',
  timestamp_s: 'timestamp_s timestamp_seconds',
  timestamp_ms: 'timestamp_ms timestamp_millis',
  timestamp_us: 'timestamp_us timestamp_micros',
  timestamp_ns: 'timestamp_ns timestamp_nanos',
  timestamptz: 'timestamptz timestamp_tz timestamp_with_time_zone datetimeoffset',
  timestamp_ltz: 'timestamp_ltz timestamp_with_local_time_zone',
  binary: 'binary bytes varbinary blob bytea binary_varying',
  uuid: 'uuid uniqueidentifier',
  json: 'json variant',
  jsonb: 'jsonb',
  object: 'object struct record row',
  array: 'array list',
  map: 'map',
  union: 'union',
  void: 'void null unknown',
  any: 'any',
};

/** The words that stand for a base type, in any spelling. */
export const typeWords = (): readonly string[] => [...BY_NAME.keys()];

const BY_NAME = new Map(
  Object.entries(groups).flatMap(([base, names]) => names.split(' ').map((name) => [name, base] as const)),
);

/** Where each profile means something else by a word: PostgreSQL's `float` is a double, Spark's a single. */
const BY_PROFILE: Readonly<Record<PromotionProfile, Readonly<Record<string, string>>>> = {
  default: lookup({ float: 'float64' }),
  iceberg: lookup({ float: 'float32' }),
  delta: lookup({ float: 'float32' }),
  avro: lookup({ float: 'float32', long: 'int64', int: 'int32' }),
};

/** The base type that a name stands for; a name that nobody knows stands for itself. */
export function baseOf(name: string, profile: PromotionProfile): string {
  const folded = name.trim().toLowerCase().replace(/\s+/g, '_');
  const known = BY_PROFILE[profile][folded] ?? BY_NAME.get(folded);
  return known ?? signedness(folded, profile) ?? folded;
}

/** `bigint unsigned`, `int signed`, `int unsigned zerofill` (MySQL). */
function signedness(folded: string, profile: PromotionProfile): string | null {
  const [, name = '', sign] = /^(\w+?)_(un)?signed(?:_zerofill)?$/.exec(folded) ?? [];
  const base = BY_PROFILE[profile][name] ?? BY_NAME.get(name) ?? '';
  if (!/^int\d+$/.test(base)) return null;
  return sign === undefined ? base : `u${base}`;
}
