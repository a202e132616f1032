import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { dataProductSchema } from '../../../src/compiler/document/product.js';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';
import { extensionsOf } from '../../../src/compiler/standards/common/productSource.js';
import { renderPort } from '../../../src/compiler/standards/renderPort.js';
import { renderYaml } from '../../../src/compiler/document/yaml/renderYaml.js';
import { catalogued } from './columns.js';
import { isMapping } from '../../../src/compiler/values/json.js';

const ODCS = `apiVersion: v3.2.0
kind: DataContract
id: orders
version: 1.0.0
status: active
schema:
- name: orders
  physicalName: sales.gold.orders
  properties:
  - {name: id, logicalType: integer, logicalTypeOptions: {format: i64, minimum: 1}, required: true, primaryKey: true}
  - {name: lines, logicalType: array, items: {logicalType: object, properties: [{name: sku, logicalType: string}]}}
  - {name: tags, logicalType: map, map: {key: {logicalType: string}, value: {logicalType: number}}, customProperties: [{property: floeAliases, value: [labels]}]}
slaProperties: [{property: latency, value: 2, unit: h}, {property: availability, value: 99.5, unit: percent}]
roles: [{role: analysts, access: read}]
`;
const ODPS = `apiVersion: v1.0.0
kind: DataProduct
id: orders
status: active
outputPorts: [{name: orders, version: 1.0.0, contractId: c}]
inputPorts: [{name: crm, version: 1.0.0, contractId: d, customProperties: [{property: floeRef, value: a.b.c}]}]
team: {name: shop}
`;
const JSON_SCHEMA = JSON.stringify({
  title: 'orders',
  properties: { id: { type: 'integer', format: 'date' }, more: { anyOf: [{ $ref: '#/$defs/a' }, { type: 'null' }] } },
  $defs: { a: { type: 'object', properties: { b: { enum: ['x'] } } } },
});
const AVRO = JSON.stringify({
  type: 'record',
  name: 'orders',
  fields: [
    { name: 'id', type: { type: 'long', logicalType: 'timestamp-micros' } },
    { name: 'e', type: ['null', 'string'] },
  ],
});
const DCS = `dataContractSpecification: 1.2.0
id: orders
info: {title: Orders, version: 2.0.0}
models: {orders: {fields: {id: {type: long, required: true}, a: {$ref: '#/definitions/x'}}}}
definitions: {x: {type: text, enum: [a]}}
servicelevels: {freshness: {threshold: 25h}}
`;
const DBT = `models:
- {name: orders, config: {contract: {enforced: true}}, columns: [{name: id, data_type: int, constraints: [{type: not_null}]}]}
`;

/** What else may stand anywhere; words that every object of JavaScript knows among them. */
const VALUES: readonly unknown[] = [
  ...[null, 0, -1, 1.5, 1e308, true, false, '', ' ', 'x', 'a b', 'é☃', '2020-01-01', '9'.repeat(40)],
  ...['constructor', 'toString', '__proto__', 'hasOwnProperty', [], {}, [null], [[]], { a: 1 }],
];

type Step = string | number;

function pathsOf(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  const entries: [Step, unknown][] = Array.isArray(value)
    ? value.map((each, index): [Step, unknown] => [index, each])
    : isMapping(value)
      ? Object.entries(value)
      : [];
  return [path, ...entries.flatMap(([step, each]) => pathsOf(each, [...path, step]))];
}

/** The value with another one at a path. */
function changed(value: unknown, [step, ...rest]: readonly Step[], to: unknown): unknown {
  if (step === undefined) return to;
  if (Array.isArray(value))
    return value.map((each, index) => (index === step ? changed(each, rest, to) : (each as unknown)));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === step ? changed(each, rest, to) : each]),
  );
}

describe.each(Object.entries({ ODCS, ODPS, JSON_SCHEMA, AVRO, DCS, DBT }))(
  'a document that is hostile: %s',
  (name, text) => {
    const document = parse(text) as unknown;
    const paths = pathsOf(document);
    const change = fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...VALUES));

    it('is refused with the place, or comes to ports that a product may have and that can be given out', () => {
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
          const hostile = changes.reduce<unknown>((value, [path, to]) => changed(value, path, to), document);
          const content = stringify(hostile);
          const { product, diagnostics } = importDocument({ path: 'document.yaml', content });
          if (!product) {
            expect(diagnostics.length).toBeGreaterThan(0);
            return;
          }
          const ports = dataProductSchema.shape.output_ports.parse(product['output_ports']).map(catalogued);
          const extensions = extensionsOf({ path: 'data-product.yaml', content: renderYaml(product) });
          const owner = { team: 'shop', email: null, slack: null };
          const whole = { product: { fqn: 'sales.shop', version: '1.0.0', ownership: owner }, ports, extensions };
          for (const port of ports) {
            const given = (['odcs', 'avro', 'json_schema', 'dbt'] as const).map((each) =>
              renderPort(port, whole, each),
            );
            if (name === 'ODCS') expect(parse(given[0] ?? '')).toEqual(parse(content));
          }
        }),
        { numRuns: 400 },
      );
    });
  },
);
