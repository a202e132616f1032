import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'CONTRACT_SCHEMA_INCOMPATIBLE';

const input = (now: string, promised: string): string =>
  `# mesh.yaml\npublished: {finance.revenue.invoices: {columns: [${now}]}}\ncontracts: {finance.revenue.invoices: {columns: [${promised}]}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]\n`;

describe(CODE, () => {
  it('fails where the provider removed a column of the standing contract, and names it', () => {
    const text = input('id', 'id, amount');
    expect(findings(text, CODE)).toMatchObject([
      { severity: 'error', message: 'finance.revenue.invoices breaks its contract (backward)' },
    ]);
    expect(findings(text, CODE)[0]?.notes.join()).toContain('amount');
    expect(placed(text, CODE)).toEqual(['data-product.yaml: finance.revenue.invoices']);
  });

  it('is silent where the product reads none of what changed', () => {
    const reads = (columns: string): string =>
      input('id', 'id, amount').replace('invoices}}]', `invoices, columns: [${columns}]}}]`);
    expect(told(reads('id'))).toEqual([]);
    expect(findings(reads('id, amount'), CODE)).toHaveLength(1);
  });

  it('is silent where it added one: the provider can add columns, not remove', () => {
    expect(told(input('id, amount', 'id'))).toEqual([]);
  });
});
