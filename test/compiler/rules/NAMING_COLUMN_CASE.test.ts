import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'NAMING_COLUMN_CASE';

const under = (naming: string): string => `# domain-manifest.yaml\ndata_architecture: {naming: {${naming}}}\n`;
const columns = (...names: string[]): string =>
  `# models/m.yml\nmodels:\n  - name: bronze_orders\n    columns:\n      - {name: id, tests: [not_null]}\n${names.map((name) => `      - {name: '${name}', tests: [not_null]}\n`).join('')}`;

describe(CODE, () => {
  it('finds a column that is not in the case that a manifest states, at the column', () => {
    const text = under('case: snake_case') + columns('orderDate');
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'error',
        message: "Column 'orderDate' of 'bronze_orders' is not in snake_case",
        expected: 'order_date',
        subject: 'bronze_orders',
      },
    ]);
    expect(placed(text, CODE)).toEqual(["models/m.yml: 'orderDate', tests: [not_null]}"]);
  });

  it('finds all columns of a model at once, each with its place', () => {
    const [found] = findings(under('columns: snake_case') + columns('orderDate', 'orderId', 'HTTPStatus', 'aB'), CODE);
    expect(found).toMatchObject({
      message: "4 columns of 'bronze_orders' are not in snake_case",
      hint: 'orderDate → order_date, orderId → order_id, HTTPStatus → http_status and 1 more',
      location: { line: 5 },
      related: [{ location: { line: 6 } }, { location: { line: 7 } }, { location: { line: 8 } }],
    });
  });

  it.each([
    ['camelCase', 'order_date', 'orderDate'],
    ['PascalCase', 'order_date', 'OrderDate'],
    ['snake_case', 'Order Date', 'order_date'],
    ['snake_case', '"Order Date"', 'order_date'],
    ['snake_case', 'address.zipCode', 'address.zip_code'],
    ['snake_case', '_loadedAt', '_loaded_at'],
  ])('under %s %s should be %s', (form, column, right) => {
    const found = findings(under(`columns: ${form}`) + columns(column), CODE).flatMap(
      ({ details }) => details?.['columns'],
    );
    expect(found).toContainEqual({ column, name: right });
  });

  it.each([
    ['what a warehouse folds to capitals', 'ORDER_DATE'],
    ['a quoted name in capitals', '"ORDER_DATE"'],
    ['the columns of loaders', '_fivetran_synced'],
    ['the columns of dlt and Segment', 'context__ip'],
    ['Salesforce’s custom fields', 'amount__c'],
    ['nested fields', 'address.zip_code'],
    ['pseudo-columns', 'METADATA$FILENAME'],
    ['letters of other scripts', '金額'],
    ['digits', 'line_1'],
    ['an expression that is to be tested', 'coalesce(firstName, lastName)'],
    ['a field of a document', 'payload:orderId'],
  ])('is silent under snake_case on %s', (_, column) => {
    expect(told(under('case: snake_case') + columns(column))).toEqual([]);
  });

  it('is silent where no manifest states a case, and where one states off', () => {
    expect(told(columns('orderDate'))).toEqual([]);
    expect(told(under('case: snake_case, columns: off') + columns('orderDate'))).toEqual([]);
    expect(told(under('case: snake_case, enforcement: off') + columns('orderDate'))).toEqual([]);
  });

  it('may ask of columns another case than of models', () => {
    expect(told(under('case: snake_case, columns: camelCase') + columns('orderDate'))).toEqual([]);
  });

  it('does not send a column to one that stands', () => {
    const text = under('case: snake_case') + columns('orderDate', 'order_date');
    expect(findings(text, CODE)).toMatchObject([{ hint: expect.stringContaining('that one exists') as string }]);
  });
});
