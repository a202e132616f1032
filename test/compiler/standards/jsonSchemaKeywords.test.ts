import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CompiledColumn } from '../../../src/compiler/artifact.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';
import { diffPorts } from '../../../src/compiler/contracts/diffPorts.js';
import { promisingPorts } from '../../../src/compiler/contracts/promisingPorts.js';
import { decodeDataProduct } from '../../../src/compiler/document/decode.js';
import { compiledOutputPorts } from '../../../src/compiler/facts/models/outputPorts.js';
import { portFacts } from '../../../src/compiler/facts/subjects/portFacts.js';
import { renderContractAs } from '../../../src/compiler/standards/renderContractAs.js';
import { compiledColumn } from '../../../src/compiler/document/columns.js';
import { dataProductSchema } from '../../../src/compiler/document/product.js';
import { readJsonSchema } from '../../../src/compiler/jsonSchema/readJsonSchema.js';
import { renderYaml } from '../../../src/compiler/document/yaml/renderYaml.js';
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

const ROWS: readonly (readonly [name: string, words: object])[] = [
  ['dependentRequired', { dependentRequired: { phone: ['country'] } }],
  ['not', { not: { required: ['a', 'b'] } }],
  ['additionalProperties', { additionalProperties: false }],
  ['minProperties', { minProperties: 2 }],
  ['if', { if: { required: ['a'] }, then: { required: ['b'] } }],
  ['patternProperties', { patternProperties: { '^x-': { type: 'string' } } }],
];

const rowSchema = (words: object): string =>
  JSON.stringify({ title: 'orders', properties: { id: { type: 'string' } }, ...words });

describe('a word that a JSON Schema says of a row as a whole', () => {
  const head = {
    apiVersion: 'floe.dev/v1',
    kind: 'DataProduct',
    metadata: { name: 'shop', version: '1.0.0' },
    domain: { ref: 'sales-platform@2.1.0' },
    ownership: { team: 'shop', email: 'shop@acme.com' },
    schedule: { cron: '0 * * * *' },
  };
  const portsOf = (product: object, files: { path: string; content: string }[] = []) => {
    const content = renderYaml({ ...head, ...product });
    const { document } = decodeDataProduct({ path: 'data-product.yaml', content });
    if (!document) throw new Error('refused');
    const ports = compiledOutputPorts(portFacts(document, 'sales.shop', files, false), []);
    return promisingPorts(ports, { mode: 'backward', breakingChangeNotice: 'P7D' });
  };
  const imported = (words: object) =>
    portsOf(importDocument({ path: 'orders.json', content: rowSchema(words) }, 'sales.gold').product ?? {});
  const named = (words: object) =>
    portsOf({ output_ports: [{ name: 'orders', table: 'sales.gold.orders', schema: { ref: 'orders.json' } }] }, [
      { path: 'orders.json', content: rowSchema(words) },
    ]);

  it.each(ROWS)('%s is told when it goes, whether the schema is imported or named', (name, words) => {
    expect(imported(words)).toEqual(named(words));
    const [changed] = diffPorts(imported(words), imported({}), () => false);
    expect(changed?.changes[0]).toMatchObject({
      rule: 'minProperties' in words ? 'bound_loosened' : 'promise_changed',
      path: expect.stringContaining('row.') as string,
    });
    expect(changed?.changes[0]?.path).toContain(name);
    expect(diffPorts(named(words), imported(words), () => false)).toEqual([]);
  });

  it.each(ROWS)('%s goes out again with the contract', (_, words) => {
    const [port] = named(words);
    if (!port) throw new Error('no port');
    const contract = { name: 'c', version: '1.0.0', status: 'active', providerPort: 'a.b.orders', consumer: 'c.d' };
    const given = renderContractAs({ ...contract, terms: port.terms, extensions: null }, 'json_schema');
    expect(JSON.parse(given)).toMatchObject(words);
  });
});
