import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'CONTRACT_SLA_NOT_MET';

const input = (provider: string, required: string, more = ''): string =>
  `${more}# mesh.yaml\npublished: {finance.revenue.invoices: {${provider}}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}${required}}]\n`;
const REQUIRED = ', freshness_requirement: 4h';

describe(CODE, () => {
  it('finds a provider that promises less than is required, with both, at the requirement', () => {
    const text = input('freshness: 6h', REQUIRED);
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'error',
        message: 'SLA of finance.revenue.invoices: provider=6h, required=4h',
        expected: 'a provider freshness of 4h or less',
        hint: 'Require 6h, or agree with the owner of finance.revenue.invoices on a better SLA',
      },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: 4h']);
  });

  it('finds a provider that promises nothing', () => {
    expect(findings(input('', REQUIRED), CODE)).toMatchObject([
      {
        hint: 'Agree with the owner of finance.revenue.invoices on a freshness, or require none',
        details: { provider: null, required: 'PT4H' },
      },
    ]);
  });

  it('decision 12: is silent where it is met, and where nothing is required', () => {
    expect(told(input('freshness: 4h', REQUIRED))).toEqual([]);
    expect(told(input('freshness: 6h', ''))).toEqual([]);
  });

  it('is a warning where the enterprise does not enforce SLAs', () => {
    const relaxed = '# enterprise-manifest.yaml\ngovernance: {interoperability: {sla_enforcement: false}}\n';
    expect(findings(input('freshness: 6h', REQUIRED, relaxed), CODE).map(({ severity }) => severity)).toEqual([
      'warning',
    ]);
  });
});
