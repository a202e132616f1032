import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { extensionsSchema } from '../../../src/compiler/document/extensions.js';
import { readOdps } from '../../../src/compiler/standards/odps/readOdps.js';
import type { ProductParts } from '../../../src/compiler/standards/odps/product.js';
import { productOfOdps } from '../../../src/compiler/standards/odps/toProduct.js';
import { documentOfProduct, writeOdps } from '../../../src/compiler/standards/odps/writeOdps.js';
import { renderYaml } from '../../../src/compiler/document/yaml/renderYaml.js';
import { describeBeside } from '../../support/describeBeside.js';
import { foundBeside, OWN, REAL, textOf, complaintsOf, type Documents } from './documents.js';
import type { Mapping } from '../../../src/compiler/values/json.js';

const read = (content: string) => readOdps({ path: 'product.yaml', content });

function expectKept(documents: Documents, file: string): void {
  const { document, diagnostics } = read(textOf(documents, file));
  expect(diagnostics).toEqual([]);
  if (!document) throw new Error('refused without a finding');
  const { product, extension } = productOfOdps(document);
  const text = renderYaml({ ...product, extensions: { odps: extension } });
  const again = parse(text) as ProductParts & { extensions: unknown };
  const { odps } = extensionsSchema.parse(again.extensions);
  if (!odps) throw new Error('no extension');
  const back = documentOfProduct(again, odps);
  expect(back).toEqual(parse(textOf(documents, file)));
  expect(JSON.stringify(back)).toBe(JSON.stringify(document));
}

const PRODUCT: ProductParts = {
  metadata: { name: 'customer-360', version: '3.2.1', description: 'All customers.' },
  ownership: { team: 'sales', email: 'sales@acme.com', slack: '#sales' },
  domain: { ref: 'oci://registry.acme.com/domains/sales-platform:v2.1.0' },
  transforms: [{ type: 'dbt', path: 'models/' }],
  schedule: { cron: '0 6 * * *', timezone: 'Europe/Berlin', duration: '45m' },
  output_ports: [{ name: 'customers', table: 'sales.gold.customers' }],
  input_ports: [
    { name: 'crm', source: { type: 'ingestion', config: { type: 'dlt', source: 'salesforce', tables: ['a'] } } },
    {
      name: 'campaigns',
      freshness_requirement: '1h',
      description: 'Clicks.',
      source: { type: 'data_product', ref: 'marketing.campaigns.clicks', columns: ['id'] },
    },
  ],
};

/** A product that came from no document, as a document. */
function writtenOf(product: ProductParts): Mapping {
  const identity = { apiVersion: 'v1.0.0', id: 'sales.customer-360', name: 'customer-360', version: '3.2.1' };
  const parts = { outputPorts: [], inputPorts: [], residue: {} };
  return writeOdps(product, { product: { ...identity, status: 'active', domain: 'sales' }, ...parts }, identity.id);
}

describe('the Open Data Product Standard', () => {
  it.each(OWN.odps)('%s comes back as it was', (file) => expectKept(OWN, file));

  const HEAD = 'apiVersion: v1.0.0\nkind: DataProduct\nid: p\n';
  it.each([
    ['name: a', 'DOCUMENT_MISSING_FIELD', 'status'],
    ['status: a\ninputPorts: [{name: i, version: 1.0.0}]', 'DOCUMENT_MISSING_FIELD', 'inputPorts.i.contractId'],
    ['status: a\noutputPorts: [{name: o, version: 1.0}]', 'DOCUMENT_WRONG_TYPE', 'outputPorts.o.version'],
    ['status: a\nsupport: [{channel: c, url: "#chat"}]', 'DOCUMENT_INVALID_VALUE', 'support[0].url'],
    ['status: a\noutputPort: []', 'DOCUMENT_UNKNOWN_FIELD', 'outputPort'],
    [
      'status: a\noutputPorts: [{name: o, version: 1.0.0}, {name: o, version: 1.0.0}]',
      ...(['DOCUMENT_DUPLICATE_NAME', 'outputPorts.o.name'] as const),
    ],
  ])('refuses %j with the path', (rest, code, subject) => {
    const { document, diagnostics } = read(`${HEAD}${rest}\n`);
    expect(document).toBeNull();
    expect(diagnostics).toMatchObject([{ code, subject, location: { file: 'product.yaml' } }]);
  });

  it('is written of a product so that it is read as it was', () => {
    const again = read(renderYaml(writtenOf(PRODUCT)));
    expect(again.diagnostics).toEqual([]);
    expect(again.document && productOfOdps(again.document).product).toEqual(PRODUCT);
  });
});

const SCHEMA = 'odps-bitol/schema/odps-json-schema-v1.0.0.json';

describeBeside('documents of the Open Data Product Standard', REAL.root, () => {
  it('are those that are named', () => {
    expect(foundBeside(['odps-bitol'], /^kind: DataProduct/m)).toEqual(REAL.odps);
  });

  it.each(REAL.odps)('%s comes back as it was', (file) => expectKept(REAL, file));

  it.each(OWN.odps)('the schema accepts our %s', (file) => {
    expect(complaintsOf(SCHEMA, parse(textOf(OWN, file)))).toEqual([]);
  });

  it('the schema accepts what is written of a product', () => {
    expect(complaintsOf(SCHEMA, writtenOf(PRODUCT))).toEqual([]);
  });
});
