import { afterEach, describe, expect, it } from 'vitest';
import type { Actions } from '../../src/actions/actions.js';
import { createActions } from '../../src/actions/createActions.js';
import type { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import {
  ACME_PRODUCTS,
  acmeProduct,
  campaignAttribution,
  mustPublish,
  publishAcme,
  publishAcmeManifests,
} from '../support/acme.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases, openTestDatabase } from '../support/databases.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';

interface Contract {
  name: string;
  version: string;
  status: string;
}
interface Change {
  kind: string;
  severity: string;
  path: string;
  contractName: string;
  effectiveAt: string | null;
}

describe.each(databases)('publishing products on %s', (dialect) => {
  let db: Database;
  let actions: Actions;
  const NOW = new Date('2026-01-15T12:00:00.000Z');

  const contracts = (): Promise<Contract[]> =>
    db.all<Contract>(sql`SELECT name AS "name", version AS "version", status AS "status" FROM contracts ORDER BY name`);
  const changes = (): Promise<Change[]> =>
    db.all<Change>(sql`SELECT kind AS "kind", severity AS "severity", path AS "path", contract_name AS "contractName",
                              effective_at AS "effectiveAt" FROM contract_changes ORDER BY seq`);
  const count = async (table: string): Promise<number> =>
    Number((await db.one<{ n: number }>(sql`SELECT COUNT(*) AS "n" FROM ${sql.raw(table)}`))?.n);

  /** Acts on this store. */
  const on = async (opened: Promise<Database>): Promise<void> => {
    db = await opened;
    actions = createActions({ db, clock: { now: () => NOW }, actor: { name: 'tests' }, registry: { base: null } });
  };
  afterEach(() => db.close());

  it("establishes the ADR's contracts, whoever is published first", async () => {
    await on(openTestDatabase(dialect));
    await publishAcme(actions);
    const inOrder = await contracts();
    expect(inOrder.map((each) => each.name)).toContain('marketing-to-sales-customer-interactions');
    expect(inOrder.every((each) => each.status === 'active' && each.version === '1.0.0')).toBe(true);

    const other = await openTestDatabase(dialect);
    try {
      const reversed = createActions({
        db: other,
        clock: { now: () => NOW },
        actor: { name: null },
        registry: { base: null },
      });
      await publishAcme(reversed, [...ACME_PRODUCTS].reverse());
      const rows = await other.all<Contract>(
        sql`SELECT name AS "name", version AS "version", status AS "status" FROM contracts ORDER BY name`,
      );
      expect(rows).toEqual(inOrder);
      const waiting = await other.one<{ n: number }>(
        sql`SELECT COUNT(*) AS "n" FROM input_ports WHERE source_kind = 'data_product' AND provider_port_id IS NULL`,
      );
      expect(Number(waiting?.n)).toBe(0);
    } finally {
      await other.close();
    }
  });

  it('says at the first publication that the provider is still to come', async () => {
    await on(openTestDatabase(dialect));
    await publishAcmeManifests(actions);
    const { product, compilation } = await actions.publishProduct(acmeProduct('sales/customer-360'));
    expect(product?.version).toBe('3.2.1');
    expect(compilation.diagnostics.map(({ code, severity }) => [code, severity])).toContainEqual([
      'CONTRACT_PROVIDER_UNPUBLISHED',
      'warning',
    ]);
  });

  it('takes the same version with the same content as a no-op and refuses it with other content', async () => {
    await on(openAcmeDatabase(dialect));
    const [events, versions] = [await count('events'), await count('product_versions')];
    expect(await actions.publishProduct(acmeProduct('sales/customer-360'))).toMatchObject({
      product: { version: '3.2.1' },
      unchanged: true,
    });
    expect([await count('events'), await count('product_versions')]).toEqual([events, versions]);

    const edited = acmeProduct('sales/customer-360', {
      source: (text) => text.replace('all touchpoints', 'most touchpoints'),
    });
    const { product, userErrors } = await actions.publishProduct(edited);
    expect(product).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'CONFLICT', path: ['input', 'source'] }]);
    expect(userErrors[0]?.message).toContain('3.2.2');
    expect([await count('events'), await count('product_versions')]).toEqual([events, versions]);
  });

  it('refuses a lower version, and a publication that expected another one', async () => {
    await on(openAcmeDatabase(dialect));
    const lower = acmeProduct('sales/customer-360', { source: (text) => text.replace('3.2.1', '3.2.0') });
    expect((await actions.publishProduct(lower)).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    const higher = acmeProduct('sales/customer-360', { source: (text) => text.replace('3.2.1', '3.3.0') });
    const stale = await actions.publishProduct({ ...higher, expectedVersion: '3.2.0' });
    expect(stale.userErrors).toMatchObject([{ code: 'CONFLICT', path: ['input', 'expectedVersion'] }]);
    expect((await actions.publishProduct({ ...higher, expectedVersion: '3.2.1' })).product?.version).toBe('3.3.0');
  });

  it('records a failed compilation and nothing else', async () => {
    await on(openAcmeDatabase(dialect));
    const before = [await count('events'), await count('product_versions'), await count('contracts')];
    const compilations = await count('compilations');
    const broken = acmeProduct('sales/customer-360', {
      source: (text) =>
        text
          .replace('3.2.1', '3.3.0')
          .replace('marketing.campaign-attribution.customer_interactions', 'finance.revenue.invoices'),
    });
    const { product, compilation, userErrors } = await actions.publishProduct(broken);
    expect([product, userErrors]).toEqual([null, []]);
    expect(compilation.status).toBe('failed');
    expect(compilation.diagnostics.map((each) => each.code)).toContain('CONTRACT_INPUT_PORT_NOT_FOUND');
    expect([await count('events'), await count('product_versions'), await count('contracts')]).toEqual(before);
    expect(await count('compilations')).toBe(compilations + 1);
  });

  it('breaks, where it is forced, the contract of a consumer that never agreed, and says so once', async () => {
    await on(openAcmeDatabase(dialect));
    const before = (await changes()).length;
    const gone = campaignAttribution('2.0.0', (names) => delete names['campaign_id']);
    await mustPublish(actions, { ...gone, forceReason: 'The campaign tool is switched off today.' });
    const contractName = 'marketing-to-sales-customer-interactions';
    expect((await changes()).slice(before)).toEqual([
      { kind: 'NOTICE_OVERRIDDEN', severity: 'info', path: '', contractName, effectiveAt: null },
      {
        kind: 'COLUMN_REMOVED',
        severity: 'breaking',
        path: 'columns.campaign_id',
        contractName,
        effectiveAt: NOW.toISOString(),
      },
      { kind: 'STATUS_CHANGED', severity: 'breaking', path: 'status', contractName, effectiveAt: NOW.toISOString() },
    ]);
    const contract = (await contracts()).find((each) => each.name === contractName);
    expect(contract).toMatchObject({ version: '1.0.0', status: 'broken' });
  });

  it('ends the contract of a consumer that lets go, and takes it up again under its name', async () => {
    await on(openAcmeDatabase(dialect));
    const letGo = acmeProduct('finance/revenue-metrics', {
      source: (text) =>
        text
          .replace('4.1.0', '4.2.0')
          .replace(/sales\.customer-360\.customers/, 'sales.opportunity-pipeline.forecasts'),
    });
    const gone = await actions.publishProduct(letGo);
    expect(gone.product?.version, JSON.stringify(gone.compilation.diagnostics)).toBe('4.2.0');
    const name = 'sales-to-finance-customers';
    expect((await contracts()).find((each) => each.name === name)?.status).toBe('retired');
    await mustPublish(
      actions,
      acmeProduct('finance/revenue-metrics', { source: (text) => text.replace('4.1.0', '4.3.0') }),
    );
    expect((await contracts()).find((each) => each.name === name)).toMatchObject({
      status: 'active',
      version: '1.1.0',
    });
  });

  it('refuses a product whose ports or models take the tables of another, until that one is retired', async () => {
    await on(openAcmeDatabase(dialect));
    const twin = acmeProduct('marketing/targeting-engine', {
      source: (text) => text.replace('name: targeting-engine', 'name: twin').replace('name: audiences', 'name: crowds'),
    });
    const copy = acmeProduct('sales/opportunity-pipeline', {
      source: (text) =>
        text.replace('name: opportunity-pipeline', 'name: copy').replace(/output_ports:[^]*?(?=input_ports:)/, ''),
    });
    const claims = async (request: ProductRequest): Promise<unknown[]> => {
      const { compilation } = await actions.publishProduct(request);
      return compilation.diagnostics.filter(({ code }) => code === 'PORT_TABLE_CLAIMED').map(({ details }) => details);
    };
    expect(await claims(twin)).toEqual([
      {
        table: 'marketing.gold.audiences',
        what: 'output port',
        exposed: true,
        by: 'marketing.targeting-engine.audiences',
      },
    ]);
    expect(await claims(copy)).toContainEqual({
      table: 'sales.silver.opportunities',
      what: 'model',
      by: 'sales.opportunity-pipeline',
      exposed: false,
    });
    await actions.retireProduct({ fqn: 'marketing.targeting-engine', reason: 'replaced by its twin' });
    expect(await claims(twin)).toEqual([]);
  });

  it("refuses a product that reads another domain's table past its port, where contracts are required", async () => {
    await on(openAcmeDatabase(dialect));
    const past = acmeProduct('finance/revenue-metrics', {
      source: (text) => text.replace('4.1.0', '4.2.0'),
      file: (file) =>
        file.path === 'models/sources.yml'
          ? {
              ...file,
              content: `${file.content}  - name: crm
    database: sales
    schema: gold
    tables: [{ name: customers }, { name: customer_segments }]
  - name: raw
    database: sales
    schema: silver
    tables: [{ name: accounts }]
`,
            }
          : file,
    });
    const { product, compilation } = await actions.publishProduct(past);
    expect(product).toBeNull();
    expect(compilation.diagnostics.map(({ code, details }) => [code, details])).toEqual([
      [
        'GOVERNANCE_CONTRACT_REQUIRED',
        {
          table: 'sales.gold.customer_segments',
          product: 'sales.customer-360',
          port: 'sales.customer-360.customer_segments',
        },
      ],
      ['GOVERNANCE_CONTRACT_REQUIRED', { table: 'sales.silver.accounts', product: 'sales.customer-360', port: null }],
    ]);
  });

  it('refuses to retire what is consumed, with the consumers, and ends what the retired product consumed', async () => {
    await on(openAcmeDatabase(dialect));
    const refused = await actions.retireProduct({ fqn: 'sales.customer-360', reason: 'replaced' });
    expect(refused.product).toBeNull();
    expect(refused.userErrors[0]?.message).toMatch(
      /marketing\.campaign-attribution, finance\.revenue-metrics, marketing\.targeting-engine/,
    );
    const { product } = await actions.retireProduct({ fqn: 'marketing.targeting-engine', reason: 'nobody uses it' });
    expect(product?.retiredAt).toBe(NOW.toISOString());
    expect((await changes()).at(-1)?.kind).toBe('CONTRACT_ENDED');
  });
});
