import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_CONTRACT_REQUIRED';

const MESH = `# enterprise-manifest.yaml
governance: {interoperability: {data_contracts: {required: true}}}
# mesh.yaml
published: {finance.billing.invoices: {}}
claimed: {finance.gold.invoices: finance.billing.invoices, finance.silver.payments: finance.billing, sales.gold.leads: sales.crm.leads}
`;
const source = (table: string, schema = 'gold', database = 'finance'): string =>
  `# models/s.yml\nsources:\n  - name: raw\n    database: ${database}\n    schema: ${schema}\n    tables:\n      - name: ${table}\n`;

describe(CODE, () => {
  it("finds a source that is another domain's port, at the source, with the ref to write", () => {
    expect(findings(MESH + source('invoices'), CODE)).toMatchObject([
      {
        severity: 'error',
        message: "Source 'raw.invoices' reads finance.gold.invoices of finance.billing without a data contract",
        expected: 'an input port with ref: finance.billing.invoices',
      },
    ]);
    expect(placed(MESH + source('invoices'), CODE)).toEqual(['models/s.yml: invoices']);
  });

  it('finds a table that no port exposes, and one whose database stands before its namespace', () => {
    expect(findings(MESH + source('payments', 'silver'), CODE)).toMatchObject([
      { hint: 'No output port exposes this table: ask its product for one' },
    ]);
    expect(findings(MESH + source('invoices', 'finance.gold', 'warehouse'), CODE)).toHaveLength(1);
  });

  it('is silent on tables of the own domain, of nobody, and of a declared input port', () => {
    expect(told(MESH + source('leads', 'gold', 'sales'))).toEqual([]);
    expect(told(MESH + source('gone'))).toEqual([]);
    const declared =
      '# data-product.yaml\ninput_ports: [{name: bills, source: {type: data_product, ref: finance.billing.invoices}}]\n';
    expect(told(MESH + declared + source('invoices'))).toEqual([]);
  });

  it('is silent where contracts are not required', () => {
    expect(told(MESH.replace('required: true', 'required: false') + source('invoices'))).toEqual([]);
  });
});
