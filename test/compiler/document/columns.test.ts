import { describe, expect, it } from 'vitest';
import { compiledColumn, documentColumn } from '../../../src/compiler/document/columns.js';
import type { DocumentColumn } from '../../../src/compiler/document/common.js';
import { decodeDataContract } from '../../../src/compiler/document/decode.js';
import { readJsonSchema } from '../../../src/compiler/jsonSchema/readJsonSchema.js';

const COLUMN: DocumentColumn = {
  name: 'address',
  id: 'c-4',
  aliases: ['adr'],
  renamed_from: 'location',
  type: 'object',
  required: true,
  description: 'Where the customer lives',
  semantic: 'postal address',
  masked_in_non_prod: true,
  fields: [
    { name: 'zip', type: 'string', pattern: '^[0-9]+$', min_length: 4, max_length: 10, format: 'zip', default: '0000' },
    { name: 'lines', type: 'array', max_items: 3, items: { type: 'string', required: true } },
    { name: 'names', type: 'map', keys: { type: 'string' }, values: { type: 'string', enum: ['a'], enum_open: true } },
    { name: 'country', type: 'string', references: ['enterprise.reference_data.countries.code'], deprecated: true },
  ],
};

const contract = (columns: string): string => `
apiVersion: floe.dev/v1
kind: DataContract
metadata: {name: a-to-b-c, version: "1.0.0"}
provider: {domain: a, product: b, port: c}
consumer: {domain: d, product: e}
schema:
  columns:
${columns}`;

describe('a column of a document', () => {
  it('says all that a contract compares, to any depth, and nothing is lost on the way back', () => {
    expect(documentColumn(compiledColumn(COLUMN))).toEqual(COLUMN);
    expect(compiledColumn(COLUMN)).toMatchObject({
      id: 'c-4',
      aliases: ['adr'],
      renamedFrom: 'location',
      semantic: 'postal address',
      maskedInNonProd: true,
      fields: [
        { pattern: '^[0-9]+$', bounds: { minLength: 4, maxLength: 10 }, default: '0000' },
        { bounds: { maxItems: 3 }, items: { name: 'items', type: 'string', required: true } },
        { values: { enum: ['a'], enumOpen: true } },
        { references: ['enterprise.reference_data.countries.code'], deprecated: true },
      ],
    });
  });

  it('is refused at its place where a field within a field is misspelt', () => {
    const content = contract('    - {name: address, type: object, fields: [{name: zip, type: string, requird: true}]}');
    const { document, diagnostics } = decodeDataContract({ path: 'contract.yaml', content });
    expect(document).toBeNull();
    expect(diagnostics.map(({ code, hint, location }) => [code, hint, location?.line])).toEqual([
      ['DOCUMENT_UNKNOWN_FIELD', "Did you mean 'required'?", 9],
    ]);
  });
});

describe('a JSON Schema', () => {
  const read = (properties: object) =>
    readJsonSchema({
      path: 's.json',
      content: JSON.stringify({ type: 'object', required: ['a'], properties }),
    }).columns.map(({ column }) => column);

  it('gives objects, arrays, maps and unions as columns', () => {
    const [column] = read({
      a: {
        type: 'object',
        required: ['tags'],
        properties: {
          tags: { type: 'array', items: { type: ['string', 'null'], maxLength: 5 } },
          prices: { type: 'object', additionalProperties: { type: 'number', minimum: 0 } },
          either: { type: ['string', 'integer'] },
        },
      },
    });
    expect(column).toMatchObject({ type: 'object', required: true });
    expect(column?.fields).toMatchObject([
      { name: 'tags', required: true, items: { type: 'string', required: false, bounds: { maxLength: 5 } } },
      { name: 'prices', type: 'map', keys: { type: 'string' }, values: { type: 'number', bounds: { minimum: 0 } } },
      { name: 'either', branches: ['string', 'integer'] },
    ]);
  });

  it('gives bounds, patterns, formats and defaults; a format that is a type to us is none', () => {
    const [a, b] = read({
      a: {
        type: 'string',
        format: 'email',
        pattern: '@',
        default: 'x@y',
        'x-floe': { encrypted: true, aliases: ['e'] },
      },
      b: { type: 'string', format: 'date-time' },
    });
    expect(a).toMatchObject({ format: 'email', pattern: '@', default: 'x@y', encrypted: true, aliases: ['e'] });
    expect(b).toMatchObject({ type: 'timestamp' });
    expect(b).not.toHaveProperty('format');
  });

  it('that refers to itself ends', () => {
    const content = JSON.stringify({
      $ref: '#/$defs/node',
      $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } },
    });
    expect(readJsonSchema({ path: 's.json', content }).columns.map(({ column }) => column.name)).toEqual(['next']);
  });
});
