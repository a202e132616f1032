import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'NAMING_CASE';

const model = (name: string, form?: string): string =>
  `${form ? `# domain-manifest.yaml\ndata_architecture: {naming: {case: ${form}, enforcement: strict}}\n` : ''}# models/m.yml\nmodels:\n  - {name: ${name}, columns: [{name: id, tests: [not_null]}]}\n`;

describe(CODE, () => {
  it('finds a name that is not in the case asked for, and writes it in it', () => {
    expect(findings(model('bronze_shopOrders'), CODE)).toMatchObject([
      { message: "'bronze_shopOrders' is not in snake_case", expected: 'bronze_shop_orders' },
    ]);
    expect(placed(model('bronze_shopOrders'), CODE)[0]).toContain('models/m.yml: bronze_shopOrders');
  });

  it.each([
    ['camelCase', 'bronze_shop_orders', 'bronze_shopOrders'],
    ['PascalCase', 'bronze_shop_orders', 'bronze_ShopOrders'],
  ])('asks for %s after the prefix: %s should be %s', (form, name, right) => {
    expect(findings(model(name, form), CODE)).toMatchObject([{ expected: right }]);
    expect(told(model(right, form))).toEqual([]);
  });

  it("is silent on dbt's double underscore", () => expect(told(model('bronze_stripe__payments'))).toEqual([]));
});
