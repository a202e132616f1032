import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const RUNS = (id: string, status: string): string =>
  `# target/run_results.json\n${JSON.stringify({
    metadata: { dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json' },
    results: [{ unique_id: `test.shop.${id}`, status, failures: 3 }],
  })}\n`;
const model = (tests: string): string =>
  `# models/orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null]}], tests: [${tests}]}\n`;

describe('QUALITY_TEST_FAILED', () => {
  it('warns of a test that failed, at the model', () => {
    const text = model('') + RUNS('not_null_bronze_orders_id.1a', 'fail');
    expect(told(text)).toEqual(['QUALITY_TEST_FAILED not_null of bronze_orders.id failed in the last run']);
    expect(placed(text, 'QUALITY_TEST_FAILED')).toEqual([
      'models/orders.yml: bronze_orders, columns: [{name: id, tests: [not_null]}], tests: []}',
    ]);
    expect(findings(text, 'QUALITY_TEST_FAILED')).toMatchObject([
      { severity: 'warning', details: { failures: 3 }, expected: 'no failures; there were 3' },
    ]);
  });

  it("knows dbt's own names of tests with arguments, however long", () => {
    const recency = 'dbt_utils.recency: {field: at, interval: 1, datepart: day}';
    expect(told(model(recency) + RUNS('dbt_utils_recency_bronze_orders_day__at__1.1a', 'error'))).toHaveLength(1);
    const long = 'accepted_values: {column_name: id, values: [aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbb]}';
    const name = 'accepted_values_bronze_orders_id__aaaaaaaaaaaaaaaa__bbbbbbbbbbbbbbbbbbb';
    expect(told(model(long) + RUNS(`${name}.1a`, 'fail'))).toHaveLength(1);
  });

  it.each(['pass', 'warn', 'skipped'])('is silent where the status is %s', (status) => {
    expect(told(model('') + RUNS('not_null_bronze_orders_id.1a', status))).toEqual([]);
  });

  it('is silent about tests that are not there, and files that are something else', () => {
    expect(told(model('') + RUNS('not_null_bronze_orders_other.1a', 'fail'))).toEqual([]);
    expect(told(`${model('')}# target/run_results.json\n{"results": [}\n`)).toEqual([]);
  });
});
