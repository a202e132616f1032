import { describe, expect, it } from 'vitest';
import type { CompiledContractTerms } from '../../../src/compiler/artifact.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';
import { readJsonSchema } from '../../../src/compiler/jsonSchema/readJsonSchema.js';
import { terms } from './terms.js';

const read = (x: unknown, more: object = {}): CompiledContractTerms => {
  const content = JSON.stringify({ type: 'object', properties: { x }, required: ['x'], ...more });
  const { columns, problem } = readJsonSchema({ path: 'x.json', content });
  expect(problem).toBeNull();
  return terms({ columns: columns.map(({ column }) => column) });
};
const told = (before: unknown, after: unknown, more?: object): string[] =>
  diffTerms(read(before, more), read(after, more)).map(({ path, rule }) => `${path.replace('columns.x.', '')} ${rule}`);

describe('a keyword of JSON Schema is read, or a change of it is told', () => {
  it.each<[string, object, object, string]>([
    ['not', { type: 'string' }, { type: 'string', not: { enum: ['a'] } }, 'not promise_changed'],
    [
      'dependencies',
      { type: 'object', dependencies: { a: ['b'] } },
      { type: 'object' },
      'dependencies promise_changed',
    ],
    [
      'dependentRequired',
      { type: 'object', dependentRequired: { a: ['b'] } },
      { type: 'object' },
      'dependentRequired promise_changed',
    ],
    [
      'dependentSchemas',
      { type: 'object', dependentSchemas: { a: {} } },
      { type: 'object' },
      'dependentSchemas promise_changed',
    ],
    [
      'tuples',
      { type: 'array', prefixItems: [{ type: 'string' }] },
      { type: 'array', prefixItems: [{}] },
      'prefixItems promise_changed',
    ],
    [
      'tuples of old',
      { type: 'array', items: [{ type: 'string' }] },
      { type: 'array', items: [{}] },
      'items promise_changed',
    ],
    ['contains', { type: 'array', contains: { const: 1 } }, { type: 'array' }, 'contains promise_changed'],
    [
      'if',
      { type: 'string', if: { const: 'a' }, then: { minLength: 1 } },
      { type: 'string', if: { const: 'b' }, then: { minLength: 1 } },
      'if promise_changed',
    ],
    ['uniqueItems', { type: 'array', uniqueItems: true }, { type: 'array' }, 'uniqueItems unique_removed'],
    [
      'contentEncoding',
      { type: 'string', contentEncoding: 'base64' },
      { type: 'string' },
      'contentEncoding promise_changed',
    ],
    [
      'patternProperties',
      { type: 'object', patternProperties: { '^a': {} } },
      { type: 'object' },
      'patternProperties promise_changed',
    ],
    [
      'propertyNames',
      { type: 'object', propertyNames: { maxLength: 3 } },
      { type: 'object' },
      'propertyNames promise_changed',
    ],
    [
      'unevaluatedItems',
      { type: 'array', unevaluatedItems: false },
      { type: 'array' },
      'unevaluatedItems promise_changed',
    ],
    [
      'unevaluatedProperties',
      { type: 'object', unevaluatedProperties: false },
      { type: 'object' },
      'unevaluatedProperties promise_changed',
    ],
    [
      'additionalProperties: false',
      { type: 'object', additionalProperties: false },
      { type: 'object' },
      'additionalProperties promise_changed',
    ],
    [
      'anyOf of bounds',
      {
        anyOf: [
          { type: 'integer', minimum: 1 },
          { type: 'integer', maximum: -1 },
        ],
      },
      {
        anyOf: [
          { type: 'integer', minimum: 1 },
          { type: 'integer', maximum: -9 },
        ],
      },
      'anyOf promise_changed',
    ],
    [
      'oneOf of bounds',
      { oneOf: [{ type: 'string', minLength: 1 }, { type: 'integer' }] },
      { oneOf: [{ type: 'string', minLength: 2 }, { type: 'integer' }] },
      'anyOf promise_changed',
    ],
    [
      'a reference that leads out',
      { $ref: 'https://acme.com/a.json' },
      { $ref: 'https://acme.com/b.json' },
      '$ref promise_changed',
    ],
    [
      'exclusiveMinimum of draft 4',
      { type: 'integer', minimum: 5, exclusiveMinimum: true },
      { type: 'integer', minimum: 5 },
      'minimum bound_loosened',
    ],
    [
      'bounds of allOf',
      { allOf: [{ type: 'integer', minimum: 5 }, { minimum: 1 }] },
      { type: 'integer', minimum: 1 },
      'minimum bound_loosened',
    ],
    [
      'items without a type',
      { items: { type: 'string' } },
      { items: { type: 'integer' } },
      'columns.x[].type type_incompatible',
    ],
    ['a type that is null', { type: 'null' }, { type: 'string' }, 'type type_widened'],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toContain(expected);
    expect(told(before, before)).toEqual([]);
  });

  it.each<[string, unknown, unknown]>([
    ['true takes any value', true, {}],
    ['false takes none', false, { not: {} }],
    ['an anchor', { $ref: '#zip' }, { type: 'integer', minimum: 1 }],
    ['a dynamic reference', { $dynamicRef: '#zip' }, { type: 'integer', minimum: 1 }],
    ['a document within', { $ref: 'https://acme.com/zip.json' }, { type: 'integer', minimum: 1 }],
    ['a pointer into it', { $ref: 'https://acme.com/zip.json#/$defs/code' }, { type: 'string' }],
    [
      'our own words behind a reference',
      { $ref: '#/$defs/mail', description: 'd', 'x-floe': { unique: true } },
      { type: 'string', description: 'd', 'x-floe': { classification: 'pii', unique: true } },
    ],
  ])('%s', (_, written, meant) => {
    const $defs = {
      zip: {
        $id: 'https://acme.com/zip.json',
        $anchor: 'zip',
        type: 'integer',
        minimum: 1,
        $defs: { code: { type: 'string' } },
      },
      mail: { type: 'string', 'x-floe': { classification: 'pii' } },
    };
    expect(told(written, meant, { $defs })).toEqual([]);
  });

  it('is never without null where a schema takes any value, required or not', () => {
    expect(read({}).columns[0]).toMatchObject({ type: 'any', required: false });
    expect(read({ 'x-floe': { required: true } }).columns[0]).toMatchObject({ required: true });
    expect(read({ type: 'string' }).columns[0]).toMatchObject({ required: true });
  });
});
