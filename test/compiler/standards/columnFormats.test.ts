import fc from 'fast-check';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { DocumentColumn } from '../../../src/compiler/document/common.js';
import { writeAvro } from '../../../src/compiler/standards/avro/writeAvro.js';
import { writeDbtModel } from '../../../src/compiler/standards/dbt/writeDbtModel.js';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';
import { writeJsonSchema } from '../../../src/compiler/standards/jsonSchema/writeJsonSchema.js';
import { columnLists } from './columns.js';

type Port = { name: string; table: string; description?: string; schema?: { columns: DocumentColumn[] } };

function imported(path: string, content: string, namespace?: string): Port {
  const { product, diagnostics } = importDocument({ path, content }, namespace);
  expect(diagnostics).toEqual([]);
  const [port] = (product?.['output_ports'] ?? []) as Port[];
  if (!port) throw new Error('no port');
  return port;
}

const columnsOf = (path: string, content: string): DocumentColumn[] | undefined =>
  imported(path, content).schema?.columns;

const COLUMNS: DocumentColumn[] = [
  { name: 'order_id', type: 'int64', required: true, primary_key: true, description: 'The order.' },
  { name: 'state', type: 'string', enum: ['open', 'paid'], required: true },
  { name: 'email', type: 'string', format: 'email', classification: 'pii' },
  { name: 'amount', type: 'decimal(10,2)', minimum: 0 },
  { name: 'at', type: 'timestamptz', required: true },
  {
    name: 'lines',
    type: 'array',
    items: { type: 'object', fields: [{ name: 'sku', type: 'string', required: true }] },
  },
  { name: 'labels', type: 'map', keys: { type: 'string' }, values: { type: 'string', required: true } },
];

describe('the columns of a port as JSON Schema', () => {
  it('say in the words of the standard what it has words for', () => {
    const schema = JSON.parse(writeJsonSchema({ name: 'orders', columns: COLUMNS })) as Record<string, unknown>;
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'orders',
      type: 'object',
      required: ['order_id', 'state', 'at'],
      properties: {
        order_id: { type: 'integer', description: 'The order.' },
        state: { type: 'string', enum: ['open', 'paid'] },
        email: { type: ['string', 'null'], format: 'email', 'x-floe': { classification: 'pii' } },
        amount: { type: ['number', 'null'], minimum: 0 },
        at: { type: 'string', format: 'date-time' },
        lines: { items: { properties: { sku: { type: 'string' } }, required: ['sku'] } },
        labels: { type: ['object', 'null'], additionalProperties: { type: 'string' } },
      },
    });
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    const row = {
      order_id: 1,
      state: 'open',
      email: null,
      amount: 2.5,
      at: '2026-01-01T00:00:00Z',
      labels: { a: 'b' },
    };
    expect(validate(row)).toBe(true);
    expect(validate({ ...row, state: 'lost' })).toBe(false);
    expect(validate({ ...row, lines: [{}] })).toBe(false);
    expect(validate({ state: 'open' })).toBe(false);
  });

  it('are read as they were, whatever they are', () => {
    fc.assert(
      fc.property(columnLists, (columns) => {
        expect(columnsOf('orders.json', writeJsonSchema({ name: 'orders', columns }))).toEqual(columns);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the columns of a port as Avro', () => {
  it('say in the words of Avro what it has words for', () => {
    const schema = JSON.parse(writeAvro({ name: 'orders', namespace: 'sales.gold', columns: COLUMNS })) as unknown;
    expect(schema).toMatchObject({
      type: 'record',
      name: 'orders',
      namespace: 'sales.gold',
      fields: [
        { name: 'order_id', type: 'long', doc: 'The order.' },
        { name: 'state', type: { type: 'enum', symbols: ['open', 'paid'] } },
        { name: 'email', type: ['null', 'string'], default: null },
        { name: 'amount', type: ['null', { type: 'bytes', logicalType: 'decimal', precision: 10, scale: 2 }] },
        { name: 'at', type: { type: 'long', logicalType: 'timestamp-micros' } },
        { name: 'lines', type: ['null', { type: 'array', items: ['null', { type: 'record' }] }] },
        { name: 'labels', type: ['null', { type: 'map', values: 'string' }] },
      ],
    });
  });

  it('are read as they were, whatever they are', () => {
    fc.assert(
      fc.property(columnLists, (columns) => {
        const written = writeAvro({ name: 'orders', namespace: 'sales.gold', columns });
        expect(columnsOf('orders.avsc', written)).toEqual(columns);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the columns of a port as a dbt model', () => {
  it('have their contract enforced, and are read as they were', () => {
    const written = writeDbtModel({ name: 'orders', description: 'Orders.', columns: COLUMNS.slice(0, 5) });
    expect(parse(written)).toMatchObject({
      models: [
        {
          name: 'orders',
          config: { contract: { enforced: true } },
          columns: [
            {
              name: 'order_id',
              data_type: 'int64',
              constraints: [{ type: 'not_null' }, { type: 'primary_key' }],
            },
            { name: 'state', data_tests: [{ accepted_values: { arguments: { values: ['open', 'paid'] } } }] },
            { name: 'email', config: { meta: { floe: { classification: 'pii' } } } },
            { name: 'amount' },
            { name: 'at' },
          ],
        },
      ],
    });
    const port = imported('schema.yml', written, 'sales.gold');
    expect(port).toMatchObject({ name: 'orders', table: 'sales.gold.orders', description: 'Orders.' });
    // dbt has no word for a format or for bounds of a value.
    const [id, state, email, amount, at] = COLUMNS;
    const { format: _, ...plain } = email ?? {};
    const { minimum: __, ...bare } = amount ?? {};
    expect(port.schema?.columns).toEqual([id, state, plain, bare, at]);
  });

  it('are those of the models whose contract is enforced', () => {
    const content = `models:
- {name: free, columns: [{name: a, data_type: int}]}
- {name: bound, config: {contract: {enforced: true}}, columns: [{name: a, data_type: int}]}
`;
    expect(imported('schema.yml', content, 'sales.gold').name).toBe('bound');
    expect(importDocument({ path: 'schema.yml', content: content.replace('enforced: true', '') })).toMatchObject({
      product: null,
      diagnostics: [{ code: 'DOCUMENT_MISSING_FIELD', message: 'No model in it has an enforced contract' }],
    });
  });
});

describe('a JSON Schema', () => {
  const schema = (properties: unknown, more: object = {}): string => JSON.stringify({ properties, ...more });
  const first = (property: unknown, more: object = {}): DocumentColumn | undefined =>
    columnsOf('x.json', schema({ c: property }, more))?.[0];

  it.each([
    [{ anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] }, { type: 'integer', minimum: 1 }],
    [{ oneOf: [{ const: 'a' }, { const: 'b', title: 'B' }] }, { type: 'string', enum: ['a', 'b'] }],
    [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, { type: 'union', types: ['string', 'integer'] }],
    [
      { allOf: [{ $ref: '#/$defs/id' }, { description: 'Ours.' }] },
      { type: 'string', pattern: '^a', description: 'Ours.' },
    ],
    [
      { $ref: '#/$defs/id', title: 'T' },
      { type: 'string', pattern: '^a', title: 'T' },
    ],
    [{ $ref: '#/$defs/a~1b%20c' }, { type: 'boolean' }],
    [{ const: 4 }, { type: 'integer', enum: ['4'] }],
    [{ enum: [1.5, 2, null] }, { type: 'number', enum: ['1.5', '2'] }],
    [{ type: 'string', nullable: true }, { type: 'string' }],
    [
      { allOf: [{ properties: { a: { type: 'string' } }, required: ['a'] }, { properties: { b: {} } }] },
      {
        type: 'object',
        fields: [
          { name: 'a', type: 'string', required: true },
          { name: 'b', type: 'any' },
        ],
      },
    ],
  ])('%j is the column %j', (property, column) => {
    const $defs = { id: { type: 'string', pattern: '^a' }, 'a/b c': { type: 'boolean' } };
    expect(first(property, { $defs })).toEqual({ name: 'c', ...column });
  });

  it.each([
    [{ type: 'string' }, true],
    [{ type: ['string', 'null'] }, undefined],
    [{ type: 'string', nullable: true }, undefined],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, undefined],
  ])('required, %j is required: %j', (property, required) => {
    expect(first(property, { required: ['c'] })?.required).toBe(required);
  });

  it('that refers to itself is read once round', () => {
    const $defs = { node: { properties: { name: { type: 'string' }, next: { $ref: '#/$defs/node' } } } };
    expect(first({ $ref: '#/$defs/node' }, { $defs })).toEqual({
      name: 'c',
      type: 'object',
      fields: [
        { name: 'name', type: 'string' },
        { name: 'next', type: 'object' },
      ],
    });
    expect(first({ $ref: '#/properties/c' })).toEqual({ name: 'c', type: 'any' });
  });

  it('that grows with every step is refused', () => {
    const step = (index: number) => ({
      properties: Object.fromEntries([...'abcdefgh'].map((k) => [k, { $ref: `#/$defs/${index + 1}` }])),
    });
    const $defs = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [index, step(index)]));
    expect(importDocument({ path: 'x.json', content: schema({ c: { $ref: '#/$defs/0' } }, { $defs }) })).toMatchObject({
      product: null,
      diagnostics: [{ code: 'PORT_SCHEMA_INVALID', location: { file: 'x.json', line: 1 } }],
    });
  });
});

describe('an Avro schema', () => {
  const record = (fields: unknown): string => JSON.stringify({ type: 'record', name: 'a.b.Order', fields });

  it('is a port of its name in its namespace; named types may be named again', () => {
    const port = imported(
      'order.avsc',
      record([
        { name: 'billing', type: { type: 'record', name: 'Address', fields: [{ name: 'zip', type: 'string' }] } },
        { name: 'shipping', type: ['null', 'Address'], default: null },
        { name: 'either', type: ['int', 'string'] },
        { name: 'day', type: { type: 'int', logicalType: 'date' } },
      ]),
    );
    const fields = [{ name: 'zip', type: 'string', required: true }];
    expect(port).toMatchObject({ name: 'order', table: 'a.b.Order' });
    expect(port.schema?.columns).toEqual([
      expect.objectContaining({ name: 'billing', type: 'object', fields, required: true }),
      expect.objectContaining({ name: 'shipping', type: 'object', fields }),
      { name: 'either', type: 'union', types: ['int32', 'string'], required: true },
      { name: 'day', type: 'date', required: true },
    ]);
  });

  it.each([
    [[{ name: 'a', type: 'Nowhere' }], "There is no type 'Nowhere'"],
    [[{ name: '1a', type: 'int' }], 'A field has a name'],
    [
      [
        { name: 'a', type: 'int' },
        { name: 'a', type: 'int' },
      ],
      "Two fields have the name 'a'",
    ],
    [[{ name: 'a', type: 7 }], 'A field has a type'],
    [[{ name: 'a', type: { type: 'enum', name: 'E' } }], 'An enum says which symbols it has'],
    ['none', 'A record says which fields it has'],
  ])('%j is refused with the place', (fields, message) => {
    const { product, diagnostics } = importDocument({ path: 'order.avsc', content: record(fields) });
    expect(product).toBeNull();
    expect(diagnostics).toMatchObject([{ message, location: { file: 'order.avsc', line: 1 } }]);
  });
});

describe('any other document', () => {
  it.each([
    ['- a', 'DOCUMENT_WRONG_KIND'],
    ['a: b', 'DOCUMENT_WRONG_KIND'],
    ['a: [', 'DOCUMENT_SYNTAX'],
    ['', 'DOCUMENT_WRONG_KIND'],
  ])('%j is refused', (content, code) => {
    expect(importDocument({ path: 'x.yaml', content })).toMatchObject({ product: null, diagnostics: [{ code }] });
  });
});
