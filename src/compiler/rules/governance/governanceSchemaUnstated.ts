import { interoperability } from './interoperability.js';
import { defineRule } from '../rule/rule.js';

/** ADR-0021, Enterprise Manifest: `interoperability.data_contracts.schema_registry`; docs/governance.md, Interoperability. */
export const governanceSchemaUnstated = defineRule<{ table: string }>({
  code: 'GOVERNANCE_SCHEMA_UNSTATED',
  family: 'governance',
  severity: 'warning',
  title: 'An output port has no columns, where the enterprise keeps the schemas of ports in a registry.',
  why: 'A contract on such a port promises no column, so no change of it is ever found.',
  example: {
    bad: '# enterprise-manifest.yaml\ngovernance: {interoperability: {data_contracts: {schema_registry: true}}}\n# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders}]',
    good: '# enterprise-manifest.yaml\ngovernance: {interoperability: {data_contracts: {schema_registry: true}}}\n# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [{name: id, type: string}]}}]',
  },
  mend: 'Give the port a `schema`, or declare the columns of the model that feeds it.',
  check({ outputs, models, platform }, out) {
    if (!interoperability(platform).schemaRegistry) return;
    for (const port of outputs) {
      const told = port.columns.length > 0 || port.problem !== null;
      if (told || models.some((model) => model.port === port && model.model.columns.length > 0)) continue;
      out.fail(port, { table: port.port.table });
    }
  },
  message: (port) => `Output port '${port}' states no columns for the schema registry to keep`,
  expected: ({ table }) => `a schema of the port, or a model with columns that writes ${table}`,
});
