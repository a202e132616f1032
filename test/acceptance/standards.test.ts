import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { NOWHERE, runFloe, type Ran } from '../support/runFloe.js';
import { startTestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const CONTRACT = 'marketing-to-sales-customer-interactions';

const contracts = (args: readonly string[], url = NOWHERE): Promise<Ran> => runFloe(url, ['contracts', ...args]);

/** Written by another tool: much of it a data product has no field for. */
const ORDERS = `apiVersion: v3.1.0
kind: DataContract
id: 53581432-6c55-4ba2-a65f-72344a91553a
name: orders
version: 1.4.0
status: active
tenant: acme
description: {purpose: Orders of the web shop., limitations: None known.}
servers: [{server: prod, type: snowflake, account: acme, database: sales, schema: gold}]
schema:
- name: Orders
  physicalName: sales.gold.orders
  businessName: Web shop orders
  properties:
  - {name: order_id, logicalType: integer, logicalTypeOptions: {format: i64}, required: true, primaryKey: true, primaryKeyPosition: 1, examples: [7]}
  - {name: ordered_at, logicalType: timestamp, required: true, transformLogic: coalesce(a)}
slaProperties:
- {property: latency, value: 4, unit: h}
- {property: availability, value: 99.5, unit: percent}
price: {priceAmount: 1, priceCurrency: EUR, priceUnit: query}
`;

const SHOP = {
  apiVersion: 'floe.dev/v1',
  kind: 'DataProduct',
  metadata: { name: 'web-shop', version: '1.0.0' },
  domain: { ref: 'oci://registry.acme.com/domains/sales-platform:v2.1.0' },
  ownership: { team: 'web-shop', email: 'web-shop@acme.com' },
  schedule: { cron: '0 * * * *' },
};

describe('floe contracts export', () => {
  it('gives a contract out as ODCS, and it comes in again as the output port', async () => {
    const server = await startTestServer({ acme: true });
    const file = path.join(await temporaryFolder(), 'contract.odcs.yaml');
    expect(await contracts(['export', CONTRACT, '--output', file], server.url)).toMatchObject({ code: 0, stdout: '' });
    expect(parse(await readFile(file, 'utf8'))).toMatchObject({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: CONTRACT,
      customProperties: expect.arrayContaining([
        { property: 'floeBreakingChangeNotification', value: 'P7D' },
      ]) as unknown,
    });
    const { code, stdout } = await contracts(['import', file]);
    expect(code).toBe(0);
    expect(parse(stdout)).toMatchObject({
      output_ports: [
        {
          name: 'customer_interactions',
          table: 'marketing.gold.customer_interactions',
          sla: { freshness: '2h', availability: 99 },
        },
      ],
    });
  });

  it('gives contracts, ports and products out in the formats that they have', async () => {
    const server = await startTestServer({ acme: true });
    const given = async (...args: string[]): Promise<unknown> => {
      const { code, stdout } = await contracts(['export', ...args], server.url);
      expect(code).toBe(0);
      return parse(stdout);
    };
    const port = 'sales.customer-360.customers';
    expect(await given(CONTRACT, '--format', 'floe')).toMatchObject({ kind: 'DataContract' });
    expect(await given(CONTRACT, '--format', 'avro')).toMatchObject({ type: 'record', namespace: 'marketing.gold' });
    expect(await given(port)).toMatchObject({ kind: 'DataContract', id: port, schema: [{ name: 'customers' }] });
    expect(await given(port, '--format', 'json-schema')).toMatchObject({ title: 'customers', type: 'object' });
    expect(await given(port, '--format', 'dbt')).toMatchObject({ models: [{ name: 'customers' }] });
    expect(await given('sales.customer-360')).toMatchObject({
      kind: 'DataProduct',
      id: 'sales.customer-360',
      version: '3.2.1',
      outputPorts: [{ name: 'customers', contractId: port }, { name: 'customer_segments' }],
    });
    expect(await contracts(['export', 'nope'], server.url)).toMatchObject({ code: 1 });
    expect(await contracts(['export', 'sales.customer-360', '--format', 'avro'], server.url)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('product sales.customer-360 cannot be written as avro: odps, floe.') as string,
    });
  });
});

const PUBLISH = /* GraphQL */ `
  mutation ($input: CompileProductInput!) {
    publishProduct(input: $input) {
      product {
        version
      }
      compilation {
        diagnostics {
          code
          severity
          message
        }
      }
    }
  }
`;

interface Published {
  readonly publishProduct: {
    readonly product: { readonly version: string } | null;
    readonly compilation: { readonly diagnostics: readonly { readonly code: string; readonly severity: string }[] };
  };
}

interface Told {
  readonly contract: {
    readonly source: string;
    readonly versions: { readonly nodes: readonly { readonly version: string; readonly source: string }[] };
    readonly changes: { readonly nodes: readonly { readonly path: string; readonly kind: string }[] };
  };
}

describe('what a published document keeps beside its port', () => {
  it('is judged with it, and a version of a contract gives out for ever what it gave out', async () => {
    const server = await startTestServer({ acme: true });
    const file = path.join(await temporaryFolder(), 'orders.odcs.yaml');
    const open = `${ORDERS}customProperties: [{property: floeAccessDefault, value: allow}]\n`;
    const shop = async (version: string, content: string): Promise<Published['publishProduct']> => {
      await writeFile(file, content);
      const { stdout } = await contracts(['import', file]);
      const metadata = { name: 'web-shop', version };
      const source = stringify({ ...SHOP, metadata, ...(parse(stdout) as object) });
      return (await server.data<Published>(PUBLISH, { input: { source, files: [] } })).publishProduct;
    };
    expect(await shop('1.0.0', open)).toMatchObject({ product: { version: '1.0.0' } });
    const source = { type: 'data_product', ref: 'sales.web-shop.orders' };
    const reader = {
      ...SHOP,
      metadata: { name: 'reader', version: '1.0.0' },
      input_ports: [{ name: 'orders', source }],
      output_ports: [],
    };
    await server.data<Published>(PUBLISH, { input: { source: stringify(reader), files: [] } });
    const told = async (): Promise<Told['contract']> => {
      const query = `{ contract(name: "sales-to-sales-orders") { source(format: ODCS)
        versions(first: 9) { nodes { version source(format: ODCS) } } changes(first: 9) { nodes { path kind } } } }`;
      return (await server.data<Told>(query)).contract;
    };
    const first = await told();
    expect(first.source).toContain('account: acme');
    const elsewhere = open.replace('account: acme', 'account: other');
    expect(await shop('1.0.1', elsewhere)).toMatchObject({
      product: null,
      compilation: {
        diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'VERSION_BUMP_TOO_SMALL' })]) as unknown,
      },
    });
    expect((await told()).source).toBe(first.source);
    const priced = open.replace('priceAmount: 1', 'priceAmount: 2');
    expect(await shop('1.0.1', priced)).toMatchObject({ product: { version: '1.0.1' } });
    const then = await told();
    expect(then.versions.nodes.map(({ version }) => version)).toEqual(['1.0.1', '1.0.0']);
    expect(then.versions.nodes[1]?.source).toBe(first.versions.nodes[0]?.source);
    expect(then.source).toContain('priceAmount: 2');
    expect(then.changes.nodes).toContainEqual({ path: 'price.priceAmount', kind: 'DESCRIPTION_CHANGED' });
  });
});

describe('what a JSON Schema promises of its rows', () => {
  it('is judged with its columns, through a contract, and goes out with them', async () => {
    const server = await startTestServer({ acme: true });
    const file = path.join(await temporaryFolder(), 'orders.json');
    const schema = (more: object) => ({
      title: 'orders',
      type: 'object',
      properties: { code: { type: ['string', 'integer'], not: { const: 0 } }, at: { type: ['string', 'null'] } },
      required: ['code'],
      ...more,
    });
    const shop = async (version: string, written: object): Promise<Published['publishProduct']> => {
      await writeFile(file, JSON.stringify(written));
      const { stdout } = await contracts(['import', file, '--namespace', 'sales.gold']);
      const { output_ports: ports } = parse(stdout) as { output_ports: object[] };
      const output_ports = ports.map((port) => ({ ...port, access: { default: 'allow' } }));
      const source = stringify({ ...SHOP, metadata: { name: 'web-shop', version }, output_ports });
      return (await server.data<Published>(PUBLISH, { input: { source, files: [] } })).publishProduct;
    };
    expect(await shop('1.0.0', schema({ dependentRequired: { at: ['code'] } }))).toMatchObject({
      product: { version: '1.0.0' },
    });
    const source = { type: 'data_product', ref: 'sales.web-shop.orders' };
    const reader = {
      ...SHOP,
      metadata: { name: 'reader', version: '1.0.0' },
      input_ports: [{ name: 'orders', source }],
      output_ports: [],
    };
    await server.data<Published>(PUBLISH, { input: { source: stringify(reader), files: [] } });
    expect(await shop('1.1.0', schema({}))).toMatchObject({ product: { version: '1.1.0' } });
    const query = `{ contract(name: "sales-to-sales-orders") { source(format: JSON_SCHEMA)
      versions(first: 9) { nodes { version source(format: JSON_SCHEMA) } } changes(first: 9) { nodes { path kind } } } }`;
    const { changes, versions } = (await server.data<Told>(query)).contract;
    expect(changes.nodes).toContainEqual({ path: 'row.dependentRequired', kind: 'VALIDATION_CHANGED' });
    const [now, then] = versions.nodes.map((each) => JSON.parse(each.source) as Record<string, unknown>);
    expect(then).toMatchObject(schema({ dependentRequired: { at: ['code'] } }));
    expect(now).toMatchObject(schema({}));
    expect(now).not.toHaveProperty('dependentRequired');
  });
});

describe('floe contracts import', () => {
  it('loses nothing: the document comes back from the catalog in which its ports are published', async () => {
    const server = await startTestServer({ acme: true });
    const file = path.join(await temporaryFolder(), 'orders.odcs.yaml');
    await writeFile(file, ORDERS);
    const { code, stdout, stderr } = await contracts(['import', file]);
    expect(code).toBe(0);
    expect(stderr).toContain('stand under extensions');
    const source = stringify({ ...SHOP, ...(parse(stdout) as object) });
    const { publishProduct } = await server.data<{ publishProduct: { product: unknown } }>(
      /* GraphQL */ `
        mutation ($input: CompileProductInput!) {
          publishProduct(input: $input) {
            product {
              outputPorts {
                odcs: source
                columns {
                  name
                }
              }
            }
            compilation {
              diagnostics {
                code
                message
              }
            }
          }
        }
      `,
      { input: { source, files: [] } },
    );
    expect(publishProduct).toMatchObject({
      product: { outputPorts: [{ columns: [{ name: 'order_id' }, { name: 'ordered_at' }] }] },
    });
    const back = await contracts(['export', 'sales.web-shop.orders'], server.url);
    expect(parse(back.stdout)).toEqual(parse(ORDERS));
  });

  it('takes in JSON Schema, Avro and the contracts of dbt', async () => {
    const at = await temporaryFolder();
    const imported = async (name: string, content: string, ...args: string[]): Promise<unknown> => {
      await writeFile(path.join(at, name), content);
      const { code, stdout } = await contracts(['import', path.join(at, name), ...args]);
      expect(code).toBe(0);
      return parse(stdout);
    };
    const port = (table: string, column: object): object => ({
      output_ports: [{ name: 'orders', table, schema: { columns: [column] } }],
    });
    const schema = JSON.stringify({ properties: { id: { type: 'integer' } }, required: ['id'] });
    expect(await imported('orders.json', schema, '--namespace', 'sales.gold')).toEqual(
      port('sales.gold.orders', { name: 'id', type: 'integer', required: true }),
    );
    const avro = { type: 'record', name: 'orders', namespace: 'shop', fields: [{ name: 'id', type: 'long' }] };
    expect(await imported('orders.avsc', JSON.stringify(avro))).toEqual(
      port('shop.orders', { name: 'id', type: 'int64', required: true }),
    );
    const dbt = {
      name: 'orders',
      config: { contract: { enforced: true } },
      columns: [{ name: 'id', data_type: 'int' }],
    };
    expect(await imported('schema.yml', stringify({ models: [dbt] }), '--namespace', 'sales.gold')).toEqual(
      port('sales.gold.orders', { name: 'id', type: 'int' }),
    );
  });

  it('refuses what breaks its standard, with the place and the mend', async () => {
    const file = path.join(await temporaryFolder(), 'broken.yaml');
    await writeFile(file, 'apiVersion: v3.1.0\nkind: DataContract\nid: orders\nversion: 1.0\nstatus: active\n');
    const broken = await contracts(['import', file]);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toBe('');
    expect(broken.stderr).toContain('broken.yaml:4:10: error:');
    expect(broken.stderr).toContain('[DOCUMENT_WRONG_TYPE]');
    expect(broken.stderr).toContain('version: "1.0.0"');
  });
});
