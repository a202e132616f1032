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

  it('finds each wrong input port, whatever is wrong with those before it', () => {
    const ref = (name: string, to: string, more = ''): string =>
      `  - {name: ${name}, source: {type: data_product, ref: ${to}}${more}}`;
    const text = `# mesh.yaml
domains: [sales, finance]
published: {finance.revenue.invoices: {columns: [id]}, finance.revenue.credits: {freshness: 1d}}
# data-product.yaml
output_ports: [{name: own, table: sales.bronze.own}]
input_ports:
${[
  ref('a', 'finance.revenue.invoice'),
  ref('b', 'finance.revenu.invoices'),
  ref('c', 'finanse.revenue.invoices'),
  ref('d', 'finance.planning.budgets'),
  ref('e', 'sales.orders.own'),
  '  - {name: f, source: {type: data_product, ref: finance.revenue.invoices, columns: [nope]}}',
  ref('g', 'finance.revenue.credits', ', freshness_requirement: 1h'),
].join('\n')}
`;
    expect(told(text).map((line) => line.split(' ')[0])).toEqual([
      CODE,
      CODE,
      CODE,
      'CONTRACT_PROVIDER_UNPUBLISHED',
      'CONTRACT_OWN_PORT',
      'CONTRACT_COLUMN_NOT_OFFERED',
      'CONTRACT_SLA_NOT_MET',
    ]);
  });

  it.each([
    ['no source', '{name: wrong}'],
    ['a source of no kind', '{name: wrong, source: {type: data_produkt, ref: finance.revenue.invoices}}'],
    ['a ref of two names', '{name: wrong, source: {type: data_product, ref: finance.revenue}}'],
    ['an unknown field', '{name: wrong, source: {type: data_product, ref: finance.revenue.x}, columms: [id]}'],
    ['no mapping', 'wrong'],
  ])('finds it behind an input port that cannot be read: %s', (_, wrong) => {
    const right = '{name: right, source: {type: data_product, ref: finance.revenue.invoices}}';
    const missing = '{name: late, source: {type: data_product, ref: finance.revenue.invoice}}';
    const text = `# mesh.yaml
published: {finance.revenue.invoices: {}}
# data-product.yaml
input_ports: [${wrong}, ${missing}, ${right}]
`;
    const [document, ...others] = told(text);
    expect(document).toMatch(/^DOCUMENT_/);
    expect(others).toEqual([`${CODE} Input port 'finance.revenue.invoice' not found`]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: finance.revenue.invoice']);
  });

  it('is found where another part of the document is wrong', () => {
    const text = `${input('published: {finance.revenue.invoice: {}}')}output_ports: [{name: out, tabel: sales.bronze.out}]\n`;
    expect(findings(text, CODE)).toHaveLength(1);
  });
});
