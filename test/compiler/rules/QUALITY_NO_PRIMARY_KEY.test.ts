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
    expect(told(text)).toHaveLength(1);
  });

  it.each([
    [
      'a constraint',
      'constraints: [{type: primary_key, columns: [total]}], columns: [{name: total, tests: [not_null]}]',
    ],
    ['meta', 'meta: {floe: {primary_key: [total]}}, columns: [{name: total, tests: [not_null]}]'],
    ['its tests', 'columns: [{name: total, tests: [not_null, unique]}]'],
    ['its name', 'columns: [{name: order_id, tests: [not_null]}]'],
  ])('is silent where the key is told by %s', (_, more) => expect(told(model(more))).toEqual([]));
});
