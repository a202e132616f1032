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
});
