import { describe, expect, it } from 'vitest';
import { dataProductSchema } from '../../../src/compiler/document/product.js';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';
import { describeBeside } from '../../support/describeBeside.js';
import { filesBelow } from '../../support/inputs.js';
import { OWN, REAL, textOf, type Documents } from './documents.js';

const read = (content: string, namespace?: string) => importDocument({ path: 'datacontract.yaml', content }, namespace);
const HEAD = 'dataContractSpecification: 1.2.0\nid: orders\ninfo: {title: Orders, version: 2.0.0}\n';

function expectPorts(documents: Documents, file: string): void {
  const { product, diagnostics } = read(textOf(documents, file));
  expect(diagnostics).toEqual([]);
  expect(dataProductSchema.shape.output_ports.safeParse(product?.['output_ports']).success).toBe(true);
}

describe('a Data Contract Specification document', () => {
  it.each(OWN.dcs)('%s is taken in as output ports that a data product may have', (file) => {
    expectPorts(OWN, file);
  });

  it('is refused where it is broken, with its code', () => {
    const { product, diagnostics } = read(textOf(OWN, 'dcs/invalid-reference.dcs.yaml'));
    expect(product).toBeNull();
    expect(diagnostics).toMatchObject([{ code: 'PORT_SCHEMA_INVALID', location: { line: 5 } }]);
  });

  it('is a port a model, with its definitions taken in, its keys, and what it promises', () => {
    const content = `${HEAD}servers: {prod: {type: snowflake, database: shop, schema: gold}}
models:
  orders:
    description: One row an order
    primaryKey: [order_id]
    fields:
      order_id: {$ref: '#/definitions/id', required: true}
      total: {type: decimal, precision: 10, scale: 2, minimum: 0}
      email: {type: text, pii: true, format: email}
      lines: {type: array, items: {type: record, fields: {sku: {type: string, required: true}}}}
      labels: {type: map, keys: {type: string}, values: {type: string}}
definitions: {id: {type: text, title: Order, maxLength: 36, tags: [key]}}
servicelevels:
  availability: {percentage: 99.5%}
  freshness: {threshold: 25h}
  retention: {period: P90D}
`;
    expect(read(content)).toEqual({
      kept: 0,
      diagnostics: [],
      product: {
        output_ports: [
          {
            name: 'orders',
            description: 'One row an order',
            table: 'gold.orders',
            schema: {
              columns: [
                {
                  name: 'order_id',
                  type: 'text',
                  title: 'Order',
                  max_length: 36,
                  tags: ['key'],
                  required: true,
                  primary_key: true,
                },
                { name: 'total', type: 'decimal(10,2)', minimum: 0 },
                { name: 'email', type: 'text', format: 'email', classification: 'pii' },
                {
                  name: 'lines',
                  type: 'array',
                  items: { type: 'record', fields: [{ name: 'sku', type: 'string', required: true }] },
                },
                { name: 'labels', type: 'map', keys: { type: 'string' }, values: { type: 'string' } },
              ],
            },
            sla: { freshness: '25h', availability: 99.5, retention: '90d' },
          },
        ],
      },
    });
    expect(read(content, 'sales.gold').product).toMatchObject({ output_ports: [{ table: 'sales.gold.orders' }] });
  });

  it.each([
    ['dataContractSpecification: 1.2.0\nid: orders\n', 'DOCUMENT_MISSING_FIELD', 1],
    [HEAD.replace('1.2.0', '2.0.0'), 'DOCUMENT_UNSUPPORTED_VERSION', 1],
    [`${HEAD}models: {orders: {fields: {id: {type: 7}}}}\n`, 'DOCUMENT_WRONG_TYPE', 4],
    [`${HEAD}models: [orders]\n`, 'DOCUMENT_WRONG_TYPE', 4],
    [HEAD.replace('2.0.0', '2.0'), 'DOCUMENT_WRONG_TYPE', 3],
  ])('%j is refused with the place', (content, code, line) => {
    expect(read(content)).toMatchObject({ product: null, diagnostics: [{ code, location: { line } }] });
  });

  it.each([
    ["{a: {$ref: '#/definitions/b'}}", '{}', 'leads to no definition', 6],
    ["{a: {type: array, items: {fields: {c: {$ref: '#/definitions/toString'}}}}}", '{}', 'leads to no definition', 6],
    ["{a: {type: map, values: {$ref: 'https://example.com/a.yaml'}}}", '{}', 'leads out of the document', 6],
    ["{a: {$ref: 'a.yaml#/a', type: text}}", '{}', 'leads out of the document', 6],
    ["{a: {$ref: '#/definitions/b'}}", "{b: {$ref: '#/definitions/b'}}", 'leads back to itself', 6],
    ['{a: {type: text}}', "{b: {fields: {c: {$ref: '#/definitions/d'}}}}", 'leads to no definition', 7],
  ])(
    'whose fields %s (and definitions %s) lead nowhere is refused at the $ref',
    (fields, definitions, message, line) => {
      const content = `${HEAD}models:\n  m:\n    fields: ${fields}\ndefinitions: ${definitions}\n`;
      const { product, diagnostics } = read(content);
      expect(product).toBeNull();
      const column = (content.split('\n')[line - 1] ?? '').search(/(?<=\$ref: )'/) + 1;
      expect(diagnostics[0]).toMatchObject({ code: 'PORT_SCHEMA_INVALID', location: { line, column } });
      expect(diagnostics[0]?.message).toContain(message);
      expect(diagnostics[0]?.hint).toContain('definitions');
    },
  );

  it('that grows with every step is refused', () => {
    const fields = [...'abcdefgh'].map((name) => `${name}: {$ref: '#/definitions/x'}`).join(', ');
    const content = `${HEAD}models: {orders: {fields: {a: {$ref: '#/definitions/x'}}}}\ndefinitions: {x: {type: record, fields: {${fields}}}}\n`;
    expect(read(content)).toMatchObject({ product: null, diagnostics: [{ code: 'PORT_SCHEMA_INVALID' }] });
  });
});

describeBeside('Data Contract Specification documents', REAL.root, () => {
  it('are those that are named', () => {
    const found = filesBelow(REAL.root, /^datacontract-spec\/examples\/.*\.ya?ml$/);
    expect(found).toEqual(REAL.dcs);
  });

  it.each(REAL.dcs)('%s is taken in as output ports that a data product may have', (file) => expectPorts(REAL, file));
});
