import { defineRule } from '../rule/rule.js';

/** docs/usage.md; ADR-0021, Cross-Domain Data Contracts. */
export const contractColumnNotOffered = defineRule<{
  ref: string;
  column: string;
  /** null: `source.columns` names it. */
  model: string | null;
  offered: string[];
}>({
  code: 'CONTRACT_COLUMN_NOT_OFFERED',
  family: 'contract',
  severity: 'warning',
  depth: 1,
  title: 'A column of another product is read, or declared as read, that its port does not offer.',
  why: 'The contract does not promise the column: it is gone, or may go without notice.',
  example: {
    bad: "# mesh.yaml\npublished: {finance.revenue.invoices: {columns: [id, amount]}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]\n# models/bronze/bronze_invoices.sql\nselect id, tax from {{ source('invoices', 'invoices') }}\n# models/schema.yml\nmodels: [{name: bronze_invoices, columns: [{name: id, data_type: bigint, data_tests: [unique, not_null]}]}]",
    good: "# mesh.yaml\npublished: {finance.revenue.invoices: {columns: [id, amount]}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]\n# models/bronze/bronze_invoices.sql\nselect id, amount from {{ source('invoices', 'invoices') }}\n# models/schema.yml\nmodels: [{name: bronze_invoices, columns: [{name: id, data_type: bigint, data_tests: [unique, not_null]}]}]",
  },
  mend: 'Correct the name under `source.columns`, stop reading the column, or agree with the provider that its port offers it.',
  check({ inputs }, out) {
    for (const input of inputs) {
      const { provider } = input;
      if (provider?.kind !== 'found') continue;
      const offered = provider.port.columns.map(({ name }) => name);
      const declared = input.misnamed.map((column) => ({ column, model: null }));
      for (const each of [...input.unoffered, ...declared]) out.fail(input, { ref: provider.ref, ...each, offered });
    }
  },
  message: (_, { ref, column, model }) =>
    model === null
      ? `'source.columns' names ${ref}.${column}, which the port does not offer`
      : `Model '${model}' reads ${ref}.${column}, which the port does not offer`,
  expected: ({ offered }) => `one of ${offered.join(', ')}`,
});
