import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'CONTRACT_COLUMN_UNDECLARED';
const project = (columns: string, sql: string) => `# mesh.yaml
published: {finance.revenue.invoices: {columns: [id, amount, paid_at]}}
# data-product.yaml
input_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices${columns}}}]
# models/bronze/bronze_invoices.sql
${sql}
# models/schema.yml
models: [{name: bronze_invoices, columns: [{name: id, data_type: bigint, data_tests: [unique, not_null]}]}]
`;
const SQL = "select id, amount as paid from {{ source('invoices', 'invoices') }} where paid_at is not null";

describe(CODE, () => {
  it('names each column that a model reads and the input port does not list, at the input port', () => {
    const text = project(', columns: [ID]', SQL);
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        message: "Model 'bronze_invoices' reads finance.revenue.invoices.amount, which its input port does not list",
        hint: 'Add amount to source.columns, or leave the list out',
      },
      { details: { column: 'paid_at', model: 'bronze_invoices' } },
    ]);
    expect(placed(text, CODE)).toEqual(Array(2).fill('data-product.yaml: finance.revenue.invoices'));
  });

  it.each([
    ['the list names all that is read', ', columns: [id, amount, paid_at]', SQL],
    ['there is no list', '', SQL],
    [
      'nobody can tell which are read',
      ', columns: [id]',
      "select {{ a_macro() }} from {{ source('invoices', 'invoices') }}",
    ],
    [
      'the model gives that name itself',
      ', columns: [id]',
      "select id as amount from {{ source('invoices', 'invoices') }}",
    ],
  ])('is silent where %s', (_, columns, sql) => {
    expect(told(project(columns, sql)).filter((each) => !each.startsWith('SQL_NOT_FOLLOWED'))).toEqual([]);
  });
});
