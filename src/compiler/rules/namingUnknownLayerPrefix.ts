import { defineRule } from './rule.js';
import { suggestedName } from './suggestedName.js';
import { enumerate } from './words.js';

/** ADR-0021, Compile-Time Enforcement [2/4]. */
export const namingUnknownLayerPrefix = defineRule<{ expected: readonly string[]; suggestion?: string }>({
  code: 'NAMING_UNKNOWN_LAYER_PREFIX',
  family: 'naming',
  severity: 'by-enforcement',
  passesIn: ['centralized'],
  title: 'The model name starts with no layer prefix.',
  why: 'A model outside every layer is covered by no quality gate and no grant.',
  example: {
    bad: '# models/orders.yml\nmodels:\n  - {name: stg_orders, columns: [{name: id, tests: [not_null]}]}',
    good: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null]}]}',
  },
  mend: 'Rename the model so that it begins with the prefix of its layer.',
  check({ models, platform }, out) {
    const { layers, pattern } = platform;
    const taken = new Set(models.map(({ name }) => name));
    const expected = layers.map(({ prefix }) => `${prefix}*`);
    for (const model of models) {
      if (model.prefixed)
        out.pass(model, `${model.name}: valid (${model.layer?.name ?? model.prefixed.name} layer)`, 'subject-found');
      else out.fail(model, { expected, suggestion: suggestedName(model, { layers, pattern, taken }) });
    }
  },
  message: (model) => `'${model}' violates naming convention`,
  expected: ({ expected }) =>
    expected.length > 0 ? `${enumerate(expected, 'or')} prefix` : 'a layer, and its prefix, in the manifest',
  hint: ({ suggestion }) => suggestion,
});
