import { defineRule } from '../rule/rule.js';

/** dbt's run_results.json: a gate that is declared and does not hold. */
export const qualityTestFailed = defineRule<{ test: string; column: string | null; failures: number | null }>({
  code: 'QUALITY_TEST_FAILED',
  family: 'quality',
  severity: 'warning',
  title: 'A test failed in the last run.',
  why: 'A gate that is declared and does not hold promises what is not so.',
  example: {
    bad: `# models/orders.yml
models:
  - {name: bronze_orders, columns: [{name: id, tests: [not_null]}]}
# target/run_results.json
{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json"}, "results": [{"unique_id": "test.shop.not_null_bronze_orders_id.1", "status": "fail", "failures": 3}]}`,
    good: `# models/orders.yml
models:
  - {name: bronze_orders, columns: [{name: id, tests: [not_null]}]}
# target/run_results.json
{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json"}, "results": [{"unique_id": "test.shop.not_null_bronze_orders_id.1", "status": "pass", "failures": 0}]}`,
  },
  mend: 'Mend the data or the model and run `dbt test` again; a run_results.json that is out of date is best left out.',
  check({ project }, out) {
    project.failedTests.forEach(({ model, test, failures }, order) => {
      const name = test.package === null ? test.name : `${test.package}.${test.name}`;
      out.fail({ name: model.name, order, location: model.location }, { test: name, column: test.column, failures });
    });
  },
  message: (model, { test, column }) =>
    `${test} of ${column === null ? model : `${model}.${column}`} failed in the last run`,
  expected: ({ failures }) => (failures === null ? undefined : `no failures; there were ${failures}`),
  hint: () => 'See target/run_results.json, and run `dbt test` again once it is mended',
});
