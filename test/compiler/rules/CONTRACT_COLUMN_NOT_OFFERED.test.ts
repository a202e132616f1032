import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'CONTRACT_COLUMN_NOT_OFFERED';
const project = (sql: string) => `# mesh.yaml
published: {finance.revenue.invoices: {columns: [id, amount]}}
# data-product.yaml
input_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]
# models/bronze/bronze_invoices.sql
${sql.replace('INVOICES', "{{ source('invoices', 'invoices') }}")}
# models/schema.yml
models: [{name: bronze_invoices, columns: [{name: id, data_type: bigint, data_tests: [unique, not_null]}]}]
`;

describe(CODE, () => {
  it.each([
    'select id, tax from INVOICES',
    'select i.id from INVOICES i where i.Tax > 1',
    'with s as (select * from INVOICES) select id, s.tax from s',
  ])('names the column, its model and what there is: %s', (sql) => {
    expect(findings(project(sql), CODE)).toMatchObject([
      {
        severity: 'warning',
        message: "Model 'bronze_invoices' reads finance.revenue.invoices.tax, which the port does not offer",
        expected: 'one of id, amount',
      },
    ]);
    expect(placed(project(sql), CODE)).toEqual(['data-product.yaml: finance.revenue.invoices']);
  });

  it.each([
    'select id, amount from INVOICES',
    'select id, amount as tax from INVOICES order by tax',
    'select id, current_date as day, current_timestamp as at, now() as n from INVOICES',
    "select id, date_trunc('month', current_date) as m, cast(amount as varchar) as a, interval '1 day' as i from INVOICES",
    'select i.id, tax from INVOICES i join other o on o.id = i.id',
    'select id, {{ tax() }} as t from INVOICES',
    'select * from INVOICES',
    'select id, row_number() over (partition by id order by amount desc) as n from INVOICES qualify n = 1',
  ])('is silent on %s', (sql) => {
    expect(told(project(sql)).filter((each) => !each.startsWith('SQL_NOT_FOLLOWED'))).toEqual([]);
  });

  const declaring = (columns: string): string => `# mesh.yaml
published: {finance.revenue.invoices: {columns: [id, amount, address]}}
contracts: {finance.revenue.invoices: {columns: [id, gone]}}
# data-product.yaml
input_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices, columns: [${columns}]}}]
`;

  it('names what is declared and not there', () => {
    expect(findings(declaring('id, nope, id.x'), CODE)).toMatchObject([
      { message: "'source.columns' names finance.revenue.invoices.nope, which the port does not offer" },
      { message: "'source.columns' names finance.revenue.invoices.id.x, which the port does not offer" },
    ]);
  });

  it('is silent on what is there, or still promised', () => {
    expect(findings(declaring('ID, amount, gone'), CODE)).toEqual([]);
  });
});
