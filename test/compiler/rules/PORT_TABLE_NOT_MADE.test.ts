import { describe, expect, it } from 'vitest';
import { findings, placed } from './project.js';

const CODE = 'PORT_TABLE_NOT_MADE';

const project = (table: string, more = '', model = 'bronze_orders'): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: ${table}, access: {default: allow}, schema: {columns: [{name: id, type: string}]}}]\n${more}# models/m.yml\nmodels:\n  - {name: ${model}, columns: [{name: id, tests: [not_null, unique]}]}\n`;

describe(CODE, () => {
  it('finds a table that no model writes, at the table', () => {
    const text = project('sales.gold.customers');
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        message: "No model writes the table sales.gold.customers of output port 'orders'",
        expected: 'one of sales.bronze.orders',
        hint: 'Name in meta.floe.port of a model the port that it writes',
      },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: sales.gold.customers']);
  });

  it('is an error where the name is nearly that of a table that is written', () => {
    expect(findings(project('sales.bronze.ordres'), CODE)).toMatchObject([
      { severity: 'error', hint: 'Did you mean sales.bronze.orders?' },
    ]);
  });

  it.each([
    ['a model writes it', project('sales.bronze.orders')],
    [
      'a model names the port',
      project('sales.gold.customers').replace(
        'name: bronze_orders,',
        'name: bronze_orders, meta: {floe: {port: orders}},',
      ),
    ],
    [
      'other transforms than dbt may',
      project('sales.gold.customers', 'transforms: [{type: dbt, path: models/}, {type: python, path: jobs/}]\n'),
    ],
    ['a model writes nobody knows where', project('sales.gold.customers', '', 'orders')],
    [
      'a snapshot writes it',
      project(
        'sales.gold.customers',
        "# snapshots/s.sql\n{% snapshot customers %}{{ config(unique_key='a', strategy='timestamp', updated_at='b') }}select 1{% endsnapshot %}\n",
      ),
    ],
    ['there are no models', project('sales.gold.customers').replace(/# models[^]*/, '')],
  ])('is silent where %s', (_, text) => expect(findings(text, CODE)).toEqual([]));
});
