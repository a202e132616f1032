import type { ChangeRule } from '../../changes/index.js';

const LOWEST = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties', 'minContains'];
const HIGHEST = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties', 'maxContains'];

interface Told {
  readonly rule: ChangeRule;
  readonly reverse?: true;
}

/** Numbers, and dates and times of one spelling, follow each other; others are not compared. */
function order(before: unknown, after: unknown): number {
  if (typeof before === 'number' && typeof after === 'number') return after - before;
  if (typeof before !== 'string' || typeof after !== 'string') return NaN;
  return before.length === after.length && before !== after ? (after > before ? 1 : -1) : NaN;
}

/** A change of an option of a logical type: a bound of dates, the uniqueness of elements, the dimensions of a vector. */
export function optionRule(option: string, before: unknown, after: unknown): Told {
  if (option === 'uniqueItems') return { rule: after === true ? 'unique_added' : 'unique_removed' };
  const side = LOWEST.includes(option) ? 1 : HIGHEST.includes(option) ? -1 : 0;
  if (side === 0) return { rule: 'promise_changed' };
  if (before === undefined) return { rule: 'bound_tightened' };
  if (after === undefined) return { rule: 'bound_loosened' };
  const way = order(before, after) * side;
  if (Number.isNaN(way)) return { rule: 'pattern_changed' };
  return { rule: way > 0 ? 'bound_tightened' : 'bound_loosened' };
}
