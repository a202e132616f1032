import { describe, expect, it } from 'vitest';
import { findings, placed } from './project.js';

const CODE = 'PORT_COLUMN_NOT_MADE';

const port = (columns: string, more = ''): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: sales.bronze.orders, access: {default: allow}, schema: {columns: [${columns}]}}]\n${more}`;
const MODEL = 'columns: [{name: id, tests: [not_null, unique]}]';
const model = (sql: string | null, yaml = MODEL): string =>
  `# models/bronze_orders.yml\nmodels:\n  - {name: bronze_orders, ${yaml}}\n${sql === null ? '' : `# models/bronze_orders.sql\n${sql}\n`}`;
const promised = (sql: string | null, yaml = MODEL): string =>
  port('{name: id, type: string}, {name: emial, type: string}', model(sql, yaml));

describe(CODE, () => {
  it('finds a column that the SQL of the model does not select, at the column, and what was meant', () => {
    const text = promised("select id, email from {{ source('shop', 'orders') }}");
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'error',
        subject: 'orders',
        message: "Column 'emial' of output port 'orders' is not among those that bronze_orders makes",
        expected: 'one of id, email',
        hint: "Did you mean 'email'?",
        related: [{ message: 'bronze_orders writes the table', location: { file: 'models/bronze_orders.yml' } }],
        details: { column: 'emial', model: 'bronze_orders', made: ['id', 'email'] },
      },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: emial']);
  });

  it('finds one in a JSON Schema, at the property', () => {
    const schema = '{"properties": {"id": {"type": "string"},\n"name": {"type": "string"}}}';
    const text = `# data-product.yaml\noutput_ports: [{name: orders, table: sales.bronze.orders, access: {default: allow}, schema: {ref: s.json}}]\n# s.json\n${schema}\n${model("select id from {{ source('a', 'b') }}")}`;
    expect(placed(text, CODE)).toEqual(['s.json: "name": {"type": "string"}}}']);
  });

  it('takes an enforced contract for all that there is', () => {
    const enforced =
      'config: {contract: {enforced: true}}, columns: [{name: id, data_type: string, tests: [not_null, unique]}]';
    expect(findings(promised("select * from {{ source('a', 'b') }}", enforced), CODE)).toMatchObject([
      { severity: 'error' },
    ]);
  });

  it('warns where there is no SQL, and the YAML tells of no such column', () => {
    expect(findings(promised(null), CODE)).toMatchObject([{ severity: 'warning' }]);
  });

  it.each([
    ['it is made, in whatever case', promised("select ID, EMIAL from {{ source('a', 'b') }}")],
    ['it may come by a star', promised("select * from {{ source('a', 'b') }}")],
    ['a macro writes columns', promised("select id, {{ more_columns() }} from {{ source('a', 'b') }}")],
    ['the SQL cannot be read', promised('select from where')],
    ['the model declares no columns and there is no SQL', promised(null, 'meta: {}')],
    [
      'no model writes the table',
      promised("select id from {{ source('a', 'b') }}").replace('sales.bronze', 'sales.gold'),
    ],
  ])('is silent where %s', (_, text) => expect(findings(text, CODE)).toEqual([]));

  describe('of a column within a column', () => {
    const address = (fields: string, type: string, promisedType = 'object'): string =>
      port(
        `{name: id, type: string}, {name: address, type: "${promisedType}"${fields}}`,
        model(null, `columns: [{name: id, tests: [not_null, unique]}, {name: address, data_type: "${type}"}]`),
      );
    const CITY = ', fields: [{name: street, type: string}, {name: city, type: string}]';

    it.each([
      ['a struct', CITY, 'struct<street: string, citty: string>', 'object'],
      [
        'a struct of a struct',
        ', fields: [{name: at, type: object, fields: [{name: city, type: string}]}]',
        'struct<at: struct<citty: string>>',
        'object',
      ],
      ['a promise in words', '', 'struct<street string, citty string>', 'struct<street: string, city: string>'],
      ['elements', `, items: {type: object${CITY}}`, 'array<struct<street string, citty string>>', 'array'],
    ])('finds a field that the type does not have: %s', (_, fields, type, promisedType) => {
      expect(findings(address(fields, type, promisedType), CODE)).toMatchObject([
        { severity: 'error', details: { column: expect.stringMatching(/\.city$/) as string, meant: 'citty' } },
      ]);
    });

    it.each([
      ['the type has them', CITY, 'struct<street: string, CITY: string, more: int>'],
      ['the type does not tell', CITY, 'variant'],
      ['the port does not tell', '', 'struct<street: string>'],
    ])('is silent where %s', (_, fields, type) => expect(findings(address(fields, type), CODE)).toEqual([]));
  });
});
