import { KEY_TESTS } from '../../facts/columns/requiredTests.js';
import { defineRule } from '../rule/rule.js';

/** Decision 6. */
export const qualityNoPrimaryKey = defineRule<{ tests: readonly string[]; columns: readonly string[] }>({
  code: 'QUALITY_NO_PRIMARY_KEY',
  family: 'quality',
  severity: 'error',
  title: 'The primary key of the model cannot be told.',
  why: 'not_null_pk and unique_pk are about the key; without one they cannot be judged.',
  example: {
    bad: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: total, tests: [not_null]}]}',
    good: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, meta: {floe: {primary_key: total}}, columns: [{name: total, tests: [not_null]}]}',
  },
  mend: 'Declare it: `meta: {floe: {primary_key: <column or list>}}`, a primary_key constraint, or not_null and unique on one column.',
  check({ models }, out) {
    for (const model of models) {
      const tests = model.missing.filter((test) => KEY_TESTS.includes(test));
      if (model.key.length > 0 || tests.length === 0 || model.model.columns.length === 0) continue;
      out.fail(model, { tests, columns: model.model.columns.map(({ name }) => name) });
    }
  },
  message: (model) => `The primary key of ${model} cannot be told`,
  hint: () => 'Declare it: meta.floe.primary_key, a primary_key constraint, or not_null and unique on its column',
});
