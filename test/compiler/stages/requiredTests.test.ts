import { describe, expect, it } from 'vitest';
import { KNOWN_TESTS } from '../../../src/compiler/facts/columns/dbtTests.js';
import { REQUIRED_TESTS } from '../../../src/compiler/facts/columns/requiredTests.js';
import { compile } from '../rules/project.js';

const LAYER = 'data_architecture: {layers: {bronze: {quality_gates: {minimum_coverage: 0, required_tests: [TEST]}}}}';

/** Whether a model of a layer that requires `test` alone has it. */
function has(test: string, model: string, more = ''): boolean {
  const text = `# enterprise-manifest.yaml\n${LAYER.replace('TEST', test)}\n# models/m.yml\nmodels:\n  - {name: bronze_order, ${model}}\n${more}`;
  const { diagnostics } = compile(text);
  return !diagnostics.some(({ code }) => code === 'QUALITY_MISSING_TEST' || code === 'QUALITY_NO_PRIMARY_KEY');
}

const sql = (text: string): string => `# models/bronze_order.sql\n${text}\n`;
const ENFORCED = 'config: {contract: {enforced: true}}';
const COMPOSITE = 'meta: {floe: {primary_key: [a, b]}}';

const PK = (name: string, args: string): string => `tests: [{${name}: {${args}}}]`;

/** What satisfies each required test, and what does not. */
describe.each([
  [
    'not_null_pk',
    "dbt_expectations' not null",
    'columns: [{name: id, tests: [dbt_expectations.expect_column_values_to_not_be_null]}]',
    true,
  ],
  [
    'not_null_pk',
    'a not_null test of the whole model that names the column',
    `${PK('not_null', 'column_name: id')}, columns: [{name: id}]`,
    true,
  ],
  [
    'not_null_pk',
    'dbt_constraints.primary_key',
    `${PK('dbt_constraints.primary_key', 'column_names: [a, b]')}, columns: [{name: a}, {name: b}]`,
    true,
  ],
  [
    'not_null_pk',
    'a primary_key test of nobody knows which package',
    `${PK('primary_key', 'column_names: [id]')}, columns: [{name: id}]`,
    false,
  ],
  [
    'unique_pk',
    'dbt_constraints.primary_key',
    `${PK('dbt_constraints.primary_key', 'column_names: [a, b]')}, columns: [{name: a}, {name: b}]`,
    true,
  ],
  [
    'unique_pk',
    'dbt_constraints.unique_key of another column',
    `${PK('dbt_constraints.unique_key', 'column_names: [a]')}, columns: [{name: id}, {name: a}]`,
    false,
  ],
  [
    'unique_pk',
    "dbt_expectations' compound columns",
    `${COMPOSITE}, tests: [{dbt_expectations.expect_compound_columns_to_be_unique: {column_list: [a, b]}}], columns: [{name: a}, {name: b}]`,
    true,
  ],
  [
    'unique_pk',
    'a combination of the one key column',
    `${PK('dbt_utils.unique_combination_of_columns', 'combination_of_columns: [id]')}, columns: [{name: id}]`,
    true,
  ],
  ['freshness', "elementary's", 'tests: [elementary.event_freshness_anomalies], columns: [{name: id}]', true],
  [
    'referential_integrity',
    'dbt_constraints.foreign_key',
    `${PK('dbt_constraints.foreign_key', 'fk_column_names: [a_key], pk_table_name: ref("x")')}, columns: [{name: id}, {name: a_key}]`,
    true,
  ],
  [
    'referential_integrity',
    'a foreign_key constraint',
    `${ENFORCED}, columns: [{name: id}, {name: a_key, constraints: [{type: foreign_key, to: ref("x"), to_columns: [id]}]}]`,
    true,
  ],
  ['scd_validation', 'type 1 under another name', 'meta: {floe: {scd_type: 2}}, columns: [{name: id}]', false],
  ['not_null_pk', 'not_null on the key', 'columns: [{name: id, tests: [not_null]}]', true],
  [
    'not_null_pk',
    'an enforced constraint on the key',
    `${ENFORCED}, columns: [{name: id, constraints: [{type: not_null}]}]`,
    true,
  ],
  ['not_null_pk', 'a constraint that nobody enforces', 'columns: [{name: id, constraints: [{type: not_null}]}]', false],
  [
    'unique_pk',
    'a primary_key constraint that nobody enforces',
    'constraints: [{type: primary_key, columns: [id]}], columns: [{name: id}]',
    false,
  ],
  [
    'referential_integrity',
    'a foreign_key constraint that nobody enforces',
    'columns: [{name: id}, {name: a_key, constraints: [{type: foreign_key, to: ref("x"), to_columns: [id]}]}]',
    false,
  ],
  [
    'unique_pk',
    'a combination that is not null on each column',
    `${PK('dbt_utils.unique_combination_of_columns', 'combination_of_columns: [a, b]')}, columns: [{name: a, tests: [not_null]}, {name: b, tests: [not_null]}]`,
    true,
  ],
  [
    'unique_pk',
    'a combination that is not null on one column alone',
    `${PK('dbt_utils.unique_combination_of_columns', 'combination_of_columns: [a, b]')}, columns: [{name: a, tests: [not_null]}, {name: b}]`,
    false,
  ],
  [
    'not_null_pk',
    'compound columns of dbt_expectations, each not null',
    'tests: [{dbt_expectations.expect_compound_columns_to_be_unique: {column_list: [a, b]}}], columns: [{name: a, tests: [not_null]}, {name: b, tests: [not_null]}]',
    true,
  ],
  [
    'unique_pk',
    'dbt_constraints.unique_key of several columns, each not null',
    `${PK('dbt_constraints.unique_key', 'column_names: [a, b]')}, columns: [{name: a, tests: [not_null]}, {name: b, tests: [not_null]}]`,
    true,
  ],
  [
    'unique_pk',
    "an expression of the columns, as dbt's documentation writes it",
    `${PK('unique', `column_name: "(a || '-' || b)"`)}, columns: [{name: a, tests: [not_null]}, {name: b, tests: [not_null]}]`,
    true,
  ],
  [
    'unique_pk',
    'quoted columns of a combination',
    `${PK('dbt_utils.unique_combination_of_columns', `combination_of_columns: ['"a"', '"b"']`)}, columns: [{name: a, tests: [not_null]}, {name: b, tests: [not_null]}]`,
    true,
  ],
  [
    'unique_pk',
    'an enforced unique constraint of several columns, each not null',
    `${ENFORCED}, constraints: [{type: unique, columns: [a, b]}], columns: [{name: a, constraints: [{type: not_null}]}, {name: b, tests: [not_null]}]`,
    true,
  ],
  ['not_null_pk', 'a test of another column', 'columns: [{name: id}, {name: b, tests: [not_null]}]', false],
  ['not_null_pk', 'a disabled test', 'columns: [{name: id, tests: [{not_null: {config: {enabled: false}}}]}]', false],
  ['not_null_pk', 'half of a composite key', `${COMPOSITE}, columns: [{name: a, tests: [not_null]}, {name: b}]`, false],
  [
    'not_null_pk',
    'all of a composite key',
    `${COMPOSITE}, columns: [{name: a, tests: [not_null]}, {name: b, tests: [not_null]}]`,
    true,
  ],
  ['unique_pk', 'unique on the key', 'columns: [{name: order_id, tests: [unique]}]', true],
  [
    'unique_pk',
    'unique on each column of a composite key',
    `${COMPOSITE}, columns: [{name: a, tests: [unique]}, {name: b, tests: [unique]}]`,
    false,
  ],
  [
    'unique_pk',
    'a unique combination',
    `${COMPOSITE}, tests: [{dbt_utils.unique_combination_of_columns: {combination_of_columns: [b, a]}}], columns: [{name: a}, {name: b}]`,
    true,
  ],
  [
    'unique_pk',
    'a combination of other columns',
    `${COMPOSITE}, tests: [{dbt_utils.unique_combination_of_columns: {combination_of_columns: [a, c]}}], columns: [{name: a}, {name: b}]`,
    false,
  ],
  ['freshness', 'dbt_utils.recency', 'tests: [dbt_utils.recency], columns: [{name: id}]', true],
  [
    'freshness',
    'a freshness config',
    'config: {freshness: {build_after: {count: 6, period: hour}}}, columns: [{name: id}]',
    true,
  ],
  ['freshness', 'nothing', 'columns: [{name: id}]', false],
  [
    'documentation',
    'descriptions of all',
    'description: Orders as they come, columns: [{name: id, description: The order}]',
    true,
  ],
  ['documentation', 'a column without', 'description: Orders as they come, columns: [{name: id}]', false],
  ['documentation', 'a placeholder', 'description: TBD, columns: [{name: id, description: The order}]', false],
  ['documentation', "the column's own name", 'description: Orders, columns: [{name: id, description: ID}]', false],
  [
    'referential_integrity',
    'relationships on every key',
    'columns: [{name: id}, {name: customer_key, tests: [{relationships: {to: ref(x)}}]}]',
    true,
  ],
  [
    'referential_integrity',
    'one key without',
    'columns: [{name: id}, {name: a_key, tests: [relationships]}, {name: b_key}]',
    false,
  ],
  ['referential_integrity', 'no key at all', 'columns: [{name: id}]', false],
  [
    'unique_business_key',
    'not_null and unique on order_bk',
    'columns: [{name: order_bk, tests: [not_null, unique]}]',
    true,
  ],
  [
    'unique_business_key',
    'a declared one',
    'meta: {floe: {business_key: number}}, columns: [{name: number, tests: [not_null, unique]}]',
    true,
  ],
  ['unique_business_key', 'one that is not unique', 'columns: [{name: order_bk, tests: [not_null]}]', false],
  ['hash_key', 'not_null on order_hk', 'columns: [{name: order_hk, tests: [not_null]}]', true],
  ['hash_key', 'order_hk without', 'columns: [{name: order_hk}]', false],
  ['load_date', 'not_null on ldts', 'columns: [{name: ldts, tests: [not_null]}]', true],
  ['load_date', 'none of the usual columns', 'columns: [{name: loaded, tests: [not_null]}]', false],
  ['record_source', 'not_null on rsrc', 'columns: [{name: rsrc, tests: [not_null]}]', true],
  ['record_source', 'rsrc without', 'columns: [{name: rsrc}]', false],
  ['scd_validation', 'a test of that name', 'tests: [scd_validation], columns: [{name: id}]', true],
  [
    'scd_validation',
    'the Type 2 columns',
    'columns: [{name: effective_from, tests: [not_null]}, {name: effective_to}, {name: is_current, tests: [not_null]}]',
    true,
  ],
  [
    'scd_validation',
    'Type 2 columns without tests',
    'columns: [{name: effective_from}, {name: effective_to}, {name: is_current}]',
    false,
  ],
  ['scd_validation', 'a declared type 1', 'meta: {floe: {scd_type: 1}}, columns: [{name: id}]', true],
  ['house_rule', 'a dbt test of that name', 'tests: [house.house_rule], columns: [{name: id}]', true],
  ['house_rule', 'none', 'columns: [{name: id}]', false],
] as const)('%s', (test, what, model, expected) => {
  it(`decision 7: ${what}: ${expected ? 'has it' : 'has it not'}`, () => expect(has(test, model)).toBe(expected));
});

describe('tests that hang on what a model reads', () => {
  const source = (freshness: string): string =>
    `# models/s.yml\nsources: [{name: shop, tables: [{name: orders${freshness}}]}]\n`;
  const FRESH = ', freshness: {error_after: {count: 6, period: hour}}';
  const reads = sql("select * from {{ source('shop', 'orders') }}");

  it('freshness: a model that only reads sources has it where each of them has', () => {
    expect(has('freshness', 'columns: [{name: id}]', reads + source(FRESH))).toBe(true);
    expect(has('freshness', 'columns: [{name: id}]', reads + source(''))).toBe(false);
    const both = sql("select * from {{ source('shop', 'orders') }} join {{ ref('bronze_x') }}");
    expect(has('freshness', 'columns: [{name: id}]', both + source(FRESH))).toBe(false);
  });

  it('scd_validation: a dbt snapshot behind the model has it', () => {
    const snapshot =
      "# snapshots/s.sql\n{% snapshot snap_order %}select * from {{ source('shop', 'orders') }}{% endsnapshot %}\n";
    const from = (name: string): string => sql(`select * from {{ ref('${name}') }}`) + snapshot;
    expect(has('scd_validation', 'columns: [{name: id}]', from('snap_order'))).toBe(true);
    expect(has('scd_validation', 'columns: [{name: id}]', from('other'))).toBe(false);
    const between = `# models/stg_order.sql\nselect * from {{ ref('snap_order') }} join {{ ref('bronze_order') }}\n`;
    expect(has('scd_validation', 'columns: [{name: id}]', between + from('stg_order'))).toBe(true);
  });
});

describe('the table of required tests', () => {
  it('decision 3: has every test that the ADR requires of a layer', () => {
    expect(Object.keys(REQUIRED_TESTS)).toEqual([
      ...['not_null_pk', 'unique_pk', 'freshness', 'documentation', 'scd_validation', 'referential_integrity'],
      ...['unique_business_key', 'hash_key', 'load_date', 'record_source'],
    ]);
    for (const { promises, mend, ways } of Object.values(REQUIRED_TESTS)) {
      expect([promises, mend].every((text) => text.length > 10)).toBe(true);
      expect(ways.length).toBeGreaterThan(0);
    }
  });

  it('knows each dbt test once', () => {
    expect(new Set(KNOWN_TESTS.map(({ test }) => test)).size).toBe(KNOWN_TESTS.length);
  });

  it('decision 7: is extended by quality_gates.test_aliases, with or without the package', () => {
    const gates = 'governance: {quality_gates: {test_aliases: {not_null_pk: [house.has_key]}}}\n';
    const text = (test: string): string =>
      `# enterprise-manifest.yaml\n${LAYER.replace('TEST', 'not_null_pk')}\n${gates}# models/m.yml\nmodels:\n  - {name: bronze_order, columns: [{name: id, tests: [${test}]}]}`;
    const missing = (test: string): number =>
      compile(text(test)).diagnostics.filter(({ code }) => code === 'QUALITY_MISSING_TEST').length;
    expect([missing('house.has_key'), missing('has_key'), missing('unique')]).toEqual([0, 1, 1]);
  });

  it('decision 6: takes the primary entity of a semantic model for a declared key', () => {
    const semantic = (expr: string): string =>
      `# models/s.yml\nsemantic_models: [{name: o, model: ref('bronze_order'), entities: [{name: o, type: primary, expr: ${expr}}]}]\n`;
    const model = 'columns: [{name: number, tests: [not_null]}, {name: x}]';
    expect(has('not_null_pk', model, semantic('number'))).toBe(true);
    expect(has('not_null_pk', model, semantic('x'))).toBe(false);
    expect(has('not_null_pk', model, semantic('"a || b"'))).toBe(false);
  });
});
