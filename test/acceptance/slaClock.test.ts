import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { follow, until } from '../support/follow.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PORT = 'sales.customer-360.customers';
const BREACHED = `subscription { slaBreached { openedAt resolvedAt port { fqn } } }`;
const OBSERVE = `mutation ($input: RecordObservationsInput!) {
  recordObservations(input: $input) { accepted breaches { openedAt } userErrors { message } } }`;
const BREACHES = `{ slaBreaches { totalCount nodes { openedAt resolvedAt observed } }
  outputPort(fqn: "${PORT}") { slaStatus { objective state dueAt } } }`;

/** Sees data that falls due a moment from now, and nothing more; returns when it does. */
async function monitoringStops(server: TestServer): Promise<string> {
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
