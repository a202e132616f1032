import type { CompiledLayer } from '../../artifact.js';
import { expectedNames } from '../../patterns/expectedNames.js';
import { layerForms } from '../../patterns/layerForms.js';
import { defineRule } from '../rule/rule.js';
import { suggestedNames } from './suggestedNames.js';
import { enumerate } from '../rule/words.js';

/** What the names of these layers have: "prefix" where all have one, "suffix", else "name". */
function affixOf(layers: readonly CompiledLayer[]): string {
  const forms = layers.map(layerForms);
  if (forms.every(({ suffixes, patterns }) => suffixes.length + patterns.length === 0)) return 'prefix';
  return forms.every(({ prefixes, patterns }) => prefixes.length + patterns.length === 0) ? 'suffix' : 'name';
}

/** More forms of names than these are shown by the first of each layer. */
const MOST_SHOWN = 8;

/** MetricFlow looks for its time spine under this name; before dbt 1.9 it could have no other. */
const NAMED_BY_DBT = 'metricflow_time_spine';

/** ADR-0021, Compile-Time Enforcement [2/4]. A platform without layers has a finding of its own, LAYER_NONE. */
export const namingUnknownLayerPrefix = defineRule<{
  expected: readonly string[];
  affix: string;
  firsts?: readonly string[];
  suggestion?: string;
  name?: string;
}>({
  code: 'NAMING_UNKNOWN_LAYER_PREFIX',
  family: 'naming',
  severity: 'by-enforcement',
  passesIn: ['centralized'],
  title: 'The model name has no prefix (or suffix, or pattern) of a layer.',
  why: 'A model outside every layer is covered by no quality gate and no grant.',
  example: {
    bad: '# models/orders.yml\nmodels:\n  - {name: stg_orders, columns: [{name: id, tests: [not_null]}]}',
    good: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null]}]}',
  },
  mend: 'Rename the model so that it begins with the prefix of its layer; names of another style are stated in `data_architecture.layers`.',
  check(facts, out) {
    const { layers } = facts.platform;
    if (layers.length === 0) return;
    const suggestions = suggestedNames(facts).layered;
    const expected = layers.flatMap(expectedNames);
    const firsts = layers.flatMap((layer) => expectedNames(layer).slice(0, 1));
    const forms = {
      expected,
      affix: affixOf(layers),
      ...(expected.length > Math.max(MOST_SHOWN, firsts.length) && { firsts }),
    };
    for (const model of facts.models) {
      if (model.prefixed) {
        out.pass(model, `${model.name}: valid (${model.layer?.name ?? model.prefixed.name} layer)`, 'subject-found');
        continue;
      }
      if (model.name === NAMED_BY_DBT) continue;
      const { text, name } = suggestions.get(model) ?? {};
      out.fail(model, { ...forms, ...(text && { suggestion: text }), ...(name && { name }) });
    }
  },
  message: (model) => `'${model}' violates naming convention`,
  expected: ({ expected, affix, firsts }) =>
    firsts
      ? `${enumerate(firsts, 'or')} ${affix}, or another of data_architecture.layers`
      : `${enumerate(expected, 'or')} ${affix}`,
  hint: ({ suggestion }) => suggestion,
});
