import { defineRule } from '../rule/rule.js';

/** ADR-0021, Data Product Manifest: `schema.ref` names a JSON Schema. */
export const portSchemaInvalid = defineRule<{ ref: string; why: string }>({
  code: 'PORT_SCHEMA_INVALID',
  family: 'port',
  severity: 'error',
  title: 'The schema of an output port is no JSON Schema of a row.',
  why: 'The columns of a port are the properties of its schema.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {ref: schemas/orders.json}}]\n# schemas/orders.json\n{"type": "object"}',
    good: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {ref: schemas/orders.json}}]\n# schemas/orders.json\n{"type": "object", "properties": {"id": {"type": "string"}}}',
  },
  mend: 'Write a JSON Schema with `properties`, one for each column.',
  check({ outputs }, out) {
    for (const port of outputs) {
      if (port.problem?.kind !== 'invalid') continue;
      const { ref, why, location } = port.problem;
      out.fail(port, { ref, why }, { location });
    }
  },
  message: (port, { ref, why }) => `Schema '${ref}' of output port '${port}' cannot be read: ${why}`,
  expected: () => 'a JSON Schema with properties, one for each column',
});
