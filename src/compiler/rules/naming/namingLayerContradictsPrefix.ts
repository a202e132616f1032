import { defineRule } from '../rule/rule.js';
import { suggestedNames } from './suggestedNames.js';

/**
 * ADR-0021, dbt Integration: the declared layer and the prefix name one layer. An error wherever naming is enforced at
 * all: it is no matter of style, two statements about one model part (docs/decisions/0006-names-and-layers.md).
 */
export const namingLayerContradictsPrefix = defineRule<{ declared: string; prefixed: string; name: string | null }>({
  code: 'NAMING_LAYER_CONTRADICTS_PREFIX',
  family: 'naming',
  severity: 'by-enforcement',
  title: 'The model declares another layer than its prefix says.',
  why: 'Readers go by the name, gates and grants by the declaration: the two must not part.',
  example: {
    bad: '# models/orders.yml\nmodels:\n  - {name: silver_orders, meta: {floe: {layer: bronze}}, columns: [{name: id, tests: [not_null]}]}',
    good: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, meta: {floe: {layer: bronze}}, columns: [{name: id, tests: [not_null]}]}',
  },
  mend: 'Rename the model, or correct `meta.floe.layer`.',
  check(facts, out) {
    const names = suggestedNames(facts).declared;
    for (const model of facts.models) {
      const { layer, prefixed, declared } = model;
      if (!layer || !prefixed || layer === prefixed || layer.name !== declared) continue;
      const asked = names.get(model);
      const details = { declared, prefixed: prefixed.name, name: asked && !asked.taken ? asked.name : null };
      out.fail(model, details, { location: model.model.floe.locate('layer'), severity: 'error' });
    }
  },
  message: (model, { declared, prefixed }) =>
    `'${model}' declares the ${declared} layer, but bears the prefix of the ${prefixed} layer`,
  hint: ({ declared, prefixed, name }) =>
    `${name === null ? `Use another name of the ${declared} layer` : `Use ${name}`}, or declare layer: ${prefixed} in place of ${declared}`,
});
