import { spawn } from 'node:child_process';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actions } from '../../src/actions/actions.js';
import { createActions } from '../../src/actions/createActions.js';
import type { Database } from '../../src/entities/database.js';
import { acmeProduct, campaignAttribution, mustPublish } from '../support/acme.js';
import { builtChild } from '../support/builtChild.js';
import { databases } from '../support/databases.js';
import { follow, until } from '../support/follow.js';
import { startTestServer, type TestServer } from '../support/server.js';
import type { ObservationRequest } from '../../src/actions/sla/observation.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';

interface Change {
  readonly cursor: string;
  readonly kind: string;
  readonly severity: string;
  readonly path: string;
  readonly contract: { readonly name: string; readonly version: string };
}

const CHANGE = 'cursor kind severity path contract { name version }';
const CHANGED = `subscription ($filter: ContractChangeFilter, $after: Cursor) {
  contractChanged(filter: $filter, after: $after) { ${CHANGE} } }`;

const withoutCampaign: ProductRequest = {
  ...campaignAttribution('2.0.0', (names) => delete names['campaign_id']),
  forceReason: 'The campaign data is gone.',
};
const withExtra = (number: number): ProductRequest =>
  campaignAttribution(`1.${5 + number}.0`, (names) => {
    for (let each = 1; each <= number; each += 1) names[`extra_${each}`] = { type: 'string' };
  });

/** Publishes in a process of its own. */
async function publishInChild(url: string, requests: readonly ProductRequest[]): Promise<void> {
  const script = await builtChild(path.resolve(import.meta.dirname, '../support/childPublisher.ts'));
  const child = spawn(process.execPath, [script, url], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.end(JSON.stringify(requests));
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
}

/** The feed as the query tells it: the truth to compare with. */
async function feedOf(server: TestServer, filter: object | null = null, after?: string): Promise<Change[]> {
  const query = `query ($filter: ContractChangeFilter, $after: Cursor) {
    contractChanges(filter: $filter, after: $after, first: 500) { nodes { ${CHANGE} } } }`;
  const data = await server.data<{ contractChanges: { nodes: Change[] } }>(query, { filter, after });
  return data.contractChanges.nodes;
}

const actionsOn = (db: Database): Actions =>
  createActions({ db, clock: { now: () => new Date() }, actor: { name: 'tests' }, registry: { base: null } });

describe.each(databases)('subscriptions on %s', (dialect) => {
  let server: TestServer;
  let actions: Actions;

  const feed = (filter?: object | null, after?: string): Promise<Change[]> => feedOf(server, filter, after);
  const lastCursor = async (): Promise<string> => (await feed()).at(-1)?.cursor ?? '';

  beforeEach(async () => {
    server = await startTestServer({ dialect, acme: true });
    actions = actionsOn(server.db);
  });

  it('contractChanged sends the breaking change of a provider to the consumer, once', async () => {
    const filter = { products: ['sales.customer-360'], role: 'CONSUMER', severities: ['BREAKING'] };
    const changed = follow<Change>(server.webSocket(), CHANGED, { filter });
    await until(() => server.followers() === 1);
    await mustPublish(actions, withoutCampaign);
    await changed.atLeast(2);
    await mustPublish(
      actions,
      acmeProduct('marketing/campaign-attribution', {
        source: (text) => text.replace('version: "1.5.0"', 'version: "2.0.1"'),
        file: (file) => withoutCampaign.files.find((each) => each.path === file.path) ?? file,
      }),
    );
    expect(changed.events).toMatchObject([
      {
        kind: 'COLUMN_REMOVED',
        severity: 'BREAKING',
        path: 'columns.campaign_id',
        contract: { name: 'marketing-to-sales-customer-interactions', version: '1.0.0' },
      },
      { kind: 'STATUS_CHANGED', severity: 'BREAKING', path: 'status' },
    ]);
    expect(changed.events).toEqual(await feed(filter));
  });

  it('contractChanged says what another process on the same store published', async () => {
    const filter = { products: ['sales.customer-360'], role: 'CONSUMER', severities: ['BREAKING'] };
    const changed = follow<Change>(server.webSocket(), CHANGED, { filter });
    await until(() => server.followers() === 1);
    await publishInChild(server.databaseUrl, [withoutCampaign]);
    expect(await changed.atLeast(2)).toMatchObject([
      { kind: 'COLUMN_REMOVED', path: 'columns.campaign_id' },
      { kind: 'STATUS_CHANGED', path: 'status' },
    ]);
    expect(changed.events).toEqual(await feed(filter));
  });

  it('a cursor replays what was missed and goes on live, without a gap and without doubles', async () => {
    const start = await lastCursor();
    await mustPublish(actions, withExtra(1));
    await mustPublish(actions, withExtra(2));
    const publishing = (async () => {
      for (let number = 3; number <= 8; number += 1) await mustPublish(actions, withExtra(number));
    })();
    const clients = [1, 2, 3].map(() => follow<Change>(server.webSocket(), CHANGED, { after: start }));
    await publishing;
    const truth = await feed(null, start);
    expect(truth.length).toBeGreaterThanOrEqual(8);
    for (const client of clients) {
      await client.atLeast(truth.length);
      expect(client.events.map((each) => each.cursor)).toEqual(truth.map((each) => each.cursor));
    }
  });

  it('two processes that publish at once give every subscriber the one order of commits', async () => {
    const start = await lastCursor();
    const changed = follow<Change>(server.webSocket(), CHANGED, { after: start });
    const slower = [7, 8, 9].map((hours) =>
      acmeProduct('sales/customer-360', {
        source: (text) =>
          text
            .replace('version: "3.2.1"', `version: "${hours - 3}.0.0"`)
            .replace('freshness: 6h', `freshness: ${hours}h`),
      }),
    );
    let ended = false;
    const elsewhere = publishInChild(server.databaseUrl, slower).finally(() => (ended = true));
    for (let number = 1; !ended; number += 1) {
      await mustPublish(actions, withExtra(number));
      await new Promise((resolve) => setTimeout(resolve, 50)); // SQLite answers without a pause: give others their turn
    }
    await elsewhere;
    const truth = await feed(null, start);
    expect(new Set(truth.map((each) => each.contract.name))).toEqual(
      new Set([
        'marketing-to-sales-customer-interactions',
        'sales-to-marketing-customers',
        'sales-to-finance-customers',
      ]),
    );
    await changed.atLeast(truth.length);
    expect(changed.events.map((each) => each.cursor)).toEqual(truth.map((each) => each.cursor));
  });

  it('productPublished sends the products of a domain as they are published', async () => {
    const query =
      'subscription ($domain: String) { productPublished(domain: $domain) { fqn version outputPorts { name } } }';
    const marketing = follow(server.webSocket(), query, { domain: 'marketing' });
    const all = follow(server.webSocket(), query);
    await until(() => server.followers() === 2);
    const next = (name: string, from: string, to: string): ProductRequest =>
      acmeProduct(name, { source: (text) => text.replace(`version: "${from}"`, `version: "${to}"`) });
    await mustPublish(actions, next('sales/customer-360', '3.2.1', '3.2.2'));
    await mustPublish(actions, withExtra(1));
    await all.atLeast(2);
    expect(all.events).toMatchObject([
      {
        fqn: 'sales.customer-360',
        version: '3.2.2',
        outputPorts: [{ name: 'customers' }, { name: 'customer_segments' }],
      },
      { fqn: 'marketing.campaign-attribution', version: '1.6.0' },
    ]);
    await marketing.atLeast(1);
    expect(marketing.events).toMatchObject([{ fqn: 'marketing.campaign-attribution', version: '1.6.0' }]);
  });

  it('slaBreached sends the opening and the resolution of a breach', async () => {
    const query = `subscription ($filter: SlaBreachFilter, $after: Cursor) {
      slaBreached(filter: $filter, after: $after) {
        cursor objective metric target observed openedAt resolvedAt port { fqn } affected { nodes { name } } } }`;
    const breached = follow<{ cursor: string }>(server.webSocket(), query, {
      filter: { products: ['sales.customer-360'] },
    });
    const closed = follow(server.webSocket(), query, { filter: { open: false } });
    const elsewhere = follow(server.webSocket(), query, { filter: { domains: ['finance'] } });
    await until(() => server.followers() === 3);
    const observe = (at: string, dataAt: string): Promise<unknown> => {
      const observation = { port: 'sales.customer-360.customers', objective: 'freshness', at, dataAt } as const;
      return actions.recordObservations({ observations: [observation satisfies ObservationRequest] });
    };
    const now = Date.now();
    const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
    await observe(ago(40), ago(640));
    await breached.atLeast(1);
    await observe(ago(10), ago(40));
    await Promise.all([breached.atLeast(2), closed.atLeast(1)]);
    const port = { fqn: 'sales.customer-360.customers' };
    const affected = { nodes: [{ name: 'sales-to-marketing-customers' }, { name: 'sales-to-finance-customers' }] };
    const opened = { objective: 'FRESHNESS', target: '6h', observed: '10h', port, affected };
    expect(breached.events).toMatchObject([
      { ...opened, openedAt: ago(40), resolvedAt: null },
      { ...opened, openedAt: ago(40), resolvedAt: ago(10) },
    ]);
    expect(closed.events).toMatchObject([{ resolvedAt: ago(10) }]);
    expect(elsewhere.events).toEqual([]);

    const replayed = follow<{ cursor: string }>(server.webSocket(), query, { after: 'WzBd' });
    await replayed.atLeast(2);
    expect(replayed.events).toEqual(breached.events);
    const resumed = follow(server.webSocket(), query, { after: breached.events[0]?.cursor });
    await resumed.atLeast(1);
    expect(resumed.events).toEqual(breached.events.slice(1));
  });

  it('a subscription that is stopped is no longer followed', async () => {
    const first = follow(server.webSocket(), CHANGED);
    const second = follow(server.webSocket(), CHANGED);
    await until(() => server.followers() === 2);
    first.stop();
    await until(() => server.followers() === 1);
    await mustPublish(actions, withoutCampaign);
    await second.atLeast(1);
    expect(first.events).toEqual([]);
  });

  it('an event is told with what it is about as it stands, not as it was first read', async () => {
    const changed = follow<Change>(server.webSocket(), CHANGED, { filter: { severities: ['COMPATIBLE'] } });
    await until(() => server.followers() === 1);
    await mustPublish(actions, withExtra(1));
    const [first] = await changed.atLeast(1);
    await mustPublish(actions, withExtra(2));
    const [, second] = await changed.atLeast(2);
    expect([first?.contract.version, second?.contract.version]).toEqual(['1.1.0', '1.2.0']);
  });
});

describe.each(databases)('filters on %s', (dialect) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ dialect, acme: true, lasting: true });
    await mustPublish(actionsOn(server.db), withoutCampaign);
  });

  it.each([
    { domains: ['finance'] },
    { domains: ['sales'], role: 'PROVIDER' },
    { domains: ['sales'], role: 'CONSUMER' },
    { products: ['marketing.targeting-engine', 'finance.revenue-metrics'] },
    { products: ['sales.customer-360'], role: 'PROVIDER' },
    { ports: ['sales.customer-360.customer_segments'] },
    { contracts: ['sales-to-finance-customers'] },
    { severities: ['BREAKING', 'RISKY'] },
    { domains: ['marketing'], severities: ['INFO'] },
    { kinds: ['COLUMN_REMOVED', 'STATUS_CHANGED'] },
    { actors: ['nobody'] },
    { since: '2020-01-01T00:00:00Z', until: '2020-01-02T00:00:00Z' },
    { since: '2020-01-01T00:00:00Z', kinds: ['CONTRACT_ESTABLISHED'], actors: ['tests'] },
    { domains: [] },
  ])('the filter %j means the same to contractChanged and to contractChanges', async (filter) => {
    const everything = follow<Change>(server.webSocket(), CHANGED, { after: 'WzBd' });
    const changed = follow<Change>(server.webSocket(), CHANGED, { filter, after: 'WzBd' });
    const all = await feedOf(server);
    const truth = await feedOf(server, filter);
    expect(truth.length).toBeLessThan(all.length);
    await Promise.all([everything.atLeast(all.length), changed.atLeast(truth.length)]);
    expect(changed.events).toEqual(truth);
    expect(everything.events).toEqual(all);
  });
});
