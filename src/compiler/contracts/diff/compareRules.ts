import type { CompiledContractTerms, CompiledQualityRule } from '../../artifact.js';
import { sameValue } from '../../values/json.js';
import type { ChangeRule } from '../../changes/index.js';
import type { Change } from './change.js';

type Terms = Pick<CompiledContractTerms, 'rules'>;

/** The operators of the Open Data Contract Standard: does a greater threshold ask for more (1) or for less (-1)? */
const STRICTER: Readonly<Record<string, 1 | -1>> = {
  mustBeGreaterThan: 1,
  mustBeGreaterOrEqualTo: 1,
  mustBeGreaterThanOrEqualTo: 1,
  mustBeLessThan: -1,
  mustBeLessOrEqualTo: -1,
  mustBeLessThanOrEqualTo: -1,
};

function thresholdRule(before: CompiledQualityRule, after: CompiledQualityRule): ChangeRule {
  const direction = before.operator === after.operator ? STRICTER[after.operator ?? ''] : undefined;
  const [old, now] = [before.threshold, after.threshold];
  if (direction === undefined || typeof old !== 'number' || typeof now !== 'number') return 'quality_query';
  return (now - old) * direction > 0 ? 'quality_added' : 'quality_weaker';
}

/** The rules of quality by their keys: added, removed, tightened, relaxed, measured otherwise. */
export function compareRules({ rules: before = [] }: Terms, after: Terms): Change[] {
  const now = after.rules ?? [];
  const edits = [{ op: 'terms' as const, values: { rules: after.rules } }];
  const change = (rule: ChangeRule, key: string, was: unknown, is: unknown): Change => ({
    rule,
    kind: 'CONSTRAINT_CHANGED',
    path: `quality.${key}`,
    before: was,
    after: is,
    edits,
  });
  return [
    ...before.flatMap((old) => {
      const next = now.find(({ key }) => key === old.key);
      if (!next) return [change('quality_weaker', old.key, old, null)];
      if (!sameValue([old.type, old.measure], [next.type, next.measure]))
        return [change('quality_query', old.key, old, next)];
      const same = old.operator === next.operator && sameValue(old.threshold, next.threshold);
      return same ? [] : [change(thresholdRule(old, next), old.key, old.threshold, next.threshold)];
    }),
    ...now
      .filter(({ key }) => !before.some((each) => each.key === key))
      .map((each) => change('quality_added', each.key, null, each)),
  ];
}
