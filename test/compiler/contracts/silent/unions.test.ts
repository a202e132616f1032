import { describe, expect, it } from 'vitest';
import { compiledColumn } from '../../../../src/compiler/document/columns.js';
import type { DocumentColumn } from '../../../../src/compiler/document/common.js';
import { diffTerms } from '../../../../src/compiler/contracts/diffTerms.js';
import { judge } from '../../../../src/compiler/contracts/judge.js';
import { importDocument } from '../../../../src/compiler/standards/importDocument.js';
import { writeJsonSchema } from '../../../../src/compiler/standards/jsonSchema/writeJsonSchema.js';
import { terms } from '../terms.js';

interface Port {
  readonly name: string;
  readonly schema: { readonly columns: DocumentColumn[]; readonly keywords?: Record<string, unknown> };
}

function imported(schema: object): Port {
  const { product, diagnostics } = importDocument({ path: 'rows.json', content: JSON.stringify(schema) });
  expect(diagnostics).toEqual([]);
  const [port] = product?.['output_ports'] as Port[];
  return port as Port;
}

const again = ({ name, schema: { columns, keywords } }: Port): Record<string, unknown> =>
  JSON.parse(writeJsonSchema({ name, columns, ...(keywords && { keywords }) })) as Record<string, unknown>;

const row = (x: unknown, more: object = {}): object => ({ title: 'rows', type: 'object', properties: { x }, ...more });

const told = (before: object, after: object): string[] => {
  const [old, now] = [before, after].map((each) => {
    const { columns, keywords } = imported(each).schema;
    const kept = keywords && { kept: { contract: {}, ports: [], residue: {}, row: keywords } };
    return terms({ columns: columns.map(compiledColumn), ...kept });
  });
  return judge(diffTerms(old ?? terms(), now ?? terms()), 'backward').map(
    ({ path, rule, severity }) => `${path} ${rule} ${severity}`,
  );
};

describe('a JSON Schema that was taken in is given out with all that it promised', () => {
  it.each<[string, object]>([
    ['several types', { type: ['string', 'integer', 'null'] }],
    [
      'several types with what each is made of',
      {
        type: ['array', 'object', 'null'],
        items: { type: ['string', 'null'] },
        properties: { a: { type: 'integer' } },
        required: ['a'],
      },
    ],
    ['not', { type: ['string', 'null'], not: { enum: ['a'] } }],
    ['if', { type: ['string', 'null'], if: { const: 'a' }, then: { minLength: 1 }, else: { maxLength: 3 } }],
    ['uniqueItems and contains', { type: ['array', 'null'], items: {}, uniqueItems: true, contains: { const: 1 } }],
    ['tuples', { type: ['array', 'null'], prefixItems: [{ type: 'string' }], items: false }],
    [
      'a closed object',
      { type: ['object', 'null'], properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false },
    ],
    ['bounds of properties', { type: ['object', 'null'], minProperties: 1, maxProperties: 3 }],
    [
      'names that are required and no properties',
      { type: ['object', 'null'], properties: { a: { type: 'string' } }, required: ['a', 'b'] },
    ],
    [
      'alternatives',
      {
        type: ['integer', 'null'],
        anyOf: [
          { type: 'integer', minimum: 1 },
          { type: 'integer', maximum: -1 },
        ],
      },
    ],
  ])('%s', (_, x) => {
    const { properties } = again(imported(row(x)));
    expect(properties).toEqual({ x });
  });

  it('words of the row too', () => {
    const more = {
      additionalProperties: false,
      dependentRequired: { x: ['y'] },
      minProperties: 1,
      unevaluatedProperties: false,
      required: ['y'],
    };
    expect(again(imported(row({ type: 'string' }, more)))).toMatchObject(more);
  });
});

describe('a change is told, also behind an import', () => {
  const union = { type: ['string', 'integer'] };
  it.each<[string, object, object, string[]]>([
    [
      'a type more',
      row(union),
      row({ type: ['string', 'integer', 'boolean'] }),
      ['columns.x.type union_branch breaking'],
    ],
    ['a type less', row(union), row({ type: 'string' }), ['columns.x.type union_branch compatible']],
    ['any type at all', row(union), row({}), ['columns.x.type type_widened breaking']],
    ['of any type those alone', row({}), row(union), ['columns.x.type type_narrowed risky']],
    ['another order', row(union), row({ type: ['integer', 'string'] }), []],
    [
      'a list or a text',
      row({ type: 'array', items: { type: 'string' } }),
      row({ type: ['array', 'string'], items: { type: 'string' } }),
      ['columns.x.type union_branch breaking'],
    ],
    [
      'null among the values',
      row({ enum: ['a'] }, { required: ['x'] }),
      row({ enum: ['a', null] }, { required: ['x'] }),
      ['columns.x.required required_to_optional breaking'],
    ],
    [
      'elements that may be alike',
      row({ type: 'array', uniqueItems: true }),
      row({ type: 'array' }),
      ['columns.x.uniqueItems unique_removed breaking'],
    ],
    [
      'what a row requires with another',
      row({}, { dependentRequired: { x: ['y'] } }),
      row({}),
      ['row.dependentRequired promise_changed risky'],
    ],
    [
      'how many fields a row has',
      row({}, { minProperties: 2 }),
      row({}, { minProperties: 1 }),
      ['row.minProperties bound_loosened breaking'],
    ],
    [
      'rows that may be alike',
      { type: 'array', uniqueItems: true, minItems: 2, items: row({}) },
      { type: 'array', minItems: 1, items: row({}) },
      ['row.uniqueItems unique_removed breaking', 'row.minItems bound_loosened breaking'],
    ],
    [
      'a schema that a condition names',
      row({ if: { $ref: '#/$defs/a' } }, { $defs: { a: { const: 1 } } }),
      row({ if: { $ref: '#/$defs/a' } }, { $defs: { a: { const: 2 } } }),
      ['columns.x.if promise_changed risky'],
    ],
    [
      'a word of somebody else',
      row({ type: 'string', 'x-unit': 'm' }),
      row({ type: 'string', 'x-unit': 'km' }),
      ['columns.x.x-unit promise_changed risky'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
    expect(told(before, before)).toEqual([]);
  });
});
