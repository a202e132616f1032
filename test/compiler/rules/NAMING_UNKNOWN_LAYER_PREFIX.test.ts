import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'NAMING_UNKNOWN_LAYER_PREFIX';

const models = (...names: string[]): string =>
  `# models/m.yml\nmodels:\n${names.map((name) => `  - {name: ${name}, columns: [{name: id, tests: [not_null]}]}\n`).join('')}`;
const pattern = (name: string, more = ''): string =>
  `# domain-manifest.yaml\ndata_architecture: {pattern: ${name}, naming: {enforcement: strict}${more}}\n`;
const hints = (text: string): (string | undefined)[] => findings(text, CODE).map(({ hint }) => hint);

describe(CODE, () => {
  it('finds a model without the prefix of a layer and says which it should be', () => {
    expect(findings(models('stg_orders'), CODE)).toMatchObject([
      {
        severity: 'error',
        message: "'stg_orders' violates naming convention",
        expected: 'bronze_*, silver_*, or gold_* prefix',
        hint: 'Model appears to be staging data → use bronze_orders',
        notes: [
          'Expected: bronze_*, silver_*, or gold_* prefix',
          'Model appears to be staging data → use bronze_orders',
        ],
        subject: 'stg_orders',
      },
    ]);
    expect(placed(models('stg_orders'), CODE)).toEqual([
      'models/m.yml: stg_orders, columns: [{name: id, tests: [not_null]}]}',
    ]);
  });

  it('is silent where the name begins with a prefix', () => {
    expect(told(models('bronze_orders'))).toEqual([]);
  });

  it.each([
    ['medallion', 'raw_orders', 'Model appears to be staging data → use bronze_orders'],
    ['medallion', 'int_orders', 'Model appears to be intermediate data → use silver_orders'],
    ['medallion', 'dim_customer', 'Model appears to be a dimension → use gold_customer'],
    ['medallion', 'fct_orders', 'Model appears to be a fact table → use gold_orders'],
    ['medallion', 'bronz_orders', 'Prefix appears to be misspelt → use bronze_orders'],
    ['kimball', 'fct_orders', 'Model appears to be a fact table → use fact_orders'],
    ['kimball', 'raw_orders', 'Model appears to be staging data → use stg_orders'],
    ['kimball', 'silver_customer', 'Model appears to be cleaned data → use dim_customer'],
    ['data_vault', 't_link_payment', 'Model appears to be a link → use link_payment'],
    ['data_vault', 'stg_orders', undefined],
    ['medallion', 'orders', undefined],
  ])('under %s suggests for %s: %s', (name, model, hint) => {
    expect(hints(pattern(name) + models(model))).toEqual([hint]);
  });

  it('never suggests a name that is taken', () => {
    expect(hints(models('bronze_orders', 'stg_orders'))).toEqual([
      'Model appears to be staging data → use another bronze_* name',
    ]);
  });

  it("suggests the domain's own prefix", () => {
    const text = pattern('medallion', ', layers: {bronze: {prefix: sales_bronze_}}') + models('bronze_orders');
    expect(findings(text, CODE)).toMatchObject([
      {
        expected: 'sales_bronze_*, silver_*, or gold_* prefix',
        hint: 'Model appears to be raw data → use sales_bronze_orders',
      },
    ]);
  });

  it('is a warning where naming is enforced by warnings, and silent where it is off', () => {
    const under = (enforcement: string): string =>
      `# domain-manifest.yaml\ndata_architecture: {naming: {enforcement: ${enforcement}}}\n${models('stg_orders')}`;
    expect(findings(under('warn'), CODE).map(({ severity }) => severity)).toEqual(['warning']);
    expect(told(under('off'))).toEqual([]);
  });
});
