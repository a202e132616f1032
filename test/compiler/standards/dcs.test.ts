import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataProductSchema } from '../../../src/compiler/document/product.js';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';
import { hasInputs, inputText } from './inputs.js';

const read = (content: string, namespace?: string) => importDocument({ path: 'datacontract.yaml', content }, namespace);
const HEAD = 'dataContractSpecification: 1.2.0\nid: orders\ninfo: {title: Orders, version: 2.0.0}\n';

describe('a Data Contract Specification document', () => {
  const examples = hasInputs ? ['orders-latest', 'covid-cases', 'time-example'] : [];

  it.each(examples)('%s is taken in as output ports that a data product may have', (name) => {
    const { product, diagnostics } = read(
      inputText(path.join('datacontract-spec/examples', name, 'datacontract.yaml')),
    );
    expect(diagnostics).toEqual([]);
    expect(dataProductSchema.shape.output_ports.safeParse(product?.['output_ports']).success).toBe(true);
  });

  it.runIf(hasInputs)('has all of its real documents at hand', () => {
    const folder = path.resolve(import.meta.dirname, '../../../../shared/inputs/contracts/datacontract-spec/examples');
    expect(readdirSync(folder).sort()).toEqual([...examples].sort());
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
      ...{ kept: 0, diagnostics: [] },
      product: {
        output_ports: [
          {
            ...{ name: 'orders', description: 'One row an order', table: 'gold.orders' },
            schema: {
              columns: [
                {
                  ...{ name: 'order_id', type: 'text', title: 'Order', max_length: 36, tags: ['key'] },
                  ...{ required: true, primary_key: true },
                },
                { name: 'total', type: 'decimal(10,2)', minimum: 0 },
                { name: 'email', type: 'text', format: 'email', classification: 'pii' },
                {
                  ...{ name: 'lines', type: 'array' },
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

  it('that grows with every step is refused', () => {
    const fields = [...'abcdefgh'].map((name) => `${name}: {$ref: '#/definitions/x'}`).join(', ');
    const content = `${HEAD}models: {orders: {fields: {a: {$ref: '#/definitions/x'}}}}\ndefinitions: {x: {type: record, fields: {${fields}}}}\n`;
    expect(read(content)).toMatchObject({ product: null, diagnostics: [{ code: 'PORT_SCHEMA_INVALID' }] });
  });
});
