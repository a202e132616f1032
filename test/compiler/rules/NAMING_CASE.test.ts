import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'NAMING_CASE';

const under = (form: string, more = ''): string =>
  `# domain-manifest.yaml\ndata_architecture: {naming: {case: ${form}, columns: off, enforcement: strict}${more}}\n`;
const models = (...names: string[]): string =>
  `# models/m.yml\nmodels:\n${names.map((name) => `  - {name: ${name}, columns: [{name: id, tests: [not_null]}]}\n`).join('')}`;
const expected = (text: string): (string | undefined)[] => findings(text, CODE).map((each) => each.expected);

describe(CODE, () => {
  it('finds a name that is not in the case asked for, and writes it in it', () => {
    expect(findings(models('bronze_shopOrders'), CODE)).toMatchObject([
      { message: "'bronze_shopOrders' is not in snake_case", expected: 'bronze_shop_orders' },
    ]);
    expect(placed(models('bronze_shopOrders'), CODE)[0]).toContain('models/m.yml: bronze_shopOrders');
  });

  it.each([
    ['snake_case', 'bronze_HTTPServerLog', 'bronze_http_server_log'],
    ['snake_case', 'bronze_orderV2Items', 'bronze_order_v2_items'],
    ['snake_case', 'bronze_orders2024Q1', 'bronze_orders2024_q1'],
    ['snake_case', 'bronze_SHOP_ORDERS', 'bronze_shop_orders'],
    ['snake_case', 'bronze_Straßen', 'bronze_straßen'],
    ['camelCase', 'bronze_shop_orders', 'bronze_shopOrders'],
    ['camelCase', 'bronze_HTTPServerLog', 'bronze_httpServerLog'],
    ['PascalCase', 'bronze_shop_orders', 'bronze_ShopOrders'],
    ['PascalCase', 'bronze_api_v2_log', 'bronze_ApiV2Log'],
  ])('asks for %s after the prefix: %s should be %s', (form, name, right) => {
    expect(expected(under(form) + models(name))).toEqual([right]);
    expect(told(under(form) + models(right))).toEqual([]);
  });

  it.each(['bronze_HTTPServerLog', 'bronze_ShopOrders', 'bronze_APIV2'])(
    'lets the capitals of an acronym be in PascalCase: %s',
    (name) => expect(told(under('PascalCase') + models(name))).toEqual([]),
  );

  it('takes a prefix without a separator as part of the name in camelCase', () => {
    const manifest = under('camelCase', ', layers: {bronze: {prefix: raw}}');
    expect(told(manifest + models('rawShopOrders'))).toEqual([]);
    expect(expected(manifest + models('rawshop_orders'))).toEqual(['rawShopOrders']);
  });

  it("is silent on dbt's double underscore", () => expect(told(models('bronze_stripe__payments'))).toEqual([]));

  it('knows a prefix that is followed by an underscore more', () => {
    expect(findings(models('bronze__orders'), CODE)).toMatchObject([
      { expected: 'bronze_orders', hint: 'Prefix bronze_ ends in an underscore itself → use bronze_orders' },
    ]);
    expect(told(models('bronze__orders')).filter((each) => each.includes('UNKNOWN'))).toEqual([]);
  });

  it('does not send a model to a name that stands', () => {
    expect(findings(models('bronze__orders', 'bronze_orders'), CODE)).toMatchObject([
      { expected: 'another name in snake_case', hint: 'bronze_orders is taken' },
    ]);
  });

  it('sends no two models to one name, whatever is wrong with theirs', () => {
    const asked = findings(models('bronze_shopOrders', 'bronze_ShopOrders'), CODE);
    expect(asked.map(({ hint, ...found }) => [found.expected, hint])).toEqual([
      ['another name in snake_case', 'bronze_shop_orders is taken'],
      ['bronze_shop_orders', undefined],
    ]);
    const text = models('bronze_shopOrders', 'stg_shopOrders');
    expect(findings(text, 'NAMING_UNKNOWN_LAYER_PREFIX').map(({ hint }) => hint)).toEqual([
      'Model appears to be staging data → use another bronze_* name, for bronze_shop_orders is taken',
    ]);
  });

  it('leaves a model without a layer to that finding where its name is in the case', () => {
    const text = models('stg_shopOrders', 'shopReturns');
    expect(findings(text, 'NAMING_UNKNOWN_LAYER_PREFIX').map(({ hint }) => hint)).toEqual([
      'Model appears to be staging data → use bronze_shop_orders',
      undefined,
    ]);
    expect(findings(text, CODE).map(({ subject }) => subject)).toEqual(['shopReturns']);
  });

  it('names nothing that another rule of names would refuse', () => {
    const kimball = '# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n';
    expect(expected(kimball + models('_int_x'))).toEqual(['a name in snake_case']);
    expect(expected(models('shopReturns', '_'))).toEqual(['a name in snake_case', 'a name in snake_case']);
  });
});
