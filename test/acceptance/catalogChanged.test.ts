import { createClient as createEventClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { catalogEventKind, type CatalogEventKind } from '../../src/entities/log/catalogEventKinds.js';
import { readCatalogEvents } from '../../src/entities/log/catalogEvents.js';
import { lastSeq } from '../../src/entities/reads/events.js';
import type { EventKind } from '../../src/entities/rows/events/EventRow.js';
import { ContractChangeKind } from '../../src/schema/enums/contracts.js';
import { CatalogEventKind as Kinds } from '../../src/schema/enums/feed.js';
import { campaignAttribution } from '../support/acme.js';
import { askAs, BOOTSTRAP, tokenFor } from '../support/as.js';
import { atEnd } from '../support/atEnd.js';
import { databases } from '../support/databases.js';
import { follow, until } from '../support/follow.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Event {
  readonly cursor: string;
  readonly kind: string;
  readonly subject: Readonly<Record<string, unknown>> | null;
  readonly change: { readonly cursor: string; readonly kind: string } | null;
  readonly actor: string | null;
}

const START = 'WzBd';
const FIELDS = `cursor at kind actor change { cursor kind }
  subject { __typename id ... on DataProduct { fqn version } ... on Manifest { name } ... on DataContract { contract: name }
    ... on SlaBreach { port { fqn } } ... on AccessRequest { purpose } ... on Run { runId status } }`;
const CHANGED = `subscription ($kinds: [CatalogEventKind!], $domains: [String!], $after: Cursor) {
  catalogChanged(kinds: $kinds, domains: $domains, after: $after) { ${FIELDS} } }`;

const PORT = 'sales.customer-360.customer_segments';
const INTERACTIONS = 'marketing-to-sales-customer-interactions';

/** A version that its consumer cannot read. */
const breaking = campaignAttribution('2.0.0', (names) => delete names['campaign_id']);
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

/** One of everything that is written into the log. */
async function everythingHappens({ data }: Pick<TestServer, 'data'>): Promise<void> {
  const done = async (verb: string, type: string, input: object, fields = ''): Promise<Record<string, never>> => {
    const query = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${fields} userErrors { code message } } }`;
    const { [verb]: payload } = await data<Record<string, Record<string, never>>>(query, { input });
    expect([verb, payload?.['userErrors']]).toEqual([verb, []]);
    return payload as Record<string, never>;
  };
  await done('announceProduct', 'AnnounceProductInput', { ...breaking });
  await done('acknowledgeChange', 'AcknowledgeChangeInput', { contract: INTERACTIONS, response: 'MIGRATING' });
  await done('withdrawAnnouncement', 'WithdrawAnnouncementInput', {
    fqn: 'marketing.campaign-attribution',
    reason: 'Later.',
  });
  const asked = await done(
    'requestAccess',
    'RequestAccessInput',
    { port: PORT, for: 'domain:finance', purpose: 'Revenue.' },
    'request { id }',
  );
  await done('decideAccess', 'DecideAccessInput', {
    id: (asked['request'] as unknown as { id: string }).id,
    grant: false,
    note: 'Not yet.',
  });
  const observe = (at: string, dataAt: string): Promise<unknown> =>
    done('recordObservations', 'RecordObservationsInput', {
      observations: [{ port: 'sales.customer-360.customers', objective: 'FRESHNESS', at, dataAt }],
    });
  await observe(ago(40), ago(640));
  await observe(ago(10), ago(40));
  await done('recordRun', 'RecordRunInput', {
    product: 'sales.customer-360',
    runId: 'nightly',
    status: 'SUCCEEDED',
    at: ago(1),
  });
  const { products } = await data<{ products: { nodes: { fqn: string; consumers: { totalCount: number } }[] } }>(
    '{ products(first: 50) { nodes { fqn consumers { totalCount } } } }',
  );
  const last = products.nodes.find((each) => each.consumers.totalCount === 0);
  await done('retireProduct', 'RetireProductInput', { fqn: last?.fqn, reason: 'Nobody reads it.' });
}

describe('the kind of an event', () => {
  const ofKind: Record<Exclude<EventKind, 'contract_change'>, CatalogEventKind> = {
    manifest_published: 'MANIFEST_PUBLISHED',
    product_published: 'PRODUCT_PUBLISHED',
    product_retired: 'PRODUCT_RETIRED',
    sla_breach_opened: 'SLA_BREACH_OPENED',
    sla_breach_resolved: 'SLA_BREACH_RESOLVED',
    access_requested: 'ACCESS_REQUESTED',
    access_decided: 'ACCESS_DECIDED',
    run_ended: 'RUN_ENDED',
  };
  const ofAnnouncements: Readonly<Record<string, CatalogEventKind>> = {
    BREAKING_CHANGE_ANNOUNCED: 'CHANGE_ANNOUNCED',
    ANNOUNCEMENT_STANDS: 'CHANGE_ANNOUNCED',
    ANNOUNCEMENT_WITHDRAWN: 'CHANGE_WITHDRAWN',
    CHANGE_ACKNOWLEDGED: 'CHANGE_ACKNOWLEDGED',
  };

  it('is one for each that can be written, and every one that the API names', () => {
    const told = [
      ...Object.entries(ofKind).map(([kind, expected]) => [catalogEventKind(kind as EventKind, undefined), expected]),
      ...Object.values(ContractChangeKind).map((kind) => [
        catalogEventKind('contract_change', kind),
        ofAnnouncements[kind] ?? 'CONTRACT_CHANGED',
      ]),
    ];
    for (const [kind, expected] of told) expect(kind).toBe(expected);
    expect(new Set(told.map(([kind]) => kind))).toEqual(new Set(Object.values(Kinds)));
  });
});

describe.each(databases)('catalogChanged on %s', (dialect) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ dialect, acme: true });
  });

  const all = async (variables: object = {}): Promise<readonly Event[]> => {
    const { db } = server;
    const { events } = await readCatalogEvents(db, 0, 10_000);
    const followed = follow<Event>(server.webSocket(), CHANGED, { after: START, ...variables });
    const { kinds, domains } = variables as { kinds?: string[]; domains?: string[] };
    const expected = events.filter(
      (event) =>
        (!kinds || kinds.includes(event.kind)) && (!domains || domains.some((each) => event.domains.includes(each))),
    );
    return followed.atLeast(expected.length);
  };

  it('tells of everything that is written into the log, once, in its order, each with what it is about', async () => {
    const live = follow<Event>(server.webSocket(), CHANGED, { after: START });
    await everythingHappens(server);
    const last = await lastSeq(server.db);
    const events = await live.atLeast(last);
    expect(new Set(events.map((each) => each.kind))).toEqual(new Set(Object.keys(Kinds)));
    expect(await all()).toEqual(events);
    for (const { kind, subject, change, cursor } of events) {
      expect([kind, subject]).toEqual([kind, expect.objectContaining({ id: expect.any(String) as string })]);
      expect(change === null || change.cursor === cursor).toBe(true);
    }
    const one = (kind: string): Event | undefined => events.findLast((each) => each.kind === kind);
    expect(one('MANIFEST_PUBLISHED')?.subject).toMatchObject({ __typename: 'Manifest' });
    expect(one('PRODUCT_PUBLISHED')?.subject).toMatchObject({ __typename: 'DataProduct' });
    expect(one('PRODUCT_RETIRED')?.subject).toMatchObject({ __typename: 'DataProduct' });
    expect(one('CHANGE_ANNOUNCED')?.subject).toMatchObject({ __typename: 'DataContract', contract: INTERACTIONS });
    expect(one('CHANGE_WITHDRAWN')?.change).toMatchObject({ kind: 'ANNOUNCEMENT_WITHDRAWN' });
    expect(one('CHANGE_ACKNOWLEDGED')?.change).toMatchObject({ kind: 'CHANGE_ACKNOWLEDGED' });
    expect(one('SLA_BREACH_RESOLVED')?.subject).toMatchObject({ port: { fqn: 'sales.customer-360.customers' } });
    expect(one('RUN_ENDED')?.subject).toMatchObject({ __typename: 'Run', runId: 'nightly', status: 'SUCCEEDED' });
    expect(one('ACCESS_DECIDED')?.subject).toMatchObject({ __typename: 'AccessRequest', purpose: 'Revenue.' });
  });

  it.each([
    { kinds: ['PRODUCT_PUBLISHED'] },
    { kinds: ['MANIFEST_PUBLISHED', 'CONTRACT_CHANGED'], domains: ['finance'] },
    { domains: ['marketing'] },
  ])('filters by kinds and domains: %j', async (filter) => {
    const everything = await all();
    const some = await all(filter);
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(everything.length);
    const cursors = some.map((each) => each.cursor);
    expect(everything.filter((each) => cursors.includes(each.cursor))).toEqual(some);
    if (filter.kinds) expect(new Set(some.map((each) => each.kind))).toEqual(new Set(filter.kinds));
  });

  it('resumes for every other subscription: productPublished has no cursor of its own', async () => {
    const events = await all({ kinds: ['PRODUCT_PUBLISHED'] });
    const versions = events.map(({ subject }) => `${String(subject?.['fqn'])}@${String(subject?.['version'])}`);
    expect(versions.length).toBeGreaterThan(3);
    const rest = await all({ kinds: ['PRODUCT_PUBLISHED'], after: START });
    expect(rest).toEqual(events);
    const resumed = follow<Event>(server.webSocket(), CHANGED, {
      kinds: ['PRODUCT_PUBLISHED'],
      after: events[1]?.cursor,
    });
    expect(await resumed.atLeast(events.length - 2)).toEqual(events.slice(2));
  });

  it('tells the same as Server-Sent Events', async () => {
    const expected = await all();
    const client = createEventClient({ url: `${server.url}/graphql`, retryAttempts: 0 });
    atEnd(() => client.dispose());
    const told: unknown[] = [];
    for await (const { data } of client.iterate<{ catalogChanged: Event }>({
      query: CHANGED,
      variables: { after: START },
    })) {
      told.push(data?.catalogChanged);
      if (told.length === expected.length) break;
    }
    expect(told).toEqual(expected);
  });
});

describe('catalogChanged where callers are asked who they are', () => {
  it('tells of a request for access only those who may see it, though all follow the same', async () => {
    const server = await startTestServer({ acme: true, env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP } });
    const secrets = {
      finance: await tokenFor(server.url, 'finance-ci', ['acknowledge'], ['finance']),
      other: await tokenFor(server.url, 'marketing-ci', ['publish'], ['marketing']),
    };
    const followers = Object.values(secrets).map((secret) => {
      const client = createClient({
        url: `${server.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: { authorization: `Bearer ${secret}` },
      });
      atEnd(() => client.dispose());
      return follow<Event>(client, CHANGED, { kinds: ['ACCESS_REQUESTED'] });
    });
    await until(() => server.followers() === 2);
    const asked = await askAs(
      server.url,
      secrets.finance,
      'mutation ($input: RequestAccessInput!) { requestAccess(input: $input) { userErrors { message } } }',
      { input: { port: PORT, for: 'domain:finance', purpose: 'Revenue.' } },
    );
    expect(asked).toEqual({ data: { requestAccess: { userErrors: [] } } });
    const [finance, other] = await Promise.all(followers.map((each) => each.atLeast(1)));
    expect(finance).toMatchObject([{ actor: 'finance-ci', subject: { purpose: 'Revenue.' } }]);
    expect(other).toMatchObject([{ actor: null, subject: null }]);
    expect(other?.[0]?.cursor).toBe(finance?.[0]?.cursor);
  });
});
