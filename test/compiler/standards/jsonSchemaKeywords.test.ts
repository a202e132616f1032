import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CompiledColumn } from '../../../src/compiler/artifact.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';
import { compiledColumn } from '../../../src/compiler/document/columns.js';
import { dataProductSchema } from '../../../src/compiler/document/product.js';
import { readJsonSchema } from '../../../src/compiler/jsonSchema/readJsonSchema.js';
import { renderYaml } from '../../../src/compiler/standards/common/renderYaml.js';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';
import { writeJsonSchema } from '../../../src/compiler/standards/jsonSchema/writeJsonSchema.js';
import { terms } from '../contracts/terms.js';

const schema = (x: object): string =>
  JSON.stringify({ title: 'orders', type: 'object', properties: { x }, required: ['x'] });

/** The columns of the product that a JSON Schema was imported as, through the YAML that a team publishes. */
function importedColumns(x: object) {
  const { product } = importDocument({ path: 'orders.json', content: schema(x) }, 'sales.gold');
  const { output_ports: ports } = parse(renderYaml(product ?? {})) as { output_ports: unknown };
  const [port] = dataProductSchema.shape.output_ports.parse(ports);
  return port?.schema?.columns ?? [];
}

/** The columns as they are where a port names the schema. */
const named = (x: object): CompiledColumn[] =>
  readJsonSchema({ path: 'orders.json', content: schema(x) }).columns.map(({ column }) => column);

const KEYWORDS: readonly (readonly [name: string, x: object])[] = [
  ['not', { type: 'string', not: { enum: ['a'] } }],
  ['uniqueItems', { type: 'array', items: { type: 'string' }, uniqueItems: true }],
  ['contains', { type: 'array', contains: { const: 1 }, minContains: 2 }],
  ['prefixItems', { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }] }],
  ['items as a list', { type: 'array', items: [{ type: 'string' }] }],
  ['items: false', { type: 'array', prefixItems: [{ type: 'string' }], items: false }],
  ['dependentRequired', { type: 'object', properties: { a: { type: 'string' } }, dependentRequired: { a: ['b'] } }],
  ['if', { type: 'string', if: { const: 'a' }, then: { minLength: 1 }, else: { minLength: 2 } }],
  ['patternProperties', { type: 'object', patternProperties: { '^a': { type: 'string' } } }],
  ['additionalProperties', { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false }],
  ['propertyNames', { type: 'object', propertyNames: { maxLength: 3 } }],
  ['minProperties', { type: 'object', minProperties: 1, maxProperties: 4 }],
  ['contentEncoding', { type: 'string', contentEncoding: 'base64', contentMediaType: 'text/csv' }],
  ['unevaluatedItems', { type: 'array', unevaluatedItems: false }],
  [
    'anyOf of bounds',
    {
      anyOf: [
        { type: 'integer', minimum: 1 },
        { type: 'integer', maximum: -1 },
      ],
    },
  ],
  ['a reference that leads out', { $ref: 'https://acme.com/a.json' }],
  ['within', { type: 'array', items: { type: 'array', items: { type: 'string' }, uniqueItems: true } }],
  ['of a field', { type: 'object', properties: { a: { type: 'string', not: { const: '' } } } }],
];

describe('a word of JSON Schema that a column has none for', () => {
  it.each(KEYWORDS)('%s is the same whether the schema is imported or named', (_, x) => {
    expect(importedColumns(x).map(compiledColumn)).toEqual(named(x));
  });

  it.each(KEYWORDS)('%s goes out again', (_, x) => {
    const content = writeJsonSchema({ name: 'orders', columns: importedColumns(x) });
    expect(readJsonSchema({ path: 'orders.json', content }).columns.map(({ column }) => column)).toEqual(named(x));
  });

  it.each(KEYWORDS)('%s taken out is told', (_, x) => {
    const [before] = named(x);
    const plain = { type: (x as { type?: string }).type ?? 'integer' };
    const after = importedColumns(plain).map(compiledColumn);
    expect(before).toBeDefined();
    expect(
      diffTerms(terms({ columns: importedColumns(x).map(compiledColumn) }), terms({ columns: after })),
    ).not.toEqual([]);
  });
});
