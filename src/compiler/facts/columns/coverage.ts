import type { DbtModel } from '../../document/dbt/project/project.js';
import { isCovered } from './columnTests.js';

/** Columns with a test or an enforced constraint, out of those that count. */
export interface Coverage {
  readonly covered: number;
  readonly total: number;
  /** `silver_orders.note`; a model's own name where it declares no columns. */
  readonly uncovered: readonly string[];
}

/**
 * The coverage of one model (decision 4): its columns with at least one test or enforced constraint, of all that it
 * declares. A model without declared columns counts as one column that is not covered.
 */
export function coverageOf(model: DbtModel): Coverage {
  if (model.columns.length === 0) return { covered: 0, total: 1, uncovered: [model.name] };
  const bare = model.columns.filter(({ name }) => !isCovered(model, name));
  const total = model.columns.length;
  // Some manifests have their columns sorted: the order is nothing to go by.
  return {
    covered: total - bare.length,
    total,
    uncovered: bare
      .map(({ name }) => name)
      .sort()
      .map((name) => `${model.name}.${name}`),
  };
}

/** Several models taken together; null without any. */
export function coverageTogether(models: readonly { readonly coverage: Coverage }[]): Coverage | null {
  if (models.length === 0) return null;
  const sum = (pick: (coverage: Coverage) => number): number =>
    models.reduce((total, { coverage }) => total + pick(coverage), 0);
  return {
    covered: sum(({ covered }) => covered),
    total: sum(({ total }) => total),
    uncovered: models.flatMap(({ coverage }) => coverage.uncovered),
  };
}

/** 0 to 100, cut off after two decimals: what is short of a minimum never looks as if it met it. */
export const coveragePercent = ({ covered, total }: Pick<Coverage, 'covered' | 'total'>): number =>
  Math.floor((covered / total) * 10_000) / 100;
