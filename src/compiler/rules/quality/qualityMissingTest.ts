import type { ModelFacts } from '../../facts/models/modelFacts.js';
import { KEY_TESTS, REQUIRED_TESTS } from '../../facts/columns/requiredTests.js';
import { defineRule } from '../rule/rule.js';
import { some } from '../rule/words.js';

/** What counts as missing here: without columns or key another rule speaks for the key's tests. */
const missingOf = ({ missing, key, model }: ModelFacts): readonly string[] =>
  missing.filter((test) => !KEY_TESTS.includes(test) || (key.length > 0 && model.columns.length > 0));

interface Details extends Readonly<Record<string, unknown>> {
  readonly test: string;
  readonly layer: string | null;
  readonly required: readonly string[];
  /** Those that lack it. */
  readonly columns: readonly string[];
  /** The assumed primary key, and why it is taken for it; of a test that is about it. */
  readonly key: readonly string[];
  readonly keyBecause: string;
}

function detailsOf(model: ModelFacts, test: string): Details {
  const { layer, required, lacking, key, keyBecause } = model;
  const ofKey = KEY_TESTS.includes(test);
  return {
    test,
    layer: layer?.name ?? null,
    required,
    columns: lacking.get(test) ?? [],
    key: ofKey ? key : [],
    keyBecause: ofKey ? keyBecause : '',
  };
}

/** What to do to which columns; null where the mend of the test says all. */
function mendOf({ test, columns, key, keyBecause }: Details): string | null {
  if (columns.length === 0) return null;
  const keyed =
    key.length > 1 ? `the columns of the assumed primary key (${key.join(', ')})` : 'the assumed primary key';
  if (test === 'not_null_pk') return `Add not_null to ${columns.join(', ')}: ${keyed}, for ${keyBecause}`;
  if (test === 'unique_pk' && key.length > 1)
    return `Add dbt_utils.unique_combination_of_columns of ${columns.join(', ')}: ${keyed}, for ${keyBecause}`;
  if (test === 'unique_pk') return `Add unique to ${columns.join(', ')}: ${keyed}, for ${keyBecause}`;
  if (test === 'documentation')
    return `Describe the model and each of its columns; not described: ${some(columns, 12)}`;
  return `Add a relationships test to ${some(columns, 12)}`;
}

/** ADR-0021, Compile-Time Enforcement [3/4]. */
export const qualityMissingTest = defineRule<Details>({
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
      for (const model of own) for (const test of missingOf(model)) out.fail(model, detailsOf(model, test));
      const tests = own[0]?.required ?? [];
      const pass = tests.length > 0 && own.every(({ missing }) => missing.length === 0);
      if (pass) out.pass({ name: layer?.name ?? '', order: 0 }, allHave(layer?.name ?? null, tests));
    }
  },
  message: (model, { test }) => `${model} missing ${test}${test === 'documentation' ? '' : ' test'}`,
  expected: ({ required }) => required.join(', '),
  hint: (details) => mendOf(details) ?? REQUIRED_TESTS[details.test]?.mend ?? `Add a test named ${details.test}`,
  notes: (details) => [
    `Required for ${details.layer === null ? 'every model' : `${details.layer} layer`}: [${details.required.join(', ')}]`,
    ...[mendOf(details)].filter((each) => each !== null),
  ],
});

function allHave(layer: string | null, tests: readonly string[]): string {
  const who = layer === null ? 'models outside every layer' : `${layer} layer: all models`;
  return `${who} have ${tests.join(', ')} test${tests.length > 1 ? 's' : ''}`;
}
