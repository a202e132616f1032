import { byLikeness, nearest } from '../values/nearest.js';
import { remembering } from '../values/remembering.js';
import { typeWords } from './aliases.js';
import { parseType } from './parseType.js';

/** Types of warehouses, formats and standards that are no base type here: each stands for itself (docs/contracts.md). */
const OWN_WORDS = [
  'interval duration calendar_interval day_time_interval year_month_interval year enum set user-defined other fixed',
  'geography geometry point multipoint linestring multilinestring polygon multipolygon box circle path line lseg h3',
  'money smallmoney currency citext name hstore ltree lquery inet inet4 inet6 cidr macaddr macaddr8 bit varbit xml xmltype',
  'tsvector tsquery oid regclass regtype pg_lsn jsonpath int4range int8range numrange tsrange tstzrange daterange',
  'int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange vector halfvec sparsevec',
  'identity rowversion hierarchyid sql_variant smalldatetime',
  'sysname image tinytext mediumtext longtext tinyblob mediumblob longblob nclob bfile raw rowid urowid binary_float',
  'binary_double super hllsketch',
  'varint float16 half bfloat16 float float2 decimal32 decimal64',
  'decimal128 decimal256 date32 date64 datetime64 fixedstring lowcardinality nullable tuple nested dynamic ipv4 ipv6',
  'ipaddress ipprefix hyperloglog p4hyperloglog qdigest tdigest setdigest aggregatefunction simpleaggregatefunction',
  'function file utf8 large_utf8 large_string large_binary fixed_size_binary dictionary int96 time32 time64 timestamp_nanos',
  'timestamp_micros timestamp_millis time_millis time_micros long_raw varchar2 character_large_object national character',
  'range bitmap hll quantile_state largeint decimalv2 decimalv3 datev2 datetimev2 agg_state enum8 enum16 guid ulid timeuuid',
  'timestampltz longvarchar long_varchar longvarbinary graphic vargraphic longvargraphic dbclob decfloat period byteint varbyte',
  'seconddate alphanum shorttext smalldecimal st_geometry st_point keyword scaled_float flattened objectid regex anydata anytype',
  'sdo_geometry interval_year_to_month interval_day_to_second nestedtable varray xmlschema wstring wchar varwchar varstring',
  'counter ascii frozen udt nulltype bytestring ulong ushort ubyte unsignedint datetimeltz localdate localtime localdatetime',
].flatMap((line) => line.split(' '));

const WORDS: readonly string[] = [...new Set([...typeWords(), ...OWN_WORDS])];
const KNOWN: ReadonlySet<string> = new Set(WORDS);

/** A word that stands where a type is due and names none, and the type that was probably meant. */
export interface UnknownType {
  readonly word: string;
  readonly meant: string | null;
}

/** What is computed, quoted or qualified (`public.mood`) is somebody's own. */
const OWN = /[{}"'`.$]/;

/**
 * The first word of a type text that is no type of any warehouse, format or standard that is known; null where all are. What
 * arrays, maps and structs are made of is looked at too.
 */
export const unknownType = remembering((text: string): UnknownType | null => {
  const { items, keys, values, fields } = parseType(text);
  if (items ?? keys ?? values ?? fields) {
    const parts = [items?.text, keys?.text, values?.text, ...(fields ?? []).map(({ type }) => type)];
    return parts.reduce<UnknownType | null>((found, part) => found ?? (part ? unknownType(part) : null), null);
  }
  const head = /^[^(<[]*/.exec(text.trim())?.[0] ?? '';
  if (head.trim() === '' || OWN.test(head)) return null;
  const words = head.trim().toLowerCase().split(/\s+/);
  const first = (words[0] ?? '').replace(/^_(?=\w)/, '');
  if (KNOWN.has(words.join('_')) || KNOWN.has(first)) return null;
  return { word: words.join(' '), meant: nearest(first, WORDS) };
});

/**
 * The same of a type in the warehouse (`physical_type`), of which there are more than anybody knows: only a slip of the hand is
 * told, one letter too many, too few or another, or two changed about (`varchra(20)`). Digits make another type of it.
 */
export function misspeltType(text: string): UnknownType | null {
  const unknown = unknownType(text);
  const first = unknown?.word.split(' ')[0] ?? '';
  if (!unknown || first.length < 4) return null;
  const [best] = byLikeness(first, WORDS);
  const near = best && lettersOf(best.name) !== lettersOf(first) && (best.far === 1 || isTurned(first, best.name));
  return near ? { word: unknown.word, meant: best.name } : null;
}

const lettersOf = (word: string): string => word.replace(/\d/g, '');

const isTurned = (word: string, meant: string): boolean =>
  word.length === meant.length && lettersInOrder(word) === lettersInOrder(meant) && differences(word, meant) === 2;

const lettersInOrder = (word: string): string => [...word].sort().join('');
const differences = (word: string, other: string): number => [...word].filter((char, at) => char !== other[at]).length;
