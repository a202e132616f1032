import { defineRule } from '../rule/rule.js';

/** docs/usage.md; ADR-0021, Cross-Domain Data Contracts. */
export const contractColumnUndeclared = defineRule<{ ref: string; column: string; model: string }>({
  code: 'CONTRACT_COLUMN_UNDECLARED',
  family: 'contract',
  severity: 'warning',
  depth: 1,
  title: 'A model reads a column of another product that its input port does not list.',
  why: 'The list is believed: a change of any other column is taken not to reach this product, and it would break unwarned.',
  example: {
    bad: "# mesh.yaml\npublished: {finance.revenue.invoices: {columns: [id, amount]}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices, columns: [id]}}]\n# models/bronze/bronze_invoices.sql\nselect id, amount from {{ source('invoices', 'invoices') }}\n# models/schema.yml\nmodels: [{name: bronze_invoices, columns: [{name: id, data_type: bigint, data_tests: [unique, not_null]}]}]",
    good: "# mesh.yaml\npublished: {finance.revenue.invoices: {columns: [id, amount]}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices, columns: [id, amount]}}]\n# models/bronze/bronze_invoices.sql\nselect id, amount from {{ source('invoices', 'invoices') }}\n# models/schema.yml\nmodels: [{name: bronze_invoices, columns: [{name: id, data_type: bigint, data_tests: [unique, not_null]}]}]",
  },
  mend: 'Add the column to `source.columns`, or leave the list out: then the columns are read from the models.',
  check({ inputs }, out) {
    for (const input of inputs) {
      const { source } = input.port;
      if (source.type !== 'data_product') continue;
      for (const each of input.undeclared) out.fail(input, { ref: source.ref, ...each });
    }
  },
  message: (_, { ref, column, model }) => `Model '${model}' reads ${ref}.${column}, which its input port does not list`,
  hint: ({ column }) => `Add ${column} to source.columns, or leave the list out`,
});
