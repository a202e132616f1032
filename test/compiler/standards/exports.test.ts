import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CompiledOwner } from '../../../src/compiler/artifact.js';
import type { DocumentOutputPort } from '../../../src/compiler/document/product.js';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';
import { extensionsOf } from '../../../src/compiler/standards/common/productSource.js';
import { renderContractAs, type ExportedContract } from '../../../src/compiler/standards/renderContractAs.js';
import { renderPort } from '../../../src/compiler/standards/renderPort.js';
import { renderOdps } from '../../../src/compiler/standards/renderProduct.js';
import { renderYaml } from '../../../src/compiler/document/yaml/renderYaml.js';
import { catalogued } from './columns.js';
import { describeBeside } from '../../support/describeBeside.js';
import { OWN, REAL, textOf, complaintsOf, type Documents } from './documents.js';
import type { Mapping } from '../../../src/compiler/values/json.js';

const OWNER: CompiledOwner = { team: 'Shop', email: 'shop@acme.com', slack: '#shop' };
const PRODUCT = { fqn: 'sales.shop', version: '2.1.0', ownership: OWNER };

/** A data-product.yaml that takes in what was imported, as a team publishes it. */
function published(imported: Mapping | null): { path: string; content: string; ports: DocumentOutputPort[] } {
  const metadata = { name: 'shop', version: '2.1.0' };
  const domain = { ref: 'sales-platform@2.1.0' };
  const own = {
    apiVersion: 'floe.dev/v1',
    kind: 'DataProduct',
    metadata,
    domain,
    ownership: { team: 'Shop', email: 'shop@acme.com' },
  };
  const content = renderYaml({ ...own, ...imported, metadata });
  const { output_ports: ports } = parse(content) as { output_ports: DocumentOutputPort[] };
  return { path: 'data-product.yaml', content, ports };
}

/** The first port as the catalog gives it out. */
function given(source: ReturnType<typeof published>, format: Parameters<typeof renderPort>[2] = 'odcs'): string {
  const ports = source.ports.map(catalogued);
  const [port] = ports;
  if (!port) throw new Error('no port');
  return renderPort(port, { product: PRODUCT, ports, extensions: extensionsOf(source) }, format);
}

const CONTRACT = `apiVersion: v3.1.0
kind: DataContract
id: 5358
version: 1.4.0
status: active
tenant: acme
servers: [{server: prod, type: postgres, host: h, port: 5432, database: shop, schema: public}]
schema:
- name: Orders
  physicalName: sales.gold.orders
  tags: [core]
  properties:
  - {name: id, logicalType: integer, required: true, examples: [7]}
  - {name: state, logicalType: string, examples: [open]}
slaProperties:
- {property: freshness, value: 2, unit: hours}
`.replace('5358', '"5358"');

const imported = (content: string): Mapping => {
  const { product, diagnostics } = importDocument({ path: 'orders.odcs.yaml', content });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (!product) throw new Error('refused');
  return product;
};

/** Documents of ODCS from which no port comes: they are refused. */
const WITHOUT_PORT = /invalid|changelog_unit/;

function expectContract(documents: Documents, file: string): void {
  const content = textOf(documents, file);
  expect(JSON.stringify(parse(given(published(imported(content)))))).toBe(JSON.stringify(parse(content)));
}

function expectProduct(documents: Documents, file: string): void {
  const text = textOf(documents, file);
  const product = imported(text);
  const source = published(product);
  const own = product['ownership'] as Mapping | undefined;
  const content = renderYaml({
    ...(parse(source.content) as Mapping),
    metadata: product['metadata'],
    ownership: { team: 'Shop', email: 'shop@acme.com', ...own },
  });
  // What the catalog asks for and the document did not say is told, too: its owner.
  const told = (document: Mapping): Mapping => ({ ...document, team: null, support: null });
  expect(told(parse(renderOdps('sales.shop', { ...source, content })) as Mapping)).toEqual(
    told(parse(text) as Mapping),
  );
}

/** A port of ours as a document. */
function ofNoDocument(): Mapping {
  const { extensions: _, ...without } = imported(CONTRACT);
  return parse(given(published(without))) as Mapping;
}

describe('an output port given out as ODCS', () => {
  it.each(OWN.odcs.filter((file) => !WITHOUT_PORT.test(file)))('%s comes back from the catalog as it was', (file) => {
    expectContract(OWN, file);
  });

  it('that came from no document says whose it is', () => {
    const document = ofNoDocument();
    expect(document).toMatchObject({
      apiVersion: 'v3.1.0',
      id: 'sales.shop.orders',
      version: '2.1.0',
      status: 'active',
      domain: 'sales',
      dataProduct: 'shop',
      team: { name: 'Shop' },
      schema: [{ name: 'orders', physicalName: 'sales.gold.orders' }],
      slaProperties: [{ property: 'latency', value: 2, unit: 'h' }],
    });
  });

  it('says what has changed since, and keeps the rest', () => {
    const source = published(imported(CONTRACT));
    const [port] = source.ports;
    const columns = [{ name: 'id', type: 'int64', required: true }];
    const changed = { ...source, ports: [{ ...port, schema: { columns } } as DocumentOutputPort] };
    expect(parse(given(changed))).toMatchObject({
      tenant: 'acme',
      schema: [{ tags: ['core'], properties: [{ name: 'id', logicalTypeOptions: { format: 'i64' }, examples: [7] }] }],
    });
  });

  it('has the other formats too', () => {
    const source = published(imported(CONTRACT));
    expect(JSON.parse(given(source, 'json_schema'))).toMatchObject({ title: 'orders', required: ['id'] });
    expect(JSON.parse(given(source, 'avro'))).toMatchObject({ name: 'orders', namespace: 'sales.gold' });
    expect(parse(given(source, 'dbt'))).toMatchObject({ models: [{ name: 'orders' }] });
    expect(parse(given(source, 'floe'))).toEqual({ output_ports: source.ports });
  });
});

const contract = (extensions: Mapping): ExportedContract => ({
  name: 'sales-to-finance-orders',
  version: '1.2.0',
  status: 'active',
  extensions,
  providerPort: 'sales.shop.orders',
  consumer: 'finance.ledger',
  terms: {
    columns: [catalogued(published(imported(CONTRACT)).ports[0] as DocumentOutputPort).columns[0]].flatMap(
      (each) => each ?? [],
    ),
    sla: { freshness: 'PT2H', availability: 99.5, quality: [] },
    compatibility: 'backward',
    breakingChangeNotice: 'P7D',
    table: 'sales.gold.orders',
  },
});

/** The same as a document, with what the port's own document said. */
const contractDocument = (): Mapping =>
  parse(renderContractAs(contract(extensionsOf(published(imported(CONTRACT)))), 'odcs')) as Mapping;

describe('a contract given out as ODCS', () => {
  it('is the document of the port, narrowed to the contract', () => {
    expect(contractDocument()).toEqual({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'sales-to-finance-orders',
      name: 'sales-to-finance-orders',
      version: '1.2.0',
      status: 'active',
      domain: 'sales',
      dataProduct: 'shop',
      tenant: 'acme',
      servers: [{ server: 'prod', type: 'postgres', host: 'h', port: 5432, database: 'shop', schema: 'public' }],
      schema: [
        {
          name: 'Orders',
          physicalName: 'sales.gold.orders',
          tags: ['core'],
          properties: [{ name: 'id', logicalType: 'integer', required: true, examples: [7] }],
        },
      ],
      slaProperties: [
        { property: 'freshness', value: 2, unit: 'hours' },
        { property: 'availability', value: 99.5, unit: 'percent' },
      ],
      customProperties: [
        { property: 'floeProviderDomain', value: 'sales' },
        { property: 'floeProviderProduct', value: 'shop' },
        { property: 'floeProviderPort', value: 'orders' },
        { property: 'floeConsumerDomain', value: 'finance' },
        { property: 'floeConsumerProduct', value: 'ledger' },
        { property: 'floeSchemaCompatibility', value: 'backward' },
        { property: 'floeBreakingChangeNotification', value: 'P7D' },
      ],
    });
  });

  it('comes in again as the port that it is of', () => {
    expect(imported(renderContractAs(contract({}), 'odcs'))).toMatchObject({
      output_ports: [{ name: 'orders', table: 'sales.gold.orders', sla: { freshness: '2h', availability: 99.5 } }],
      extensions: {
        odcs: [{ contract: { provider: 'sales.shop.orders', consumer: 'finance.ledger', notice: 'P7D' } }],
      },
    });
  });

  it('has its columns in the other formats', () => {
    expect(JSON.parse(renderContractAs(contract({}), 'avro'))).toMatchObject({ fields: [{ name: 'id' }] });
    expect(parse(renderContractAs(contract({}), 'floe'))).toMatchObject({ kind: 'DataContract' });
  });
});

describe('a product given out as ODPS', () => {
  it.each(OWN.odps)('%s comes back from the catalog as it was', (file) => expectProduct(OWN, file));

  it('that came from no document says its ports and their contracts, validly', () => {
    const { extensions: _, ...without } = imported(CONTRACT);
    const source = published({
      ...without,
      input_ports: [
        {
          name: 'crm',
          source: { type: 'ingestion', config: { type: 'dlt', source: 'salesforce' } },
          freshness_requirement: '1h',
        },
        { name: 'ads', source: { type: 'data_product', ref: 'marketing.ads.clicks', columns: ['id'] } },
      ],
    });
    const document = parse(renderOdps('sales.shop', source)) as Mapping;
    expect(document).toMatchObject({
      apiVersion: 'v1.0.0',
      id: 'sales.shop',
      name: 'shop',
      version: '2.1.0',
      domain: 'sales',
      status: 'active',
      outputPorts: [{ name: 'orders', version: '2.1.0', contractId: 'sales.shop.orders' }],
      inputPorts: [
        { name: 'crm', contractId: 'ingestion:dlt:salesforce' },
        { name: 'ads', contractId: 'marketing.ads.clicks' },
      ],
    });
    expect(importDocument({ path: 'odps.yaml', content: renderYaml(document) })).toMatchObject({
      diagnostics: [],
      product: {
        output_ports: [{ name: 'orders', table: 'sales.gold.orders' }],
        input_ports: parse(source.content).input_ports,
      },
    });
  });
});

describeBeside('documents given out again', REAL.root, () => {
  it.each(REAL.odcs.filter((file) => !WITHOUT_PORT.test(file)))('%s comes back from the catalog as it was', (file) => {
    expectContract(REAL, file);
  });

  it.each(REAL.odcs.filter((file) => WITHOUT_PORT.test(file)))('%s has no port to give out', (file) => {
    const { product } = importDocument({ path: file, content: textOf(REAL, file) });
    expect(product?.['output_ports'] ?? []).toEqual([]);
  });

  it.each(REAL.odps)('%s comes back from the catalog as it was', (file) => expectProduct(REAL, file));

  it.each([
    ['a port', ofNoDocument],
    ['a contract', contractDocument],
  ])('%s is given out validly', (_, document) => {
    expect(complaintsOf('odcs-schemas/odcs-json-schema-v3.1.0.json', document())).toEqual([]);
  });
});

describe('a product given out as ODPS', () => {
  const SUPPORTED = `apiVersion: v1.1.0
kind: DataProduct
id: shop
name: shop
version: 2.1.0
type: sourceAligned
support:
- {channel: "#shop", url: "https://acme.com/chat", tool: slack, scope: issues}
- {channel: pager, url: "https://acme.com/pager"}
team: {description: All of the shop., members: [{username: ada}]}
outputPorts: [{name: orders, contractId: c}]
`;

  it('keeps its channels of support and its team beside the owner that the catalog knows', () => {
    const back = parse(renderOdps('sales.shop', published(imported(SUPPORTED)))) as Mapping;
    expect(back['support']).toEqual([
      { channel: '#shop', url: 'https://acme.com/chat', tool: 'slack', scope: 'issues' },
      { channel: 'pager', url: 'https://acme.com/pager' },
      { channel: 'shop@acme.com', url: 'mailto:shop@acme.com', tool: 'email' },
    ]);
    expect(back['team']).toEqual({ description: 'All of the shop.', members: [{ username: 'ada' }], name: 'Shop' });
    expect(back).toMatchObject({ type: 'sourceAligned', outputPorts: [{ name: 'orders', contractId: 'c' }] });
  });
});
