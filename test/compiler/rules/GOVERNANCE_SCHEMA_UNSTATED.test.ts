import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_SCHEMA_UNSTATED';

const REGISTRY =
  '# enterprise-manifest.yaml\ngovernance: {interoperability: {data_contracts: {schema_registry: true}}}\n';
const port = (schema: string): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: sales.bronze.orders${schema}}]\n`;
const model = (columns: string): string => `# models/m.yml\nmodels: [{name: bronze_orders${columns}}]\n`;

describe(CODE, () => {
  it('finds a port without schema that no model with columns writes, as a warning', () => {
    expect(findings(REGISTRY + port(''), CODE)).toMatchObject([
      {
        severity: 'warning',
        message: "Output port 'orders' states no columns for the schema registry to keep",
        expected: 'a schema of the port, or a model with columns that writes sales.bronze.orders',
      },
    ]);
    expect(findings(REGISTRY + port('') + model(''), CODE)).toHaveLength(1);
    expect(placed(REGISTRY + port(''), CODE)[0]).toBe('data-product.yaml: orders');
  });

  it('is silent on a schema, on a model with columns, and on a schema that has a finding of its own', () => {
    expect(told(REGISTRY + port(', schema: {columns: [{name: id, type: string}]}'))).toEqual([]);
    expect(told(REGISTRY + port('') + model(', columns: [{name: id, tests: [not_null]}]'))).toEqual([]);
    expect(findings(REGISTRY + port(', schema: {ref: gone.json}'), CODE)).toEqual([]);
  });

  it('is silent where the enterprise keeps no registry', () => {
    expect(told(port(''))).toEqual([]);
  });
});
