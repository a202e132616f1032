import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'CONTRACT_PROVIDER_UNPUBLISHED';

const input = (mesh: string, policy = ''): string =>
  `${policy && `# enterprise-manifest.yaml\ngovernance: {interoperability: {data_contracts: {unpublished_provider: ${policy}}}}\n`}# mesh.yaml\n${mesh}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.billing.invoices}}]\n`;

describe(CODE, () => {
  it('warns of a provider that is still to come, at the ref', () => {
    const text = input('domains: [finance]');
    expect(findings(text, CODE)).toMatchObject([
      { severity: 'warning', message: "Input port 'finance.billing.invoices': finance.billing is not published yet" },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: finance.billing.invoices']);
  });

  it.each([
    ['error', 'error'],
    ['warn', 'warning'],
    ['info', 'info'],
  ])('is as grave as the manifest says: %s', (policy, severity) => {
    expect(findings(input('domains: [finance]', policy), CODE).map((each) => each.severity)).toEqual([severity]);
  });

  it('is silent once it is published', () =>
    expect(told(input('published: {finance.billing.invoices: {}}'))).toEqual([]));
});
