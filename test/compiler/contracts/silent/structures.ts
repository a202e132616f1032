import { defs, I, of, S, type Pair } from './schemas.js';

/** Of objects, references and rows: what may come more than before. */
export const LOOSENED_STRUCTURES: readonly Pair[] = [
  [
    'a field that goes',
    of({ type: 'object', properties: { a: S, b: S } }),
    of({ type: 'object', properties: { a: S } }),
  ],
  [
    'a field that need not be there',
    of({ type: 'object', properties: { a: S }, required: ['a'] }),
    of({ type: 'object', properties: { a: S } }),
  ],
  ['a name that need not be there', of({ type: 'object', required: ['a'] }), of({ type: 'object' })],
  [
    'a field three deep',
    of({ type: 'array', items: { type: 'object', properties: { a: { type: 'object', properties: { b: I } } } } }),
    of({ type: 'array', items: { type: 'object', properties: { a: { type: 'object', properties: { b: S } } } } }),
  ],
  [
    'the values of a map',
    of({ type: 'object', additionalProperties: I }),
    of({ type: 'object', additionalProperties: S }),
  ],
  ['the values of a map without a type', of({ additionalProperties: I }), of({ additionalProperties: S })],
  ['a map of anything', of({ type: 'object', additionalProperties: I }), of({ type: 'object' })],
  [
    'other fields',
    of({ type: 'object', properties: { a: S }, additionalProperties: I }),
    of({ type: 'object', properties: { a: S }, additionalProperties: S }),
  ],
  [
    'a pattern of names',
    of({ type: 'object', patternProperties: { '^a': I } }),
    of({ type: 'object', patternProperties: { '^a': S } }),
  ],
  [
    'a pattern of names behind a reference',
    defs({ type: 'object', patternProperties: { '^a': { $ref: '#/$defs/a' } } }, { a: I }),
    defs({ type: 'object', patternProperties: { '^a': { $ref: '#/$defs/a' } } }, { a: S }),
  ],
  [
    'propertyNames',
    of({ type: 'object', propertyNames: { pattern: '^a' } }),
    of({ type: 'object', propertyNames: { pattern: '^b' } }),
  ],
  ['minProperties', of({ type: 'object', minProperties: 2 }), of({ type: 'object', minProperties: 1 })],
  [
    'dependencies, draft 7',
    of({ type: 'object', dependencies: { a: ['b'] } }),
    of({ type: 'object', dependencies: {} }),
  ],
  [
    'dependentSchemas',
    of({ type: 'object', dependentSchemas: { a: { required: ['b'] } } }),
    of({ type: 'object', dependentSchemas: { a: {} } }),
  ],
  [
    'unevaluatedProperties',
    of({ type: 'object', properties: { a: S }, unevaluatedProperties: I }),
    of({ type: 'object', properties: { a: S }, unevaluatedProperties: S }),
  ],
  ['a format', of({ type: 'string', format: 'email' }), of(S)],
  ['a format without a type', of({ format: 'date-time' }), of({})],
  ['a format that is a type', of({ type: 'string', format: 'date' }), of(S)],
  [
    'a format of several types',
    of({ type: ['string', 'integer'], format: 'date' }),
    of({ type: ['string', 'integer'] }),
  ],
  [
    'contentEncoding',
    of({ type: 'string', contentEncoding: 'base64' }),
    of({ type: 'string', contentEncoding: 'base16' }),
  ],
  ['contentMediaType', of({ type: 'string', contentMediaType: 'application/json' }), of(S)],
  [
    'contentSchema behind a reference',
    defs({ type: 'string', contentSchema: { $ref: '#/$defs/a' } }, { a: I }),
    defs({ type: 'string', contentSchema: { $ref: '#/$defs/a' } }, { a: S }),
  ],
  ['multipleOf', of({ type: 'integer', multipleOf: 10 }), of({ type: 'integer', multipleOf: 5 })],
  ['a definition', defs({ $ref: '#/$defs/a' }, { a: I }), defs({ $ref: '#/$defs/a' }, { a: S })],
  [
    'a definition of draft 4',
    of({ $ref: '#/definitions/a' }, { definitions: { a: I } }),
    of({ $ref: '#/definitions/a' }, { definitions: { a: S } }),
  ],
  [
    'a reference to a reference',
    defs({ $ref: '#/$defs/a' }, { a: { $ref: '#/$defs/b' }, b: I }),
    defs({ $ref: '#/$defs/a' }, { a: { $ref: '#/$defs/b' }, b: S }),
  ],
  [
    'a reference through a property',
    of(
      { $ref: '#/properties/y' },
      { properties: { x: { $ref: '#/properties/y' }, y: { type: 'integer', minimum: 5 } } },
    ),
    of({}, { properties: { x: { $ref: '#/properties/y' }, y: { type: 'integer', minimum: 1 } } }),
  ],
  [
    'an anchor',
    defs({ $ref: '#a' }, { z: { $anchor: 'a', ...I } }),
    defs({ $ref: '#a' }, { z: { $anchor: 'a', ...S } }),
  ],
  [
    'an anchor of draft 6',
    of({ $ref: '#a' }, { definitions: { z: { $id: '#a', ...I } } }),
    of({ $ref: '#a' }, { definitions: { z: { $id: '#a', ...S } } }),
  ],
  [
    'a dynamic reference',
    defs({ $dynamicRef: '#a' }, { z: { $dynamicAnchor: 'a', ...I } }),
    defs({ $dynamicRef: '#a' }, { z: { $dynamicAnchor: 'a', ...S } }),
  ],
  [
    'a schema within, by its address',
    of({ $ref: 'b.json' }, { $id: 'https://acme.com/a.json', $defs: { b: { $id: 'b.json', ...I } } }),
    of({ $ref: 'b.json' }, { $id: 'https://acme.com/a.json', $defs: { b: { $id: 'b.json', ...S } } }),
  ],
  [
    'a schema within, relative to its own address',
    of(
      { $ref: 'https://acme.com/b.json' },
      { $defs: { b: { $id: 'https://acme.com/b.json', $ref: '#/$defs/c', $defs: { c: I } } } },
    ),
    of(
      { $ref: 'https://acme.com/b.json' },
      { $defs: { b: { $id: 'https://acme.com/b.json', $ref: '#/$defs/c', $defs: { c: S } } } },
    ),
  ],
  [
    'a schema within of draft 4',
    of({ $ref: 'http://acme.com/b' }, { definitions: { b: { id: 'http://acme.com/b', ...I } } }),
    of({ $ref: 'http://acme.com/b' }, { definitions: { b: { id: 'http://acme.com/b', ...S } } }),
  ],
  ['a reference out of the document', of({ $ref: 'https://acme.com/1.json' }), of({ $ref: 'https://acme.com/2.json' })],
  ['a recursive reference', of({ $recursiveRef: '#' }), of({ $recursiveRef: '#/$defs/a' })],
  [
    'a dynamic reference out of the document',
    of({ $dynamicRef: 'https://acme.com/1.json#a' }),
    of({ $dynamicRef: 'https://acme.com/2.json#a' }),
  ],
  [
    'a field of what leads back to itself',
    defs({ $ref: '#/$defs/n' }, { n: { type: 'object', properties: { v: I, n: { $ref: '#/$defs/n' } } } }),
    defs({ $ref: '#/$defs/n' }, { n: { type: 'object', properties: { v: S, n: { $ref: '#/$defs/n' } } } }),
  ],
  ['a keyword of somebody else', of({ type: 'string', 'x-unit': 'm' }), of({ type: 'string', 'x-unit': 'km' })],
  [
    'an extension of OpenAPI',
    of({ type: 'object', discriminator: { propertyName: 'a' } }),
    of({ type: 'object', discriminator: { propertyName: 'b' } }),
  ],
  ['a column that goes', { type: 'object', properties: { x: S, y: S } }, { type: 'object', properties: { x: S } }],
  ['a column that need not be there', of(S), of(S, { required: [] })],
  ['what a row requires with another column', of(S, { dependentRequired: { x: ['y'] } }), of(S)],
  [
    'a condition of the row',
    of(S, { if: { required: ['y'] }, then: { required: ['z'] } }),
    of(S, { if: { required: ['y'] } }),
  ],
  [
    'alternatives of the row',
    of(S, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }),
    of(S, { anyOf: [{ required: ['a'] }, { required: ['c'] }] }),
  ],
  ['one of the row', of(S, { oneOf: [{ required: ['a'] }, { required: ['b'] }] }), of(S)],
  ['not of the row', of(S, { not: { required: ['a'] } }), of(S)],
  [
    'patternProperties of the row',
    of(S, { patternProperties: { '^a': I } }),
    of(S, { patternProperties: { '^a': S } }),
  ],
  ['rows that may be alike', { type: 'array', uniqueItems: true, items: of(S) }, { type: 'array', items: of(S) }],
  ['fewer rows', { type: 'array', minItems: 1, items: of(S) }, { type: 'array', items: of(S) }],
];
