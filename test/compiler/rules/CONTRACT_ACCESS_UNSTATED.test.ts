import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'CONTRACT_ACCESS_UNSTATED';

const input = (access: string, ref = 'finance.revenue.invoices'): string =>
  `# mesh.yaml\npublished: {${ref}: {access: ${access}}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: ${ref}}}]\n`;

describe(CODE, () => {
  it('decision 11: warns where the provider port says nothing about access, and names the grant to ask for', () => {
    expect(findings(input('null'), CODE)).toMatchObject([
      { severity: 'warning', hint: 'Ask its provider to grant it: domain: sales, access: read' },
    ]);
    expect(placed(input('null'), CODE)).toEqual(['data-product.yaml: finance.revenue.invoices']);
  });

  it('is silent where access is granted, and between products of one domain', () => {
    expect(told(input('{grants: [{domain: sales}]}'))).toEqual([]);
    expect(told(input('null', 'sales.other.invoices'))).toEqual([]);
  });
});
