import type { ModelFacts } from '../../facts/models/modelFacts.js';
import { KEY_TESTS, REQUIRED_TESTS } from '../../facts/columns/requiredTests.js';
import { defineRule } from '../rule/rule.js';

/** What counts as missing here: without columns or key another rule speaks for the key's tests. */
const missingOf = ({ missing, key, model }: ModelFacts): readonly string[] =>
  missing.filter((test) => !KEY_TESTS.includes(test) || (key.length > 0 && model.columns.length > 0));

/** ADR-0021, Compile-Time Enforcement [3/4]. */
export const qualityMissingTest = defineRule<{ test: string; layer: string | null; required: readonly string[] }>({
  code: 'QUALITY_MISSING_TEST',
  family: 'quality',
  severity: 'error',
  passesIn: ['centralized'],
  title: 'The model lacks a test that its layer requires.',
  why: 'Consumers of a layer rely on what its gates promise.',
  example: {
    bad: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [unique]}]}',
    good: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null, unique]}]}',
  },
  mend: 'Add the test. docs/dbt.md lists what counts as each; `quality_gates.test_aliases` adds more.',
  check({ models, platform }, out) {
    for (const layer of [...platform.layers, null]) {
      const own = models.filter((model) => model.layer === layer);
      for (const model of own)
        for (const test of missingOf(model))
          out.fail(model, { test, layer: layer?.name ?? null, required: model.required });
      const tests = own[0]?.required ?? [];
      const pass = tests.length > 0 && own.every(({ missing }) => missing.length === 0);
      if (pass) out.pass({ name: layer?.name ?? '', order: 0 }, allHave(layer?.name ?? null, tests));
    }
  },
  message: (model, { test }) => `${model} missing ${test}${test === 'documentation' ? '' : ' test'}`,
  expected: ({ required }) => required.join(', '),
  hint: ({ test }) => REQUIRED_TESTS[test]?.mend ?? `Add a test named ${test}`,
  notes: ({ layer, required }) => [
    `Required for ${layer === null ? 'every model' : `${layer} layer`}: [${required.join(', ')}]`,
  ],
});

function allHave(layer: string | null, tests: readonly string[]): string {
  const who = layer === null ? 'models outside every layer' : `${layer} layer: all models`;
  return `${who} have ${tests.join(', ')} test${tests.length > 1 ? 's' : ''}`;
}
