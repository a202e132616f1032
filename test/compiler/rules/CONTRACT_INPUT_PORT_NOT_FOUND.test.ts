import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'CONTRACT_INPUT_PORT_NOT_FOUND';

const input = (mesh: string, ref = 'finance.revenue.invoices'): string =>
  `# mesh.yaml\n${mesh}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: ${ref}}}]\n`;

describe(CODE, () => {
  it('finds a port that its product does not have, at the ref', () => {
    const text = input('published: {finance.revenue.invoice: {}, finance.revenue.x: {}}');
    expect(findings(text, CODE)).toMatchObject([
      {
        message: "Input port 'finance.revenue.invoices' not found",
        notes: ['The finance domain does not expose this port'],
        expected: 'finance.revenue.invoice',
        details: { nearMatches: ['finance.revenue.invoice'] },
      },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: finance.revenue.invoices']);
  });

  it('takes an unpublished product whose name resembles a published one for a misspelling', () => {
    const text = input('published: {finance.revenue-metrics.revenue: {}}');
    expect(findings(text, CODE)).toMatchObject([{ details: { nearMatches: ['finance.revenue-metrics'] } }]);
  });

  it('takes names that differ in their numbers for different products', () => {
    const text = input('published: {finance.revenue-2.revenue: {}}', 'finance.revenue-1.invoices');
    expect(findings(text, CODE)).toEqual([]);
  });

  it('takes no name for a misspelling where the manifest says what an unpublished provider is', () => {
    const policy =
      '# enterprise-manifest.yaml\ngovernance: {interoperability: {data_contracts: {unpublished_provider: warn}}}\n';
    expect(findings(policy + input('published: {finance.revenue-metrics.revenue: {}}'), CODE)).toEqual([]);
  });

  it('finds a domain that nobody knows', () => {
    const text = input('domains: [finance]', 'finanse.revenue.invoices');
    expect(findings(text, CODE)).toMatchObject([
      { notes: ['This catalog knows no finanse domain'], hint: 'Did you mean finance?' },
    ]);
  });

  it('is silent where the port is there, and on a product to come', () => {
    expect(told(input('published: {finance.revenue.invoices: {}}'))).toEqual([]);
    expect(findings(input('domains: [finance]'), CODE)).toEqual([]);
  });
});
