import type { CompiledContractTerms, CompiledQualityRule } from '../../artifact.js';
import { sameValue } from '../../values/json.js';
import type { ChangeRule } from '../../changes/index.js';
import type { Change } from './change.js';
import { thresholdRule } from './threshold.js';

type Terms = Pick<CompiledContractTerms, 'rules'>;

export interface RuleChange {
  readonly rule: ChangeRule;
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The rules of quality by their keys: added, removed, tightened, relaxed, measured otherwise. */
export function compareQuality(
  before: readonly CompiledQualityRule[],
  after: readonly CompiledQualityRule[],
): RuleChange[] {
  return [
    ...before.flatMap((old) =>
      compareRule(
        old,
        after.find(({ key }) => key === old.key),
      ),
    ),
    ...after
      .filter(({ key }) => !before.some((each) => each.key === key))
      .map((each): RuleChange => ({ rule: 'quality_added', key: each.key, before: null, after: each })),
  ];
}

function compareRule(old: CompiledQualityRule, next: CompiledQualityRule | undefined): RuleChange[] {
  const { key } = old;
  if (!next) return [{ rule: 'quality_weaker', key, before: old, after: null }];
  if (!sameValue([old.type, old.measure], [next.type, next.measure]))
    return [{ rule: 'quality_query', key, before: old, after: next }];
  const rule = thresholdRule(old, next);
  const isSameOperator = old.operator === next.operator;
  const told = ({ operator, threshold }: CompiledQualityRule): unknown =>
    isSameOperator ? threshold : { [operator ?? 'operator']: threshold };
  return rule ? [{ rule, key, before: told(old), after: told(next) }] : [];
}

/** The changes of the rules of quality of a contract. */
export function compareRules({ rules: before = [] }: Terms, { rules: after }: Terms): Change[] {
  const edits = [{ op: 'terms' as const, values: { rules: after } }];
  return compareQuality(before, after ?? []).map(({ key, ...each }) => ({
    ...each,
    kind: 'CONSTRAINT_CHANGED',
    path: `quality.${key}`,
    edits,
  }));
}
