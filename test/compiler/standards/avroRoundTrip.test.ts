import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledColumn, documentColumn } from '../../../src/compiler/document/columns.js';
import type { DocumentOutputPort } from '../../../src/compiler/document/product.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';
import { judge } from '../../../src/compiler/contracts/judge.js';
import { COLUMN_FORMATS } from '../../../src/compiler/standards/columnFormats.js';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';
import { terms } from '../contracts/terms.js';

type Schema = Record<string, unknown>;

const record = (fields: unknown[], more: Schema = {}): Schema => ({
  type: 'record',
  name: 'Order',
  namespace: 'shop.gold',
  ...more,
  fields,
});

function imported(schema: Schema): DocumentOutputPort {
  const { product, diagnostics } = importDocument({ path: 'order.avsc', content: JSON.stringify(schema) });
  expect(diagnostics).toEqual([]);
  const [port] = product?.['output_ports'] as DocumentOutputPort[];
  return port as DocumentOutputPort;
}

/** Through the compiled form, as the catalog keeps it. */
const stored = ({ schema, ...port }: DocumentOutputPort): DocumentOutputPort => ({
  ...port,
  schema: { ...schema, columns: (schema?.columns ?? []).map(compiledColumn).map(documentColumn) },
});
const again = (schema: Schema): unknown => JSON.parse(COLUMN_FORMATS.avro(stored(imported(schema)))) as unknown;

const termsOf = (schema: Schema) => {
  const port = imported(schema).schema;
  const row = port?.keywords;
  return terms({
    columns: (port?.columns ?? []).map(compiledColumn),
    ...(row && { kept: { contract: {}, ports: [], residue: {}, row } }),
  });
};
const told = (before: unknown, after: unknown): string[] =>
  judge(
    diffTerms(termsOf(record([{ name: 'x', type: before }])), termsOf(record([{ name: 'x', type: after }]))),
    'backward',
  ).map(({ path, rule, severity }) => `${path} ${rule} ${severity}`);

const logical = (type: string, logicalType: string, more: Schema = {}): Schema => ({ type, logicalType, ...more });
const fixed = (size: number, more: Schema = {}): Schema => ({ type: 'fixed', name: 'F', size, ...more });

const NODE = {
  type: 'record',
  name: 'Node',
  fields: [
    { name: 'value', type: 'int' },
    { name: 'next', type: ['null', 'Node'], default: null },
  ],
};

describe('an Avro schema goes out as it came in', () => {
  it.each<[string, unknown]>([
    ...['timestamp-millis', 'timestamp-micros', 'timestamp-nanos', 'time-micros'].map((each): [string, unknown] => [
      each,
      logical('long', each),
    ]),
    ...['local-timestamp-millis', 'local-timestamp-micros', 'local-timestamp-nanos'].map((each): [string, unknown] => [
      each,
      logical('long', each),
    ]),
    ['time-millis', logical('int', 'time-millis')],
    ['uuid', logical('string', 'uuid')],
    ['uuid on fixed', fixed(16, { logicalType: 'uuid' })],
    ['duration', fixed(12, { logicalType: 'duration' })],
    ['decimal', logical('bytes', 'decimal', { precision: 10, scale: 2 })],
    ['decimal on fixed', fixed(8, { logicalType: 'decimal', precision: 18, scale: 2 })],
    ['a decimal that does not fit', fixed(4, { logicalType: 'decimal', precision: 10 })],
    ['a decimal of more behind the point than there is', logical('bytes', 'decimal', { precision: 2, scale: 3 })],
    ['a logical type of somebody else', logical('string', 'country')],
    ['a union', ['null', 'string', 'long']],
    ['a union of records', ['string', { type: 'record', name: 'A', fields: [{ name: 'a', type: 'int' }] }, 'null']],
    ['null behind', ['string', 'null']],
    ['a record within itself', NODE],
    [
      'a record within an array of itself',
      { ...NODE, fields: [{ name: 'all', type: { type: 'array', items: 'Node' } }] },
    ],
    ['an enum', { type: 'enum', name: 'State', symbols: ['A', 'B'], default: 'A', doc: 'd', aliases: ['S'] }],
    ['another namespace', { type: 'record', name: 'A', namespace: 'else', fields: [{ name: 'a', type: 'int' }] }],
    ['the record itself', ['null', 'Order']],
  ])('%s', (_, type) => {
    const schema = record([{ name: 'x', type }]);
    expect(again(schema)).toEqual(schema);
  });

  it('with named types that are named again, and what record and fields say of themselves', () => {
    const address = { type: 'record', name: 'Address', fields: [{ name: 'zip', type: 'string', order: 'ignore' }] };
    const schema = record(
      [
        { name: 'billing', type: address, doc: 'd' },
        { name: 'shipping', type: ['null', 'Address'] },
        { name: 'tags', type: { type: 'array', items: 'string' }, default: [], 'pii.level': 3 },
      ],
      { doc: 'Orders.', aliases: ['Purchase'] },
    );
    expect(again(schema)).toEqual(schema);
  });

  it('whatever it is', () => {
    const space = fc.constantFrom('shop.gold', 'else');
    const { type } = fc.letrec<{ type: unknown }>((tie) => ({
      type: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('int', 'long', 'string', 'bytes', 'boolean', 'double', 'float'),
        fc.constantFrom(
          logical('long', 'timestamp-millis'),
          logical('int', 'date'),
          logical('bytes', 'decimal', { precision: 4 }),
        ),
        fc
          .record({ size: fc.integer({ min: 1, max: 16 }), precision: fc.integer({ min: 1, max: 30 }) })
          .map((each) => ({ type: 'fixed', name: '', logicalType: 'decimal', ...each })),
        fc.constant({ type: 'enum', name: '', symbols: ['A', 'B'] }),
        tie('type').map((items) => ({ type: 'array', items })),
        tie('type').map((values) => ({ type: 'map', values })),
        tie('type')
          .filter((each) => !Array.isArray(each))
          .map((each) => ['null', each]),
        tie('type')
          .filter((each) => typeof each === 'object' && !Array.isArray(each))
          .map((each) => ['string', each, 'null']),
        fc.record({ namespace: space, a: tie('type'), b: tie('type') }).map(({ namespace, a, b }) => ({
          type: 'record',
          name: '',
          namespace,
          fields: [
            { name: 'a', type: a },
            { name: 'b', type: b },
          ],
        })),
      ),
    }));
    fc.assert(
      fc.property(fc.array(type, { minLength: 1, maxLength: 4 }), (types) => {
        const schema = record(types.map((each, index) => ({ name: `f${index}`, type: named(each) })));
        const once = again(schema) as Schema;
        expect(canonical(once)).toEqual(canonical(schema));
        expect(again(once)).toEqual(once);
      }),
      { numRuns: 200 },
    );
  });
});

let count = 0;
/** Gives each type that needs one a name of its own. */
function named(type: unknown): unknown {
  return JSON.parse(JSON.stringify(type), (key, value: unknown) =>
    key === 'name' && value === '' ? `T${(count += 1)}` : value,
  );
}

/** Names with their namespaces, wherever those are written. */
function canonical(type: unknown, around = ''): unknown {
  if (Array.isArray(type)) return type.map((each) => canonical(each, around));
  if (typeof type !== 'object' || type === null) return type;
  const { namespace, ...rest } = type as Schema;
  const space = typeof namespace === 'string' ? namespace : around;
  const inner = Object.entries(rest).map(([key, value]) => [key, canonical(value, space)]);
  return {
    ...Object.fromEntries(inner),
    ...('symbols' in rest || 'size' in rest || rest['type'] === 'record' ? { space } : {}),
  };
}

describe('a change of an Avro schema is told', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['a branch more', ['string', 'long'], ['string', 'long', 'int'], ['columns.x.type union_branch breaking']],
    ['a branch less', ['string', 'long', 'int'], ['string', 'long'], ['columns.x.type union_branch compatible']],
    [
      'milliseconds to microseconds',
      logical('long', 'timestamp-millis'),
      logical('long', 'timestamp-micros'),
      ['columns.x.type type_incompatible breaking'],
    ],
    [
      'a moment to a local one',
      logical('long', 'timestamp-millis'),
      logical('long', 'local-timestamp-millis'),
      ['columns.x.type type_incompatible breaking'],
    ],
    [
      'time-millis to time-micros',
      logical('int', 'time-millis'),
      logical('long', 'time-micros'),
      ['columns.x.type type_incompatible breaking'],
    ],
    [
      'uuid to fixed',
      logical('string', 'uuid'),
      fixed(16, { logicalType: 'uuid' }),
      ['columns.x.avro promise_changed risky'],
    ],
    [
      'duration to fixed',
      fixed(12, { logicalType: 'duration' }),
      fixed(12),
      ['columns.x.type type_incompatible breaking'],
    ],
    [
      'a decimal that fits no more',
      fixed(8, { logicalType: 'decimal', precision: 18 }),
      fixed(4, { logicalType: 'decimal', precision: 18 }),
      ['columns.x.type type_incompatible breaking'],
    ],
    [
      'a field of a record',
      NODE,
      { ...NODE, fields: [NODE.fields[1]] },
      ['columns.x.value col_removed_required breaking'],
    ],
    [
      'a record within itself no more',
      NODE,
      { ...NODE, fields: [NODE.fields[0], { name: 'next', type: ['null', 'string'] }] },
      ['columns.x.next.type kind_changed breaking'],
    ],
    [
      'the name of a record',
      NODE,
      JSON.parse(JSON.stringify(NODE).replaceAll('Node', 'Knot')),
      ['columns.x.avro promise_changed risky'],
    ],
    [
      'the default of an enum',
      { type: 'enum', name: 'E', symbols: ['A'], default: 'A' },
      { type: 'enum', name: 'E', symbols: ['A'] },
      ['columns.x.avro promise_changed risky'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
    expect(told(before, before)).toEqual([]);
  });
});
