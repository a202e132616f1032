import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { follow, until } from '../support/follow.js';
import { startServerProcess } from '../support/serverProcess.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PORT = 'sales.customer-360.customers';
const UPSTREAM = 'marketing.campaign-attribution.customer_interactions';
const SEGMENTS = 'sales.customer-360.customer_segments';
const RISKS = `{ slaBreaches(first: 10) { nodes { port { fqn } openedAt rootCauses { port { fqn } }
  atRisk { nodes { at contract { name } } } } } }`;
const BREACHED = `subscription { slaBreached { openedAt resolvedAt port { fqn } } }`;
const OBSERVE = `mutation ($input: RecordObservationsInput!) {
  recordObservations(input: $input) { accepted breaches { openedAt } userErrors { message } } }`;
const BREACHES = `{ slaBreaches { totalCount nodes { openedAt resolvedAt observed } }
  outputPort(fqn: "${PORT}") { slaStatus { objective state dueAt } } }`;

interface RiskyBreach {
  readonly atRisk: { readonly nodes: readonly object[] };
}

/** Sees data that falls due a moment from now, and nothing more; returns when it does. */
async function monitoringStops(server: Pick<TestServer, 'data'>): Promise<string> {
  const at = Date.now();
  const dueAt = new Date(at + 500);
  const dataAt = new Date(dueAt.getTime() - 6 * 3_600_000).toISOString();
  const observations = [{ port: PORT, objective: 'FRESHNESS', at: new Date(at).toISOString(), dataAt }];
  expect(await server.data(OBSERVE, { input: { observations } })).toEqual({
    recordObservations: { accepted: 1, breaches: [], userErrors: [] },
  });
  return dueAt.toISOString();
}

describe.each(databases)('a port whose monitoring stops, on %s', (dialect) => {
  it('is breached at its due instant, once, and seen so on another server', async () => {
    const one = await startTestServer({ dialect, acme: true });
    const replica = await startTestServer({ dialect, databaseUrl: one.databaseUrl });
    const seen = [one, replica].map((server) => follow(server.webSocket(), BREACHED));
    await until(() => one.followers() + replica.followers() === 2);
    const openedAt = await monitoringStops(one);
    await Promise.all(seen.map((each) => each.atLeast(1)));
    const breached: unknown = { objective: 'FRESHNESS', state: 'BREACHED', dueAt: openedAt };
    for (const server of [one, replica])
      expect(await server.data(BREACHES)).toMatchObject({
        slaBreaches: { totalCount: 1, nodes: [{ openedAt, resolvedAt: null, observed: '6h' }] },
        outputPort: { slaStatus: expect.arrayContaining([breached]) },
      });
    for (const { events } of seen) expect(events).toEqual([{ openedAt, resolvedAt: null, port: { fqn: PORT } }]);
  });

  it('puts the contract downstream at risk before that breaks its promise, and is then its cause', async () => {
    const server = await startTestServer({ dialect, acme: true });
    const at = Date.now();
    const observed = (port: string, freshMs: number, limitHours: number): object => ({
      port,
      objective: 'FRESHNESS',
      at: new Date(at).toISOString(),
      dataAt: new Date(at + freshMs - limitHours * 3_600_000).toISOString(),
    });
    const observations = [observed(UPSTREAM, 300, 2), observed(SEGMENTS, 2_500, 24)];
    await server.data(OBSERVE, { input: { observations } });
    const breaches = async (): Promise<readonly RiskyBreach[]> =>
      (await server.data<{ slaBreaches: { nodes: readonly RiskyBreach[] } }>(RISKS)).slaBreaches.nodes;
    await until(async () => (await breaches()).length > 0);
    const [first] = await breaches();
    const due = new Date(at + 2_500).toISOString();
    expect(first).toMatchObject({ port: { fqn: UPSTREAM }, rootCauses: [] });
    expect(first?.atRisk.nodes).toContainEqual({ at: due, contract: { name: 'sales-to-marketing-customer-segments' } });
    await until(async () => (await breaches()).length > 1);
    const [, second] = await breaches();
    expect(second).toMatchObject({ port: { fqn: SEGMENTS }, openedAt: due, rootCauses: [{ port: { fqn: UPSTREAM } }] });
  });

  it('is breached by the server that is left where the one that was told of it has ended', async () => {
    const one = await startTestServer({ dialect, acme: true });
    const left = await startTestServer({ dialect, databaseUrl: one.databaseUrl });
    const seen = follow(left.webSocket(), BREACHED);
    await until(() => left.followers() === 1);
    const openedAt = await monitoringStops(one);
    await one.close();
    expect(await seen.atLeast(1)).toEqual([{ openedAt, resolvedAt: null, port: { fqn: PORT } }]);
  });
});

describe('a server process that is to open a breach', () => {
  it('is killed: another on the same PostgreSQL opens it at its due instant, once', async () => {
    const left = await startTestServer({ dialect: 'postgres', acme: true });
    const killed = await startServerProcess(left.databaseUrl);
    const seen = follow(left.webSocket(), BREACHED);
    await until(() => left.followers() === 1);
    const openedAt = await monitoringStops({ data: (query, variables) => killed.ask(query, variables) });
    await killed.end('SIGKILL');
    expect(await seen.atLeast(1)).toEqual([{ openedAt, resolvedAt: null, port: { fqn: PORT } }]);
    expect(await left.data(BREACHES)).toMatchObject({ slaBreaches: { totalCount: 1, nodes: [{ openedAt }] } });
    expect(seen.events).toHaveLength(1);
  });
});
