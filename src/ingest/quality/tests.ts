import type { Sighting } from '../told.js';

/** One test of a dataset, and how it went. */
export interface TestResult {
  /** `not_null`, `unique`, `accepted_values`, `dbt_utils.recency` ... */
  readonly test: string;
  /** null: the test is of the whole dataset. */
  readonly column: string | null;
  readonly passed: boolean;
  /** The rows that failed, where they are counted as rows. */
  readonly failures?: number | null;
}

/** The dimension of quality that a test measures (as ODCS names them); another test is its own metric. */
const METRICS: Readonly<Record<string, string>> = {
  not_null: 'completeness',
  not_null_proportion: 'completeness',
  unique: 'uniqueness',
  unique_combination_of_columns: 'uniqueness',
  accepted_values: 'validity',
  accepted_range: 'validity',
  expression_is_true: 'validity',
  relationships: 'consistency',
  freshness: 'timeliness',
  recency: 'timeliness',
};

/** Of which the failures are rows: of others they are values, or groups. */
const COUNTS_ROWS = new Set(['not_null', 'relationships']);

const plainTest = (test: string): string => test.split('.').at(-1) ?? test;

/** The metric that a test measures: `completeness` of `not_null`. */
const metricOfTest = (test: string): string => METRICS[plainTest(test)] ?? plainTest(test);

/** The share that passed: of rows where their number is known, else all or nothing. */
function shareOf({ test, passed, failures }: TestResult, rows: number | null): number {
  if (passed) return 100;
  if (rows === null || rows <= 0 || !failures || !COUNTS_ROWS.has(plainTest(test))) return 0;
  return Math.max(0, 100 * (1 - failures / rows));
}

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/**
 * What tests of one dataset say of its quality: of each metric the mean share of its tests, and of each column with tests
 * of a metric the same as `metric.column`.
 */
export function qualityOf(
  results: readonly TestResult[],
  rows: number | null,
  of: Pick<Sighting, 'dataset' | 'id' | 'at'>,
): Sighting[] {
  const shares = new Map<string, number[]>();
  const add = (metric: string, share: number): void => void shares.set(metric, [...(shares.get(metric) ?? []), share]);
  for (const result of results) {
    const metric = metricOfTest(result.test);
    const share = shareOf(result, rows);
    add(metric, share);
    if (result.column !== null) add(`${metric}.${result.column}`, share);
  }
  return [...shares].map(([metric, all]) => ({
    ...of,
    id: `${of.id} ${metric}`,
    objective: 'quality',
    metric,
    value: rounded(mean(all)),
  }));
}
