import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { compiledColumn } from '../../../../src/compiler/document/columns.js';
import type { DocumentColumn } from '../../../../src/compiler/document/common.js';
import { diffTerms } from '../../../../src/compiler/contracts/diffTerms.js';
import { judge } from '../../../../src/compiler/contracts/judge.js';
import { writeDbtModel } from '../../../../src/compiler/standards/dbt/writeDbtModel.js';
import { importDocument } from '../../../../src/compiler/standards/importDocument.js';
import { terms } from '../terms.js';

const ID = { name: 'id', data_type: 'integer' };

interface Schema {
  readonly columns: DocumentColumn[];
  readonly keywords?: Record<string, unknown>;
}

const read = (content: string): Schema => {
  const { product, diagnostics } = importDocument({ path: 'row.yml', content }, 'shop.gold');
  expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  const [port] = product?.['output_ports'] as { schema: Schema }[];
  return port?.schema ?? { columns: [] };
};

const model = ({ materialized, ...more }: { materialized?: string; [key: string]: unknown }): Schema =>
  read(
    stringify({
      version: 2,
      models: [
        {
          name: 'orders',
          config: { contract: { enforced: true }, ...(materialized && { materialized }) },
          columns: [ID],
          ...more,
        },
      ],
    }),
  );
const column = (...constraints: object[]): Record<string, unknown> => ({ columns: [{ ...ID, constraints }] });

const termsOf = ({ columns, keywords: row }: Schema) =>
  terms({ columns: columns.map(compiledColumn), ...(row && { kept: { contract: {}, ports: [], residue: {}, row } }) });
const told = (before: Schema, after: Schema): string[] =>
  judge(diffTerms(termsOf(before), termsOf(after)), 'backward').map(
    ({ path, rule, severity }) => `${path} ${rule} ${severity}`,
  );

const CHECK = { type: 'check', expression: 'id > 0' };
const ALL = column({ type: 'not_null' }, { type: 'unique' }, { type: 'primary_key' }, CHECK);

describe('a constraint of an enforced dbt contract is a promise', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
    ['not_null', column({ type: 'not_null' }), column(), ['columns.id.required required_to_optional breaking']],
    ['unique', column({ type: 'unique' }), column(), ['columns.id.unique unique_removed breaking']],
    [
      'primary_key',
      column({ type: 'primary_key' }),
      column({ type: 'not_null' }),
      ['columns.primary_key pk_changed breaking'],
    ],
    ['check', column(CHECK), column(), ['columns.id.check bound_loosened breaking']],
    ['a further check', column(), column(CHECK), ['columns.id.check bound_tightened compatible']],
    [
      'another check',
      column(CHECK),
      column({ type: 'check', expression: 'id > 1' }),
      ['columns.id.check pattern_changed breaking'],
    ],
    [
      'foreign_key',
      column({ type: 'foreign_key', to: "ref('customers')", to_columns: ['id'] }),
      column(),
      ['columns.id.references fk_changed breaking'],
    ],
    ['a check of the model', { constraints: [CHECK] }, {}, ['row.check bound_loosened breaking']],
    [
      'unique together',
      { constraints: [{ type: 'unique', columns: ['id', 'day'] }] },
      {},
      ['row.unique unique_removed breaking'],
    ],
    ['the type integer', { columns: [ID] }, { columns: [{ ...ID, data_type: 'int' }] }, []],
    [
      'integer to bigint',
      { columns: [ID] },
      { columns: [{ ...ID, data_type: 'bigint' }] },
      ['columns.id.type type_widened breaking'],
    ],
    [
      'a table that becomes a view',
      { materialized: 'table', ...ALL },
      { materialized: 'view', ...ALL },
      [
        'columns.id.required required_to_optional breaking',
        'columns.id.unique unique_removed breaking',
        'columns.id.check bound_loosened breaking',
        'columns.primary_key pk_changed breaking',
      ],
    ],
    [
      'a table that becomes incremental',
      { materialized: 'table', ...ALL },
      { materialized: 'incremental', ...ALL },
      [],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told(model(before), model(after))).toEqual(expected);
  });

  it('and goes out as it came in', () => {
    const { columns, keywords = {} } = model({
      ...column({ type: 'not_null' }, CHECK, { type: 'foreign_key', expression: 'shop.customers (id)' }),
      constraints: [CHECK, { type: 'unique', columns: ['day', 'id'] }],
    });
    expect(read(writeDbtModel({ name: 'orders', columns, keywords }))).toEqual({ columns, keywords });
  });
});
