import { closest } from 'fastest-levenshtein';
import { defineRule } from '../rule/rule.js';
import { enumerate } from '../rule/words.js';

/** ADR-0021, dbt Integration: `meta.floe.layer`, explicit layer declaration. */
export const namingUnknownLayer = defineRule<{ layer: string; layers: readonly string[] }>({
  code: 'NAMING_UNKNOWN_LAYER',
  family: 'naming',
  severity: 'by-enforcement',
  title: 'The model declares a layer that does not exist.',
  why: 'The gates of a layer nobody knows are no gates.',
  example: {
    bad: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, meta: {floe: {layer: brnze}}, columns: [{name: id, tests: [not_null]}]}',
    good: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, meta: {floe: {layer: bronze}}, columns: [{name: id, tests: [not_null]}]}',
  },
  mend: 'Correct `meta.floe.layer`, or remove it: the prefix of the name says the layer too.',
  check({ models, platform }, out) {
    const layers = platform.layers.map(({ name }) => name);
    for (const model of models) {
      if (model.declared === null || layers.includes(model.declared)) continue;
      out.fail(model, { layer: model.declared, layers }, { location: model.model.floe.locate('layer') });
    }
  },
  message: (model, { layer }) => `'${model}' declares the layer '${layer}', which does not exist`,
  expected: ({ layers }) => enumerate(layers, 'or'),
  hint: ({ layer, layers }) => (layers.length > 0 ? `Did you mean ${closest(layer, layers)}?` : undefined),
});
