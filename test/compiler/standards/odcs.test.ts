import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportOdcs, importOdcs, odcsDocument } from '../../../src/compiler/standards/odcs/odcs.js';

const INPUTS = path.resolve(import.meta.dirname, '../../../../shared/inputs/contracts');
const shared = existsSync(INPUTS);

function documentsBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        /^apiVersion:\s*["']?v3/m.test(readFileSync(file, 'utf8')) &&
        /^kind:\s*DataContract/m.test(readFileSync(file, 'utf8')),
    )
    .sort();
}
const files = documentsBelow(INPUTS).map((file) => path.relative(INPUTS, file));
const read = (file: string) => ({ path: file, content: readFileSync(path.join(INPUTS, file), 'utf8') });

const CONTRACT = `apiVersion: v3.1.0
kind: DataContract
id: 53581432-6c55-4ba2-a65f-72344a91553a
name: orders
version: 1.1.0
status: active
domain: sales
description: {purpose: Orders of the shop, limitations: None}
schema:
  - name: orders
    physicalName: sales.gold.orders
    properties:
      - name: id
        logicalType: string
        physicalType: varchar(36)
        required: true
        primaryKey: true
        primaryKeyPosition: 1
      - name: state
        logicalType: string
        classification: internal
        quality: [{type: library, metric: invalidValues, arguments: {validValues: [open, paid]}, mustBe: 0}]
      - name: lines
        logicalType: array
        items: {logicalType: object, properties: [{name: sku, logicalType: string}]}
slaProperties:
  - {property: latency, value: 2, unit: h}
  - {property: availability, value: 99.9, unit: percent}
team: {name: sales-data}
customProperties: [{property: anything, value: {at: all}, vendor: acme}]
`;

describe('the Open Data Contract Standard', () => {
  it('comes in as what our model holds, and the rest beside it', () => {
    const { model, residue, diagnostics } = importOdcs({ path: 'orders.yaml', content: CONTRACT });
    expect(diagnostics).toEqual([]);
    expect(model).toMatchObject({
      ...{ id: '53581432-6c55-4ba2-a65f-72344a91553a', version: '1.1.0', status: 'active', domain: 'sales' },
      sla: { freshness: 'PT2H', availability: 99.9 },
      tables: [
        {
          ...{ name: 'orders', physicalName: 'sales.gold.orders' },
          columns: [
            { name: 'id', type: 'string', physicalType: 'varchar(36)', required: true, primaryKey: true },
            { name: 'state', classification: 'internal', enum: ['open', 'paid'] },
            { name: 'lines', type: 'array', items: { fields: [{ name: 'sku', type: 'string' }] } },
          ],
        },
      ],
    });
    expect(residue).toEqual([
      { at: '/description/limitations', value: 'None' },
      { at: '/schema/name=orders/properties/name=id/primaryKeyPosition', value: 1 },
      { at: '/team', value: { name: 'sales-data' } },
      { at: '/customProperties', value: [{ property: 'anything', value: { at: 'all' }, vendor: 'acme' }] },
    ]);
  });

  it('keeps what was beside a column when the model changes, and lets it go with the column', () => {
    const { model, residue } = importOdcs({ path: 'orders.yaml', content: CONTRACT });
    if (!model) throw new Error('refused');
    const [table] = model.tables;
    const columns = (table?.columns ?? []).map((each) =>
      each.name === 'id' ? { ...each, description: 'The order' } : each,
    );
    const more = { ...model, tables: table ? [{ ...table, columns }] : [] };
    expect(parse(exportOdcs(more, residue))).toMatchObject({
      schema: [{ properties: [{ name: 'id', description: 'The order', primaryKeyPosition: 1 }, {}, {}] }],
    });
    const less = { ...model, tables: table ? [{ ...table, columns: columns.slice(1) }] : [] };
    const gone = parse(exportOdcs(less, residue)) as { schema: { properties: { name: string }[] }[] };
    expect(gone.schema[0]?.properties.map(({ name }) => name)).toEqual(['state', 'lines']);
  });

  it.each([
    ['kind: DataContract', 'kind: DataProduct', '\'kind\' cannot be "DataProduct"', 2, 7],
    ['apiVersion: v3.1.0', 'apiVersion: v2.2.2', '\'apiVersion\' cannot be "v2.2.2"', 1, 13],
    ['version: 1.1.0', 'version: 1.1', "'version' cannot be 1.1", 5, 10],
    ['logicalType: array', 'logicalType: list', '\'logicalType\' cannot be "list"', 24, 22],
    ['name: state', 'name: id', "'id' stands twice", 19, 15],
    ['required: true', 'required: yes please', '\'required\' cannot be "yes please"', 16, 19],
    ['value: 2, unit: h', 'unit: h', 'A row of slaProperties lacks its property or its value', 27, 5],
  ])('is refused where %s is %s, at its place', (from, to, message, line, column) => {
    const { model, diagnostics } = importOdcs({ path: 'orders.yaml', content: CONTRACT.replace(from, to) });
    expect(model).toBeNull();
    expect(diagnostics).toMatchObject([{ message, location: { file: 'orders.yaml', line, column } }]);
  });
});

describe.skipIf(!shared)('real documents of the standard', () => {
  const schema = (version: string) =>
    JSON.parse(readFileSync(path.join(INPUTS, `odcs-schemas/odcs-json-schema-v${version}.json`), 'utf8')) as object;
  const make = () => {
    const text = JSON.stringify(schema('3.1.0'));
    const ajv = text.includes('2019-09') ? new Ajv2019({ strict: false }) : new Ajv({ strict: false });
    (addFormats as unknown as (ajv: object) => void)(ajv);
    return ajv.compile(schema('3.1.0'));
  };

  it('are there', () => expect(files.length).toBeGreaterThan(10));

  it.each(files)('%s comes out as it came in', (file) => {
    const { model, residue, diagnostics } = importOdcs(read(file));
    const errors = diagnostics.map(({ message, location }) => `${message} ${location?.line ?? ''}`);
    expect([file, model === null ? errors : []]).toEqual([file, []]);
    if (!model) return;
    expect(odcsDocument(model, residue)).toEqual(parse(read(file).content));
    expect(parse(exportOdcs(model, residue))).toEqual(parse(read(file).content));
  });

  it.each(files)('what our model holds of %s is a document of the standard by itself', (file) => {
    const { model } = importOdcs(read(file));
    if (!model) return;
    const validate = make();
    expect([validate(odcsDocument({ ...model, status: model.status ?? 'draft' })), validate.errors]).toEqual([
      true,
      null,
    ]);
  });
});
