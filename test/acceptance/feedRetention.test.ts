import { describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import { checkStore } from '../../src/entities/checks/checkStore.js';
import { cutPartitions } from '../../src/entities/partitions/cutPartitions.js';
import { campaignAttribution, mustPublish } from '../support/acme.js';
import { databases } from '../support/databases.js';
import { follow, until } from '../support/follow.js';
import { startTestServer, type TestServer } from '../support/server.js';

const DAY_MS = 24 * 3_600_000;
const CHANGED = 'subscription ($after: Cursor) { contractChanged(after: $after) { cursor kind path } }';
const START = 'WzBd';

interface Change {
  readonly cursor: string;
  readonly kind: string;
  readonly path: string;
}

async function feed(server: Pick<TestServer, 'data'>): Promise<Change[]> {
  const query = '{ contractChanges(first: 500) { totalCount nodes { cursor kind path } } }';
  const { contractChanges } = await server.data<{ contractChanges: { totalCount: number; nodes: Change[] } }>(query);
  expect(contractChanges.totalCount).toBe(contractChanges.nodes.length);
  return contractChanges.nodes;
}

/** Publishes versions of the port that sales reads at an instant, each with one column more. */
async function publish({ db }: TestServer, versions: readonly number[], at: number): Promise<void> {
  const kit = { db, clock: { now: () => new Date(at) }, actor: { name: 'ada' }, registry: { base: null } };
  for (const version of versions)
    await mustPublish(
      createActions(kit),
      campaignAttribution(`1.${5 + version}.0`, (names) => {
        for (let each = 1; each <= version; each += 1) names[`extra_${each}`] = { type: 'string' };
      }),
    );
}

const tellsStatus = ({ kind, path }: Change): boolean =>
  kind === 'CONTRACT_ESTABLISHED' || kind === 'CONTRACT_ENDED' || (kind === 'STATUS_CHANGED' && path === 'status');

describe.each(databases)('FEED_RETENTION_DAYS on %s', (dialect) => {
  it('forgets old entries of the feed, tells older cursors where to start over, and takes nothing from the past', async () => {
    const now = Date.now();
    const clock = { now: () => new Date(now + 210 * DAY_MS) };
    const first = await startTestServer({ dialect, acme: true, clock });
    await publish(first, [1, 2, 3], now + 100 * DAY_MS);
    const asOf = new Date(now + 50 * DAY_MS).toISOString();
    const past = `{ product(fqn: "marketing.campaign-attribution", asOf: "${asOf}") {
        version outputPorts { name columns { name } } contracts(first: 50) { totalCount nodes { name status version } } }
      diff(fqn: "marketing.campaign-attribution", from: "1.6.0", to: "1.8.0") { ports { changes { path } } } }`;
    const before = { past: await first.ask(past), feed: await feed(first) };
    expect(before.past.errors).toBeUndefined();
    await cutPartitions(first.db, new Date(now + 140 * DAY_MS));
    await publish(first, [4, 5], now + 200 * DAY_MS);
    const all = await feed(first);
    await first.close();

    const { databaseUrl } = first;
    const server = await startTestServer({ databaseUrl, clock, env: { FEED_RETENTION_DAYS: '30' } });
    const kept = all.filter((each) => tellsStatus(each) || !before.feed.some(({ cursor }) => cursor === each.cursor));
    expect([kept.length < all.length, kept.length > 0]).toEqual([true, true]);
    // While it is forgotten the list and its count may be of two moments.
    await until(async () => (await feed(server).catch(() => [])).length === kept.length);
    expect(await feed(server)).toEqual(kept);
    expect(await server.ask(past)).toEqual(before.past);
    expect(await checkStore(server.db)).toEqual([]);

    const late = follow<Change>(server.webSocket(), CHANGED, { after: START });
    await until(() => late.errors.length > 0);
    const { code, oldest } = late.errors[0]?.extensions as { code: string; oldest: string };
    expect([code, oldest]).toEqual(['CURSOR_EXPIRED', before.feed.findLast((each) => !tellsStatus(each))?.cursor]);
    const again = follow<Change>(server.webSocket(), CHANGED, { after: oldest });
    const place = all.findIndex(({ cursor }) => cursor === oldest);
    expect(await again.atLeast(all.length - place - 1)).toEqual(all.slice(place + 1));
    await server.close();

    const latest = { now: () => new Date(now + 300 * DAY_MS) };
    const later = await startTestServer({ databaseUrl, clock: latest, env: { FEED_RETENTION_DAYS: '30' } });
    // On PostgreSQL the partition that holds the last event stays.
    if (dialect === 'sqlite') await until(async () => (await feed(later)).length < kept.length);
    const last = all.at(-1)?.cursor;
    const onward = follow<Change>(later.webSocket(), CHANGED, { after: last });
    await until(() => later.followers() === 1);
    await publish(later, [6], now + 300 * DAY_MS);
    const [next] = await onward.atLeast(1);
    expect(all.map(({ cursor }) => cursor)).not.toContain(next?.cursor);
    expect(onward.errors).toEqual([]);
  });
});
