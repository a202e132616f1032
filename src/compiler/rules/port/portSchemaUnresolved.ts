import { closest } from 'fastest-levenshtein';
import { defineRule } from '../rule/rule.js';

/** ADR-0021, Data Product Manifest: `schema.ref`. */
export const portSchemaUnresolved = defineRule<{ ref: string; nearMatch: string | null }>({
  code: 'PORT_SCHEMA_UNRESOLVED',
  family: 'port',
  severity: 'error',
  title: 'The schema of an output port leads to no file.',
  why: 'The columns of a port are what its contracts promise; without the file nothing is promised.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {ref: schemas/order.json}}]\n# schemas/orders.json\n{"properties": {"id": {"type": "string"}}}',
    good: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {ref: schemas/orders.json}}]\n# schemas/orders.json\n{"properties": {"id": {"type": "string"}}}',
  },
  mend: 'Correct the path, which is relative to the folder of the product, or hand the file in.',
  check({ outputs, files, document }, out) {
    const known = files.map(({ path }) => path).filter((path) => path.endsWith('.json'));
    for (const port of outputs) {
      if (port.problem?.kind !== 'missing') continue;
      const { ref } = port.problem;
      const location = document?.locate(['output_ports', port.order, 'schema', 'ref']) ?? null;
      out.fail(port, { ref, nearMatch: known.length > 0 ? closest(ref, known) : null }, { location });
    }
  },
  message: (port, { ref }) => `Schema '${ref}' of output port '${port}' not found`,
  expected: () => 'a JSON Schema file in the folder of the product',
  hint: ({ nearMatch }) => (nearMatch === null ? undefined : `Did you mean ${nearMatch}?`),
});
