import { defineRule } from '../rule/rule.js';

/** Decision 4. */
export const qualityNoColumns = defineRule<{ layer: string | null }>({
  code: 'QUALITY_NO_COLUMNS',
  family: 'quality',
  severity: 'error',
  title: 'The model declares no columns.',
  why: 'What is not declared can be neither tested nor described; the model counts as not covered.',
  example: {
    bad: '# domain-manifest.yaml\ndata_architecture: {layers: {bronze: {quality_gates: {minimum_coverage: 0}}}}\n# models/orders.yml\nmodels:\n  - {name: bronze_orders}',
    good: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null]}]}',
  },
  mend: 'List the columns of the model in its schema YAML.',
  check({ models }, out) {
    for (const model of models) {
      if (model.model.columns.length > 0) continue;
      // Outside every gate it is worth a word, not a refusal.
      const severity = model.required.length > 0 ? 'error' : 'warning';
      out.fail(model, { layer: model.layer?.name ?? null }, { severity });
    }
  },
  message: (model) => `${model} declares no columns`,
  hint: () => 'List its columns, each with its tests, in the schema YAML of the model',
});
