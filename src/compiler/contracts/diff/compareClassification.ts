import type { CompiledColumn } from '../../artifact.js';
import type { Compared } from './compared.js';

/** By the enterprise's levels, weakest first (decision 8); what has no level is as weak as the weakest. */
export function compareClassification(
  before: CompiledColumn,
  after: CompiledColumn,
  levels: readonly string[],
): Compared {
  const [old, now] = [before.classification, after.classification];
  if (old === now) return [];
  const rank = (level: string | null): number => (level === null ? 0 : levels.indexOf(level));
  const [was, is] = [rank(old), rank(now)];
  const rule = was < 0 || is < 0 ? 'class_changed' : is > was ? 'class_raised' : 'class_lowered';
  return [
    {
      rule,
      kind: 'CLASSIFICATION_CHANGED',
      property: 'classification',
      before: old,
      after: now,
      set: { classification: now },
    },
  ];
}
