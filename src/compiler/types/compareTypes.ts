import type { ChangeRule } from '../changes/index.js';
import type { DataType, PromotionProfile } from './dataType.js';
import { erased, promotes } from './lattice.js';
import { parseType } from './parseType.js';

const STRUCTURES = new Set(['object', 'array', 'map']);

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index]);

function compareDecimals(before: DataType, after: DataType, profile: PromotionProfile): ChangeRule {
  const [precision = Infinity, scale = 0] = before.parameters;
  const [newPrecision = Infinity, newScale = 0] = after.parameters;
  if (scale === newScale) return newPrecision > precision ? 'param_grown' : 'param_shrunk';
  const widens = (by: number, more: number): boolean => profile === 'delta' && more > 0 && by >= more;
  if (widens(newPrecision - precision, newScale - scale)) return 'param_grown';
  return widens(precision - newPrecision, scale - newScale) ? 'param_shrunk' : 'decimal_scale';
}

const BOUNDED = ['string', 'varchar', 'binary'];

/** Fixed lengths and fractional digits are no bounds: another one is another type; one that is not stated is not known. */
function compareParameters(before: DataType, after: DataType, profile: PromotionProfile): ChangeRule | null {
  if (same(before.parameters, after.parameters)) return null;
  if (before.base === 'decimal' || before.base === 'bignumeric') return compareDecimals(before, after, profile);
  if (!BOUNDED.includes(before.base))
    return before.parameters.length > 0 && after.parameters.length > 0 ? 'type_incompatible' : 'physical_type';
  const [size = Infinity] = before.parameters;
  const [newSize = Infinity] = after.parameters;
  if (size === newSize) return null;
  return newSize > size ? 'param_grown' : 'param_shrunk';
}

/** `varchar(20)` and `string` are one text with and without a bound. */
function unbounded(type: DataType): DataType {
  return type.base === 'varchar' ? { ...type, base: 'string' } : type;
}

const sizedText = ({ base }: DataType): boolean => base === 'varchar' || base === 'string';

/** Words that are one type in one warehouse and two in another: told, for whether values change is not known. */
const MAYBE_ONE = [
  ['timestamp', 'timestamp_ntz'],
  ['timestamp', 'timestamp_us'],
  ['timestamptz', 'timestamp_ltz'],
  ['json', 'jsonb'],
].map((pair) => pair.sort().join());

const areMaybeOne = (a: string, b: string): boolean => MAYBE_ONE.includes([a, b].sort().join());

/**
 * To PostgreSQL and its like `int8` are eight bytes; beside the words that only they use for whole numbers it is read so,
 * for the wider reading is the safe one.
 */
function asBytes(type: DataType, beside: DataType): DataType {
  const isInt8 = type.text.trim().toLowerCase() === 'int8';
  return isInt8 && COUNTED_IN_BYTES.test(beside.text.trim()) ? { ...type, base: 'int64' } : type;
}

const COUNTED_IN_BYTES = /^(int[24]|(small|big)?serial[248]?)$/i;

function compareBases(before: DataType, after: DataType, profile: PromotionProfile): ChangeRule {
  if (promotes(before, after, profile)) return 'type_widened';
  if (promotes(after, before, profile)) return 'type_narrowed';
  if (areMaybeOne(before.base, after.base)) return 'physical_type';
  const structures = [before, after].filter(({ base }) => STRUCTURES.has(base)).length;
  return structures > 0 ? 'kind_changed' : 'type_incompatible';
}

/**
 * Which row of the table of changes a change of type is; null where both spell the same type. What an array, map or
 * struct is made of is compared apart.
 */
export function compareDataTypes(before: DataType, after: DataType, profile: PromotionProfile): ChangeRule | null {
  const [old, now] = [asBytes(erased(before, profile), after), asBytes(erased(after, profile), before)];
  const [a, b] = sizedText(old) && sizedText(now) ? [unbounded(old), unbounded(now)] : [old, now];
  return a.base === b.base ? compareParameters(a, b, profile) : compareBases(a, b, profile);
}

/** The same for two types as texts. */
export const compareTypes = (before: string, after: string, profile: PromotionProfile = 'default'): ChangeRule | null =>
  compareDataTypes(parseType(before, profile), parseType(after, profile), profile);
