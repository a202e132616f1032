import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportOdps, importOdps, odpsDocument } from '../../../src/compiler/standards/odps/odps.js';

const INPUTS = path.resolve(import.meta.dirname, '../../../../shared/inputs/contracts/odps-bitol');
const EXAMPLES = path.join(INPUTS, 'docs/examples');
const files = existsSync(EXAMPLES) ? readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml')) : [];

const PRODUCT = `apiVersion: v1.0.0
kind: DataProduct
id: p-1
status: active
name: Orders
inputPorts:
  - {name: shop, version: 1.0.0, contractId: c-1}
outputPorts:
  - {name: orders, version: 1.0.0, type: tables, sbom: [{type: external, url: "https://x"}]}
`;

describe('the Open Data Product Standard', () => {
  it('comes in as what our model holds, and the rest beside it', () => {
    const { model, residue, diagnostics } = importOdps({ path: 'p.yaml', content: PRODUCT });
    expect(diagnostics).toEqual([]);
    expect(model).toMatchObject({
      ...{ id: 'p-1', name: 'Orders', status: 'active' },
      inputPorts: [{ name: 'shop', version: '1.0.0', contractId: 'c-1' }],
      outputPorts: [{ name: 'orders', type: 'tables' }],
    });
    expect(residue).toEqual([{ at: '/outputPorts/name=orders/sbom', value: [{ type: 'external', url: 'https://x' }] }]);
    if (model) expect(parse(exportOdps(model, residue))).toEqual(parse(PRODUCT));
  });

  it.each([
    ['kind: DataProduct', 'kind: Product', '\'kind\' cannot be "Product"', 2],
    ['status: active\n', '', "'status' cannot be absent", 1],
    [', contractId: c-1', '', "A port lacks 'contractId'", 7],
  ])('is refused where %s is "%s", at its place', (from, to, message, line) => {
    const { model, diagnostics } = importOdps({ path: 'p.yaml', content: PRODUCT.replace(from, to) });
    expect(model).toBeNull();
    expect(diagnostics).toMatchObject([{ message, location: { file: 'p.yaml', line } }]);
  });
});

describe.skipIf(files.length === 0)('real documents of the standard', () => {
  it.each(files)('%s comes out as it came in', (file) => {
    const content = readFileSync(path.join(EXAMPLES, file), 'utf8');
    const { model, residue, diagnostics } = importOdps({ path: file, content });
    expect(diagnostics).toEqual([]);
    if (!model) throw new Error('refused');
    expect(odpsDocument(model, residue)).toEqual(parse(content));
  });

  it.each(files)('what our model holds of %s is a document of the standard by itself', (file) => {
    const { model } = importOdps({ path: file, content: readFileSync(path.join(EXAMPLES, file), 'utf8') });
    if (!model) throw new Error('refused');
    const ajv = new Ajv2019({ strict: false });
    (addFormats as unknown as (ajv: object) => void)(ajv);
    const schema = JSON.parse(readFileSync(path.join(INPUTS, 'schema/odps-json-schema-v1.0.0.json'), 'utf8')) as object;
    const validate = ajv.compile(schema);
    expect([validate(odpsDocument(model)), validate.errors]).toEqual([true, null]);
  });
});
