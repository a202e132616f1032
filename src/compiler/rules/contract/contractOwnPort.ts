import { defineRule } from '../rule/rule.js';

/** ADR-0021, Data Product Manifest: input ports are "dependencies on other products/sources". */
export const contractOwnPort = defineRule<{ ref: string; port: string }>({
  code: 'CONTRACT_OWN_PORT',
  family: 'contract',
  severity: 'error',
  title: 'An input port names an output port of the product itself.',
  why: 'Input ports are what a product depends on outside itself. Nobody makes a contract with himself, and a port that is its own input can never be fresher than it was.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: history, table: sales.gold.history}]\ninput_ports: [{name: before, source: {type: data_product, ref: sales.orders.history}}]',
    good: '# data-product.yaml\noutput_ports: [{name: history, table: sales.gold.history}]\ninput_ports: [{name: before, source: {type: ingestion, config: {type: dlt, source: shop}}}]',
  },
  mend: "Remove the input port; a model reads another model of its product by `ref()`, and its own table by dbt's `{{ this }}`.",
  check({ inputs }, out) {
    for (const input of inputs) {
      if (input.provider?.kind !== 'own') continue;
      const { ref } = input.provider;
      out.fail(input, { ref, port: ref.split('.')[2] ?? '' });
    }
  },
  message: (input, { ref }) => `Input port '${input}' reads ${ref}, a port of this product`,
  expected: () => 'an output port of another product, or an ingestion',
  hint: () => "Remove it: models read each other by ref(), and their own table by dbt's {{ this }}",
});
