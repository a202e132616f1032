import { defineRule } from '../rule/rule.js';

/** An input and an output port of one product are both `domain.product.port`. */
export const portNameDuplicate = defineRule<{ fqn: string }>({
  code: 'PORT_NAME_DUPLICATE',
  family: 'port',
  severity: 'error',
  title: 'An input port has the name of an output port.',
  why: 'Both are addressed as domain.product.port: lineage and contracts could not tell them apart.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders}]\ninput_ports: [{name: orders, source: {type: ingestion, config: {type: dlt, source: shop}}}]',
    good: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders}]\ninput_ports: [{name: shop_orders, source: {type: ingestion, config: {type: dlt, source: shop}}}]',
  },
  mend: 'Rename one of the two.',
  check({ inputs, outputs, document }, out) {
    for (const input of inputs) {
      const output = outputs.find(({ name }) => name === input.name);
      if (!output) continue;
      const location = document?.locate(['input_ports', input.order, 'name']) ?? null;
      const related = output.location ? [{ message: 'The output port', location: output.location }] : [];
      out.fail(input, { fqn: input.fqn }, { location, related });
    }
  },
  message: (port) => `Input port '${port}' has the name of an output port`,
  hint: () => 'Rename one of the two',
});
