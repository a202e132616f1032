import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'QUALITY_MISSING_TEST';

const model = (name: string, more: string): string =>
  `# models/m.yml\nmodels:\n  - {name: ${name}, description: Orders, ${more}}\n`;
const KEY = '{name: id, description: The order, tests: [not_null, unique]}';
const tests = (text: string): unknown[] => findings(text, CODE).map(({ details }) => details?.['test']);

describe(CODE, () => {
  it('finds the test that a layer requires and a model lacks, and says how to have it', () => {
    const text = model('silver_customers', `columns: [${KEY}]`);
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'error',
        message: 'silver_customers missing freshness test',
        notes: ['Required for silver layer: [not_null_pk, unique_pk, freshness]'],
        details: { test: 'freshness', layer: 'silver' },
      },
    ]);
    expect(findings(text, CODE)[0]?.hint).toContain('dbt_utils.recency');
    expect(placed(text, CODE)[0]).toContain('models/m.yml: silver_customers');
  });

  it('is silent where all are there', () => {
    expect(told(model('silver_customers', `tests: [dbt_utils.recency], columns: [${KEY}]`))).toEqual([]);
  });

  it("asks for every tier's tests together (decision 3)", () => {
    const text = `# enterprise-manifest.yaml\ngovernance: {quality_gates: {required_tests: [unique_pk]}}\n# domain-manifest.yaml\ngovernance: {quality_gates: {required_tests: [unique_pk, pii_scan]}}\n${model('bronze_orders', 'columns: [{name: id, tests: [not_null]}]')}`;
    expect(tests(text)).toEqual(['unique_pk', 'pii_scan']);
  });

  it('asks gold for documentation', () => {
    const text = model(
      'gold_orders',
      'tests: [freshness], columns: [{name: id, description: TODO, tests: [not_null, unique]}]',
    );
    expect(findings(text, CODE).map(({ message }) => message)).toEqual(['gold_orders missing documentation']);
  });

  it('takes a test alias of the platform for the test it stands for', () => {
    const alias =
      '# domain-manifest.yaml\ngovernance: {quality_gates: {test_aliases: {freshness: [my_package.recent]}}}\n';
    const text = model('silver_customers', `tests: [my_package.recent], columns: [${KEY}]`);
    expect(tests(text)).toEqual(['freshness']);
    expect(tests(alias + text)).toEqual([]);
  });

  const hint = (text: string): string | undefined => findings(text, CODE)[0]?.hint;

  it('names the column, the assumed key, and why it is assumed', () => {
    const text = model('bronze_orders', 'columns: [{name: order_id}]');
    const why = 'order_id: the assumed primary key, for it is named as the key of such a model usually is';
    expect(findings(text, CODE)).toMatchObject([
      {
        message: 'bronze_orders missing not_null_pk test',
        hint: `Add not_null to ${why}`,
        notes: ['Required for bronze layer: [not_null_pk]', `Add not_null to ${why}`],
        details: { columns: ['order_id'], key: ['order_id'] },
      },
    ]);
  });

  it('names the columns of a composite key that lack it', () => {
    const text = model(
      'bronze_orders',
      'meta: {floe: {primary_key: [a, b]}}, columns: [{name: a, tests: [not_null]}, {name: b}]',
    );
    expect(hint(text)).toBe(
      'Add not_null to b: the columns of the assumed primary key (a, b), for meta.floe.primary_key says so',
    );
  });

  it('names the columns that nobody describes', () => {
    const text = model(
      'gold_orders',
      'tests: [freshness], columns: [{name: id, description: The order, tests: [not_null, unique]}, {name: total, tests: [not_null]}, {name: note, description: TBD, tests: [not_null]}]',
    );
    expect(hint(text)).toBe('Describe the model and each of its columns; not described: total, note');
  });

  it('names the keys that refer to nothing', () => {
    const text = `# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n${model(
      'fact_order',
      'columns: [{name: id, tests: [not_null, unique]}, {name: a_key, tests: [relationships]}, {name: b_key}]',
    )}`;
    expect(hint(text)).toBe('Add a relationships test to b_key');
  });

  it.each([
    ['whose layer says so', '{types_allowed: [1, 2], default_type: 1}', '{}', 0],
    ['whose layer allows no other', '{types_allowed: [1]}', '{}', 0],
    ['that says so in words', '{types_allowed: [1, 2]}', '{scd_type: type 1}', 0],
    ['that says otherwise than its layer', '{types_allowed: [1, 2], default_type: 1}', '{scd_type: 2}', 1],
    ['whose layer does not allow it', '{types_allowed: [2]}', '{scd_type: 1}', 1],
  ])('asks for no history of a dimension of type 1 %s', (_, scd, floe, count) => {
    const text = `# domain-manifest.yaml\ndata_architecture: {pattern: kimball, layers: {dimensions: {scd: ${scd}}}}\n# models/m.yml\nmodels: [{name: dim_geo, meta: {floe: ${floe}}, columns: [{name: geo_id, tests: [not_null, unique]}]}]\n`;
    const missing = findings(text, 'QUALITY_MISSING_TEST').filter(({ message }) => message.includes('scd_validation'));
    expect(missing).toHaveLength(count);
  });
});
