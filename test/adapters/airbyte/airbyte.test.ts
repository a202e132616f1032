import { expect, it } from 'vitest';
import { Airbyte, type AirbyteSettings } from '../../../src/adapters/airbyte/Airbyte.js';
import { findOrMakeConnection } from '../../../src/adapters/airbyte/connection.js';
import { followSync, startSync, type AirbyteJob } from '../../../src/adapters/airbyte/sync.js';
import { AIRBYTE_DOCUMENT, startAirbyte, type AirbyteBehaviour } from '../../support/airbyteServer.js';
import { describeBeside } from '../../support/describeBeside.js';

const QUICK = { limitMs: 10_000, waits: [1, 1] };
const WANTED = { name: 'sales.customer-360.crm_data', source: 'salesforce', destination: 'lake' };

async function start(behaviour: AirbyteBehaviour = {}, settings?: Partial<AirbyteSettings>) {
  const server = await startAirbyte(behaviour);
  return { server, airbyte: new Airbyte({ ...server.settings, ...settings }, QUICK) };
}

const posts = (asked: readonly string[], path: string): string[] =>
  asked.filter((line) => line.startsWith(`POST ${path}`));

describeBeside('a sync of Airbyte, by its own OpenAPI document', AIRBYTE_DOCUMENT, () => {
  it('has a connection between the source and the destination of these names, made once', async () => {
    const { server, airbyte } = await start();
    const streams = [{ name: 'accounts', syncMode: 'incremental_append', cursorField: ['updated_at'] }];
    const made = await findOrMakeConnection(airbyte, { ...WANTED, streams, prefix: 'crm_' });
    expect(made).toEqual({ connectionId: server.connections[0]?.connectionId, isNew: true });
    expect(server.connections).toMatchObject([
      { name: WANTED.name, schedule: { scheduleType: 'manual' }, configurations: { streams } },
    ]);
    expect(await findOrMakeConnection(airbyte, WANTED)).toEqual({ ...made, isNew: false });
    expect(server.connections).toHaveLength(1);
    expect(server.problems).toEqual([]);
  });

  it('is found among more connections than a page has', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `source-${index}`);
    const { server, airbyte } = await start({ sources: names });
    await findOrMakeConnection(airbyte, { ...WANTED, source: 'source-249' });
    expect(server.asked.filter((line) => line.startsWith('GET /sources'))).toHaveLength(3);
    expect(server.problems).toEqual([]);
  });

  it('is made once where the answer is lost', async () => {
    const { server, airbyte } = await start({
      meddle: (line) => (line.startsWith('POST /connections') ? 'lost' : null),
    });
    expect(await findOrMakeConnection(airbyte, WANTED)).toMatchObject({ isNew: true });
    expect(server.connections).toHaveLength(1);
  });

  it('tells what is not set up there, with what was meant', async () => {
    const { airbyte } = await start({ sources: ['salesforce', 'zendesk', 'zendesk'] });
    await expect(findOrMakeConnection(airbyte, { ...WANTED, source: 'salesforec' })).rejects.toThrow(
      'airbyte source "salesforec": there is none; there are salesforce, zendesk, zendesk. Did you mean salesforce?. (NOT_FOUND)',
    );
    await expect(findOrMakeConnection(airbyte, { ...WANTED, source: 'zendesk' })).rejects.toThrow('(AMBIGUOUS)');
    await expect(findOrMakeConnection(airbyte, { ...WANTED, destination: 'warehouse' })).rejects.toThrow(
      'Set it up in Airbyte: it holds the credentials',
    );
  });

  it('does not run by a connection that leads elsewhere, or is turned off', async () => {
    const { server, airbyte } = await start({ sources: ['salesforce', 'zendesk'] });
    await findOrMakeConnection(airbyte, WANTED);
    await expect(findOrMakeConnection(airbyte, { ...WANTED, source: 'zendesk' })).rejects.toThrow(
      `airbyte connection "${WANTED.name}": it leads from another source`,
    );
    const [connection] = server.connections;
    if (connection) connection.status = 'inactive';
    await expect(findOrMakeConnection(airbyte, WANTED)).rejects.toThrow('it is inactive. Turn it on in Airbyte');
  });

  it('is started, followed through what becomes of it, and told as it ended', async () => {
    const { server, airbyte } = await start();
    const { connectionId } = await findOrMakeConnection(airbyte, WANTED);
    const { jobId, isNew } = await startSync(airbyte, connectionId);
    expect(isNew).toBe(true);
    const told: AirbyteJob['status'][] = [];
    const ended = await followSync(airbyte, jobId, ({ status }) => told.push(status), { everyMs: 1 });
    expect(told).toEqual(['pending', 'running', 'incomplete', 'running', 'succeeded']);
    expect(ended).toMatchObject({ status: 'succeeded', rowsSynced: 25, lastUpdatedAt: '2026-01-15T12:05:00Z' });
    expect(await startSync(airbyte, connectionId)).toMatchObject({ jobId: 2, isNew: true });
    expect(server.problems).toEqual([]);
  });

  it('is joined where one is under way, also one that began a moment ago', async () => {
    const { server, airbyte } = await start({ statuses: ['running', 'failed'] });
    const { connectionId } = await findOrMakeConnection(airbyte, WANTED);
    const started = await Promise.all([1, 2, 3].map(() => startSync(airbyte, connectionId)));
    expect(started.map(({ jobId }) => jobId)).toEqual([1, 1, 1]);
    expect(started.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(server.jobs).toHaveLength(1);
    expect(await followSync(airbyte, 1, () => undefined, { everyMs: 1 })).toMatchObject({ status: 'failed' });
  });

  it('is started once where the answer is lost, and told of where it was not started', async () => {
    const lost = await start({ meddle: (line) => (line.startsWith('POST /jobs') ? 'lost' : null) });
    const { connectionId } = await findOrMakeConnection(lost.airbyte, WANTED);
    expect(await startSync(lost.airbyte, connectionId)).toEqual({ jobId: 1, isNew: true });
    expect(lost.server.jobs).toHaveLength(1);

    const failing = await start({ meddle: (line) => (line.startsWith('POST /jobs') ? 503 : null) });
    const other = await findOrMakeConnection(failing.airbyte, WANTED);
    await expect(startSync(failing.airbyte, other.connectionId)).rejects.toThrow('(SYSTEM_FAILED)');
    expect(posts(failing.server.asked, '/jobs')).toHaveLength(1);
  });

  it('is ended there where it is no longer wanted', async () => {
    const { server, airbyte } = await start({ statuses: ['running', 'running', 'running'] });
    const { connectionId } = await findOrMakeConnection(airbyte, WANTED);
    const { jobId } = await startSync(airbyte, connectionId);
    const controller = new AbortController();
    const following = { everyMs: 60_000, signal: controller.signal };
    const ended = await followSync(airbyte, jobId, () => controller.abort(), following);
    expect(ended).toMatchObject({ jobId, status: 'cancelled' });
    expect(server.jobs).toMatchObject([{ statuses: ['cancelled'] }]);
    expect(server.problems).toEqual([]);
  });

  it('goes on with a new token where one expired, and says so where none is to be had', async () => {
    const { server, airbyte } = await start({ tokenUses: 2 });
    await findOrMakeConnection(airbyte, WANTED);
    expect(posts(server.asked, '/applications/token').length).toBeGreaterThan(1);
    expect(server.connections).toHaveLength(1);
    const wrong = await start({}, { credentials: { kind: 'token', token: 'other' } });
    await expect(findOrMakeConnection(wrong.airbyte, WANTED)).rejects.toThrow(
      /^airbyte GET \/sources: it does not let who asks \(401: Unauthorized\)\. Set AIRBYTE_CLIENT_ID .*\(UNAUTHORIZED\)$/,
    );
  });
});
