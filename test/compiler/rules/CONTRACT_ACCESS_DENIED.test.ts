import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'CONTRACT_ACCESS_DENIED';

const input = (access: string, ref = 'finance.revenue.invoices'): string =>
  `# mesh.yaml\npublished: {${ref}: {access: ${access}}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: ${ref}}}]\n`;

describe(CODE, () => {
  it.each([
    ['no grant at all', '{grants: []}'],
    ['a grant to another domain', '{grants: [{domain: marketing}]}'],
    ['a grant to a role, which is for people and tools', '{grants: [{role: sales}]}'],
    ['a grant to another product', '{grants: [{product: sales.other}]}'],
  ])('finds %s', (_, access) => {
    expect(findings(input(access), CODE)).toMatchObject([
      { severity: 'error', message: 'finance.revenue.invoices grants sales.orders no access' },
    ]);
    expect(placed(input(access), CODE)).toEqual(['data-product.yaml: finance.revenue.invoices']);
  });

  it.each([
    ['the domain', '{grants: [{domain: sales}]}'],
    ['the product', '{grants: [{product: sales.orders}]}'],
  ])('is silent where %s has a grant', (_, access) => expect(told(input(access))).toEqual([]));

  it('decision 11: is silent between products of one domain', () =>
    expect(told(input('{grants: []}', 'sales.other.invoices'))).toEqual([]));
});
