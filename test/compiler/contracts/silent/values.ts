import { defs, I, of, S, type Pair } from './schemas.js';

/** Of values and lists: what may come more than before: readers of what was promised break, or must at least be told. */
export const LOOSENED_VALUES: readonly Pair[] = [
  ['a type more', of(S), of({ type: ['string', 'integer'] })],
  ['any type', of(S), of({})],
  ['true', of(S), of(true)],
  ['null', of(S), of({ type: ['string', 'null'] })],
  ['nullable', of(S), of({ type: 'string', nullable: true })],
  [
    'nullable beside a reference',
    defs({ $ref: '#/$defs/s' }, { s: S }),
    defs({ allOf: [{ $ref: '#/$defs/s' }], nullable: true }, { s: S }),
  ],
  ['null as an alternative', of(S), of({ oneOf: [S, { type: 'null' }] })],
  ['null among constants', of({ enum: ['a'] }), of({ enum: ['a', null] })],
  ['null as a constant', of({ anyOf: [{ const: 'a' }] }), of({ anyOf: [{ const: 'a' }, { const: null }] })],
  ['an integer to a number', of(I), of({ type: 'number' })],
  ['no maximum', of({ type: 'integer', maximum: 5 }), of(I)],
  [
    'exclusive no more, draft 4',
    of({ type: 'integer', maximum: 5, exclusiveMaximum: true }),
    of({ type: 'integer', maximum: 5, exclusiveMaximum: false }),
  ],
  ['exclusive no more', of({ type: 'integer', exclusiveMinimum: 5 }), of({ type: 'integer', minimum: 5 })],
  ['a bound behind allOf', of({ allOf: [I, { minimum: 3 }] }), of({ allOf: [I, { minimum: 1 }] })],
  [
    'a bound that both allOf and the schema say',
    of({ type: 'integer', minimum: 1, allOf: [{ minimum: 5 }] }),
    of({ type: 'integer', minimum: 1 }),
  ],
  [
    'one of two patterns',
    of({ type: 'string', pattern: '^a', allOf: [{ pattern: 'z$' }] }),
    of({ type: 'string', pattern: '^a' }),
  ],
  [
    'the other of two patterns',
    of({ type: 'string', pattern: '^a', allOf: [{ pattern: 'z$' }] }),
    of({ type: 'string', pattern: 'z$' }),
  ],
  ['a type that allOf narrows', of({ allOf: [S, { type: ['string', 'null'] }] }), of({ type: ['string', 'null'] })],
  ['values that allOf narrows', of({ allOf: [{ enum: ['a', 'b'] }, { enum: ['a'] }] }), of({ enum: ['a', 'b'] })],
  [
    'a property said twice',
    of({
      allOf: [
        { type: 'object', properties: { a: { type: 'integer', minimum: 1 } } },
        { properties: { a: { maximum: 9 } } },
      ],
    }),
    of({ type: 'object', properties: { a: { type: 'integer', maximum: 9 } } }),
  ],
  [
    'elements said twice',
    of({ allOf: [{ type: 'array', items: S }, { items: { minLength: 2 } }] }),
    of({ type: 'array', items: S }),
  ],
  ['an alternative that takes anything', of({ anyOf: [S] }), of({ anyOf: [S, {}] })],
  ['an alternative true', of({ anyOf: [S] }), of({ anyOf: [S, true] })],
  [
    'an alternative more, of bounds',
    of({ type: 'integer', anyOf: [{ minimum: 5 }] }),
    of({ type: 'integer', anyOf: [{ minimum: 5 }, { maximum: 1 }] }),
  ],
  [
    'an alternative of objects',
    of({
      anyOf: [
        { type: 'object', properties: { a: S } },
        { type: 'object', properties: { b: S } },
      ],
    }),
    of({
      anyOf: [
        { type: 'object', properties: { a: I } },
        { type: 'object', properties: { b: S } },
      ],
    }),
  ],
  ['a constant more', of({ const: 'a' }), of({ enum: ['a', 'b'] })],
  ['another constant', of({ const: 'a' }), of({ const: 'b' })],
  ['values that are objects', of({ enum: [{ a: 1 }] }), of({ enum: [{ a: 2 }] })],
  ['values that are lists', of({ enum: [[1]] }), of({ enum: [[2]] })],
  ['no not', of({ type: 'string', not: { const: 'a' } }), of(S)],
  [
    'a not behind a reference',
    defs({ not: { $ref: '#/$defs/n' } }, { n: { const: 'a' } }),
    defs({ not: { $ref: '#/$defs/n' } }, { n: { const: 'b' } }),
  ],
  [
    'a condition',
    of({ type: 'string', if: { minLength: 3 }, then: { pattern: '^a' } }),
    of({ type: 'string', if: { minLength: 4 }, then: { pattern: '^a' } }),
  ],
  [
    'what follows from a condition',
    of({ type: 'string', if: { minLength: 3 }, then: { pattern: '^a' } }),
    of({ type: 'string', if: { minLength: 3 } }),
  ],
  [
    'what else follows',
    of({ type: 'string', if: { minLength: 3 }, else: { pattern: '^a' } }),
    of({ type: 'string', if: { minLength: 3 }, else: {} }),
  ],
  ['a tuple', of({ type: 'array', prefixItems: [S, I] }), of({ type: 'array', prefixItems: [S, S] })],
  ['a tuple, draft 7', of({ type: 'array', items: [S, I] }), of({ type: 'array', items: [S, {}] })],
  [
    'what follows a tuple, draft 7',
    of({ type: 'array', items: [S], additionalItems: false }),
    of({ type: 'array', items: [S], additionalItems: S }),
  ],
  [
    'what follows a tuple',
    of({ type: 'array', prefixItems: [S], items: false }),
    of({ type: 'array', prefixItems: [S], items: S }),
  ],
  [
    'a tuple behind a reference',
    defs({ type: 'array', prefixItems: [{ $ref: '#/$defs/a' }] }, { a: S }),
    defs({ type: 'array', prefixItems: [{ $ref: '#/$defs/a' }] }, { a: I }),
  ],
  ['elements of another type', of({ type: 'array', items: S }), of({ type: 'array', items: I })],
  ['elements of any type', of({ type: 'array', items: S }), of({ type: 'array' })],
  [
    'elements that may be null',
    of({ type: 'array', items: S }),
    of({ type: 'array', items: { type: ['string', 'null'] } }),
  ],
  ['elements that may be alike', of({ type: 'array', uniqueItems: true }), of({ type: 'array', uniqueItems: false })],
  ['fewer elements', of({ type: 'array', minItems: 2 }), of({ type: 'array', minItems: 1 })],
  ['contains', of({ type: 'array', contains: S }), of({ type: 'array' })],
  [
    'minContains',
    of({ type: 'array', contains: S, minContains: 2 }),
    of({ type: 'array', contains: S, minContains: 1 }),
  ],
  ['unevaluatedItems', of({ type: 'array', unevaluatedItems: false }), of({ type: 'array', unevaluatedItems: S })],
];

/** The same schema in other words: nobody is told that he breaks. */
export const SAME: readonly Pair[] = [
  ['a reference', of(I), defs({ $ref: '#/$defs/a' }, { a: I })],
  ['allOf of one', of(I), of({ allOf: [I] })],
  ['anyOf of types', of({ type: ['string', 'integer'] }), of({ anyOf: [S, I] })],
  ['another order of types', of({ type: ['string', 'integer'] }), of({ type: ['integer', 'string'] })],
  ['constants', of({ enum: ['a', 'b'] }), of({ oneOf: [{ const: 'a' }, { const: 'b' }] })],
  [
    'draft 4 and later',
    of({ type: 'integer', minimum: 5, exclusiveMinimum: true }),
    of({ type: 'integer', exclusiveMinimum: 5 }),
  ],
  ['an alternative that nothing fits', of(S), of({ anyOf: [S, false] })],
  ['integers that are numbers', of(I), of({ allOf: [{ type: 'number' }, I] })],
  ['null that no value is', of({ type: ['string', 'null'], enum: ['a'] }), of({ type: 'string', enum: ['a'] })],
  ['further words', of(S), of({ ...S, $comment: 'c', examples: ['a'] })],
  ['a column more', of(S), of(S, { properties: { x: S, y: S } })],
];
