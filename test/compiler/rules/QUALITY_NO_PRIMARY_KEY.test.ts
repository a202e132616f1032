import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'QUALITY_NO_PRIMARY_KEY';

const model = (more: string): string => `# models/m.yml\nmodels:\n  - {name: bronze_orders, ${more}}\n`;

describe(CODE, () => {
  it('finds a model whose key cannot be told, and says how to declare one', () => {
    const text = model('columns: [{name: total, tests: [not_null]}]');
    expect(findings(text, CODE)).toMatchObject([{ message: 'The primary key of bronze_orders cannot be told' }]);
    expect(findings(text, CODE)[0]?.hint).toContain('meta.floe.primary_key');
    expect(placed(text, CODE)[0]).toContain('models/m.yml: bronze_orders');
    expect(told(text).filter((each) => each.includes('unique'))).toEqual([]);
  });

  it.each([
    [
      'an enforced constraint',
      'config: {contract: {enforced: true}}, constraints: [{type: primary_key, columns: [total]}], columns: [{name: total, tests: [not_null]}]',
    ],
    ['meta', 'meta: {floe: {primary_key: [total]}}, columns: [{name: total, tests: [not_null]}]'],
    ['its tests', 'columns: [{name: total, tests: [not_null, unique]}]'],
    ['its name', 'columns: [{name: order_id, tests: [not_null]}]'],
    [
      'what is unique together and not null',
      'tests: [{dbt_utils.unique_combination_of_columns: {combination_of_columns: [order_no, line]}}], columns: [{name: order_no, tests: [not_null]}, {name: line, tests: [not_null]}]',
    ],
  ])('is silent where the key is told by %s', (_, more) => expect(told(model(more))).toEqual([]));

  it.each([
    ['the entity behind a source', 'bronze_stripe__payments', 'payment_id'],
    ['the entity behind two', 'bronze_eu__stripe__payments', 'payment_id'],
    ['the source and the entity', 'bronze_stripe__payments', 'stripe__payment_id'],
    ['the whole name', 'bronze_geo', 'bronze_geo_id'],
  ])('is silent where a column is named after %s', (_, name, column) =>
    expect(
      told(`# models/m.yml\nmodels:\n  - {name: ${name}, columns: [{name: ${column}, tests: [not_null]}]}\n`),
    ).toEqual([]),
  );

  it('takes no part of what is unique together for the key, and says what the parts lack', () => {
    const text = model(
      'tests: [{dbt_utils.unique_combination_of_columns: {combination_of_columns: [order_id, line]}}], columns: [{name: order_id, tests: [not_null]}, {name: line}]',
    );
    expect(findings(text, CODE)).toMatchObject([{ details: { together: ['order_id', 'line'] } }]);
    expect(findings(text, CODE)[0]?.hint).toContain('Add not_null to each of order_id, line');
  });

  it('asks a history whose surrogate key is not declared for that, and not for a unique business key', () => {
    const text =
      '# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n# models/m.yml\nmodels:\n  - {name: dim_customer, columns: [{name: customer_id, tests: [not_null]}, {name: effective_from, tests: [not_null]}, {name: effective_to}, {name: is_current, tests: [not_null]}]}\n# models/dim_customer.sql\nselect 1 as surrogate_key, 2 as customer_id, 3 as effective_from, 4 as effective_to, 5 as is_current\n';
    expect(findings(text, CODE)[0]?.hint).toContain('Declare surrogate_key, one a version');
    expect(told(text).filter((each) => each.includes('unique'))).toEqual([]);
  });
});
