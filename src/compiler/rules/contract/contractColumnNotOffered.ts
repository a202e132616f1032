import { defineRule } from '../rule/rule.js';

/** docs/usage.md; ADR-0021, Cross-Domain Data Contracts. */
export const contractColumnNotOffered = defineRule<{ ref: string; column: string; model: string; offered: string[] }>({
  code: 'CONTRACT_COLUMN_NOT_OFFERED',
  family: 'contract',
  severity: 'warning',
  depth: 1,
  title: 'A model reads a column of another product that its port does not offer.',
  why: 'The contract does not promise the column: it is gone, or may go without notice.',
  example: {
    bad: "# mesh.yaml\npublished: {finance.revenue.invoices: {columns: [id, amount]}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]\n# models/bronze/bronze_invoices.sql\nselect id, tax from {{ source('invoices', 'invoices') }}\n# models/schema.yml\nmodels: [{name: bronze_invoices, columns: [{name: id, data_type: bigint, data_tests: [unique, not_null]}]}]",
    good: "# mesh.yaml\npublished: {finance.revenue.invoices: {columns: [id, amount]}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]\n# models/bronze/bronze_invoices.sql\nselect id, amount from {{ source('invoices', 'invoices') }}\n# models/schema.yml\nmodels: [{name: bronze_invoices, columns: [{name: id, data_type: bigint, data_tests: [unique, not_null]}]}]",
  },
  mend: 'Stop reading the column, or agree with the provider that its port offers it.',
  check({ inputs }, out) {
    for (const input of inputs) {
      const { provider } = input;
      if (provider?.kind !== 'found') continue;
      const offered = provider.port.columns.map(({ name }) => name);
      for (const each of input.unoffered) out.fail(input, { ref: provider.ref, ...each, offered });
    }
  },
  message: (_, { ref, column, model }) => `Model '${model}' reads ${ref}.${column}, which the port does not offer`,
  expected: ({ offered }) => `one of ${offered.join(', ')}`,
});
