import type { CompiledQualityRule } from '../../artifact.js';
import type { ChangeRule } from '../../changes/index.js';
import { isMapping, sameValue } from '../../values/json.js';
import { lookup } from '../../values/lookup.js';

/** The values that a rule lets pass. */
interface Range {
  readonly from: number;
  readonly to: number;
  readonly above: boolean;
  readonly below: boolean;
}

const range = (from: number, to: number, above = false, below = false): Range => ({ from, to, above, below });

/** The operators of the Open Data Contract Standard, and those of its texts. */
const RANGES: Readonly<Record<string, (value: number) => Range>> = lookup({
  mustBe: (value: number) => range(value, value),
  mustBeGreaterThan: (value: number) => range(value, Infinity, true),
  mustBeGreaterOrEqualTo: (value: number) => range(value, Infinity),
  mustBeGreaterThanOrEqualTo: (value: number) => range(value, Infinity),
  mustBeLessThan: (value: number) => range(-Infinity, value, false, true),
  mustBeLessOrEqualTo: (value: number) => range(-Infinity, value),
  mustBeLessThanOrEqualTo: (value: number) => range(-Infinity, value),
});

/** What these count should not be: fewer than promised breaks no promise. */
const FAULTS = ['nullValues', 'missingValues', 'invalidValues', 'duplicateValues'];
const OLD_NAMES = ['nullCheck', 'duplicateCount', 'invalidCount', 'missingCount'];

function countsFaults({ measure }: CompiledQualityRule): boolean {
  const metric = isMapping(measure) ? (measure['metric'] ?? measure['rule']) : measure;
  return typeof metric === 'string' && [...FAULTS, ...OLD_NAMES].includes(metric);
}

function rangeOf(rule: CompiledQualityRule): Range | null {
  const { operator, threshold } = rule;
  const found = statedRange(operator ?? '', threshold);
  return found && countsFaults(rule) ? { ...found, from: -Infinity, above: false } : found;
}

function statedRange(operator: string, threshold: unknown): Range | null {
  if (operator === 'mustBeBetween' && Array.isArray(threshold)) {
    const [from, to] = threshold as unknown[];
    return typeof from === 'number' && typeof to === 'number' ? range(from, to) : null;
  }
  return typeof threshold === 'number' ? (RANGES[operator]?.(threshold) ?? null) : null;
}

const isWithin = (a: Range, b: Range): boolean =>
  (a.from > b.from || (a.from === b.from && (a.above || !b.above))) &&
  (a.to < b.to || (a.to === b.to && (a.below || !b.below)));

/** What a change of the operator or the threshold of a rule is, by the values that it lets pass; null where none. */
export function thresholdRule(before: CompiledQualityRule, after: CompiledQualityRule): ChangeRule | null {
  if (before.operator === after.operator && sameValue(before.threshold, after.threshold)) return null;
  const [was, is] = [rangeOf(before), rangeOf(after)];
  if (!was || !is) return 'quality_query';
  if (!isWithin(is, was)) return 'quality_weaker';
  return isWithin(was, is) ? 'quality_query' : 'quality_added';
}
