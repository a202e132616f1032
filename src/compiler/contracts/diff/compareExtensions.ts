import { lookup } from '../../values/lookup.js';
import { sameValue } from '../../values/json.js';
import type { ChangeRule } from '../../changes/index.js';
import type { ContractChangeKind } from './change.js';
import { optionRule } from './optionRule.js';

type Extensions = Readonly<Record<string, unknown>>;

export interface ExtensionChange {
  readonly rule: ChangeRule;
  readonly kind: ContractChangeKind;
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What is said about the data beside what is promised of it (row `doc_changed`; the standards' names). */
const SAID_ABOUT = new Set([
  ...['name', 'title', 'businessName', 'tags', 'synonyms', 'examples', 'authoritativeDefinitions'],
  ...['owner', 'ownership', 'team', 'support', 'price', 'contractCreatedTs'],
]);

/** Nothing promised changes in silence: what no row knows is told by its own name. */
export function compareExtensions(before: Extensions = {}, after: Extensions = {}): ExtensionChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !sameValue(before[key], after[key]))
    .map((key) => ({
      ...meaningOf(key, before[key], after[key]),
      key,
      before: before[key] ?? null,
      after: after[key] ?? null,
    }));
}

/** Constraints of a warehouse, as lists: what more of them, fewer of them and others are. */
const LISTS: Readonly<Record<string, readonly [more: ChangeRule, fewer: ChangeRule, others: ChangeRule]>> = lookup({
  check: ['bound_tightened', 'bound_loosened', 'pattern_changed'],
  custom: ['bound_tightened', 'bound_loosened', 'pattern_changed'],
  unique: ['unique_added', 'unique_removed', 'unique_removed'],
});

function listRule(
  [more, fewer, others]: readonly [ChangeRule, ChangeRule, ChangeRule],
  a: unknown,
  b: unknown,
): ChangeRule {
  const [before, after] = [a, b].map((each) =>
    Array.isArray(each) ? (each as unknown[]) : each === undefined ? [] : [each],
  );
  const isWithin = (one: readonly unknown[] = [], other: readonly unknown[] = []): boolean =>
    one.every((each) => other.some((held) => sameValue(each, held)));
  if (isWithin(before, after)) return more;
  return isWithin(after, before) ? fewer : others;
}

function meaningOf(key: string, before: unknown, after: unknown): Pick<ExtensionChange, 'rule' | 'kind'> {
  if (SAID_ABOUT.has(key)) return { rule: 'doc_changed', kind: 'DESCRIPTION_CHANGED' };
  const rule = LISTS[key] ? listRule(LISTS[key], before, after) : optionRule(key, before, after).rule;
  return { rule, kind: rule === 'promise_changed' ? 'VALIDATION_CHANGED' : 'CONSTRAINT_CHANGED' };
}
