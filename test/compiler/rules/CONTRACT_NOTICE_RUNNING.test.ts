import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'CONTRACT_NOTICE_RUNNING';
const AT = '2026-01-22T12:00:00.000Z';
const project = (now: string, rest = '', accepted = false) => `# mesh.yaml
published: {finance.revenue.invoices: {columns: [id, amount]}}
notices: {finance.revenue.invoices: {removes: amount, effectiveAt: "${AT}", accepted: ${accepted}}}
now: "${now}"
# data-product.yaml
input_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices${rest}}}]
`;

describe(CODE, () => {
  it('warns with the date while the notice runs, at the input port', () => {
    const text = project('2026-01-22T11:59:59.999Z');
    expect(findings(text, CODE)).toMatchObject([
      { severity: 'warning', message: `finance.revenue.invoices 2.0.0 breaks this product from ${AT} on` },
    ]);
    expect(findings(text, CODE)[0]?.notes.join()).toContain('columns.amount');
    expect(placed(text, CODE)).toEqual(['data-product.yaml: finance.revenue.invoices']);
  });

  it('fails with the change that breaks it once the notice has ended', () => {
    expect(findings(project(AT), CODE)).toMatchObject([{ severity: 'error' }]);
  });

  it('is told, no more, where the consumer has agreed', () => {
    expect(findings(project(AT, '', true), CODE)).toMatchObject([{ severity: 'info' }]);
  });

  it('is silent where the product reads none of what changes', () => {
    expect(told(project(AT, ', columns: [id]'))).toEqual([]);
  });

  it('goes by what the contract was told where it was not kept what becomes of the port', () => {
    const before = (rest: string) => project(AT, rest).replace('accepted: false', 'kept: false');
    expect(findings(before(''), CODE)).toMatchObject([{ severity: 'error' }]);
    expect(told(before(', columns: [id]'))).toEqual([]);
  });

  it.each([
    ['select id from INVOICES', []],
    ['select id, amount from INVOICES', [CODE]],
    ['select * from INVOICES', [CODE]],
    ['with s as (select * from INVOICES) select id from s', []],
  ])('goes by the columns that the models read: %s', (sql, codes) => {
    const text = `${project(AT)}# models/bronze/bronze_invoices.sql
${sql.replace('INVOICES', "{{ source('invoices', 'invoices') }}")}
# models/schema.yml
models: [{name: bronze_invoices, columns: [{name: id, data_type: bigint, data_tests: [unique, not_null]}]}]
`;
    expect(findings(text, CODE).map(({ code }) => code)).toEqual(codes);
  });
});
