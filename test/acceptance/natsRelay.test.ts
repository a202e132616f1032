import { expect, it } from 'vitest';
import { dataOf, subjectOf, typeOf } from '../../src/cloudEvents/cloudEvent.js';
import { readCatalogEvents } from '../../src/entities/log/catalogEvents.js';
import { lastSeq } from '../../src/entities/reads/events.js';
import { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { appendEvents, type NewEvent } from '../../src/entities/writes/events.js';
import { encodeEventCursor } from '../../src/schema/eventCursor.js';
import { toldOf } from '../../src/cloudEvents/log.js';
import { newAcmeUrl } from '../support/acmeStore.js';
import { atEnd } from '../support/atEnd.js';
import { databases } from '../support/databases.js';
import { describeWith } from '../support/describeWith.js';
import { until } from '../support/follow.js';
import { countOf, messagesOf, startNats, type NatsServer } from '../support/natsServer.js';
import { startTestServer } from '../support/server.js';
import { startServerProcess } from '../support/serverProcess.js';

/** Commits so many events of a product that is published already, in transactions of fifty. */
async function commit(db: Database, count: number): Promise<void> {
  const version = await db.one<{ id: number }>(sql`SELECT MAX(id) AS "id" FROM product_versions`);
  const at = new Date().toISOString();
  const event: NewEvent = { kind: 'product_published', at, domain: 'sales', subjectId: version?.id ?? 0 };
  for (let done = 0; done < count; done += 50)
    await db.transaction((tx) => appendEvents(tx, Array<NewEvent>(Math.min(50, count - done)).fill(event)));
}

async function openDatabaseAt(url: string): Promise<Database> {
  const db = await Database.open(url);
  atEnd(() => db.close());
  return db;
}

const idsIn = async (nats: NatsServer): Promise<number[]> =>
  (await messagesOf(nats)).map(({ header }) => Number(header.get('Nats-Msg-Id')));

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** Waits until the stream has as many messages as the log has events, and says the numbers that they bear. */
async function relayed(nats: NatsServer, db: Database): Promise<{ ids: number[]; log: number[] }> {
  const last = await lastSeq(db);
  await until(async () => (await countOf(nats)) >= last);
  return { ids: await idsIn(nats), log: upTo(last) };
}

describeWith(['nats-server'], 'the relay to NATS JetStream', () => {
  it('sends the whole log to a stream that is new, in order, as CloudEvents, then what commits', async () => {
    const nats = await startNats();
    const { db } = await startTestServer({
      acme: true,
      env: { NATS_URL: nats.url, EVENT_SOURCE: 'https://catalog.acme.com' },
    });
    await relayed(nats, db);
    await commit(db, 3);
    const { ids, log } = await relayed(nats, db);
    expect(ids).toEqual(log);

    const { events } = await readCatalogEvents(db, 0, 10_000);
    const messages = await messagesOf(nats);
    expect(messages.map(({ subject }) => subject)).toEqual(
      events.map(({ domain, product, kind }) =>
        ['floe', domain ?? '_', product?.split('.')[1] ?? '_', kind.toLowerCase()].join('.'),
      ),
    );
    const told = (await toldOf(db, log)).flatMap((each) => each ?? []);
    expect(messages.map((each) => each.json())).toEqual(
      told.map((each) => ({
        specversion: '1.0',
        id: String(each.event.seq),
        source: 'https://catalog.acme.com',
        type: typeOf(each.event.kind),
        subject: subjectOf(each),
        time: each.event.at,
        datacontenttype: 'application/json',
        sequence: encodeEventCursor(each.event.seq),
        data: dataOf(each),
      })),
    );
    expect(messages.at(-1)?.json()).toMatchObject({
      type: 'dev.floe.catalog.product.published',
      data: { kind: 'PRODUCT_PUBLISHED', domain: 'sales' },
    });
  });

  it('doubles nothing and misses nothing where it is killed while it sends, though the stream no longer knows their ids', async () => {
    const nats = await startNats();
    const window = 100 * 1_000_000; // nanoseconds
    await nats.manage((manager) =>
      manager.streams.add({ name: 'floe', subjects: ['floe.>'], duplicate_window: window }),
    );
    const url = await newAcmeUrl('sqlite');
    const db = await openDatabaseAt(url);
    for (let each = 0; each < 2; each += 1) {
      await commit(db, 1_000); // something is left to send, though the one before came to its end
      const before = await countOf(nats);
      const server = await startServerProcess(url, { NATS_URL: nats.url });
      await until(async () => (await countOf(nats)) > before);
      await server.end('SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 150)); // longer than the window
    }
    await startTestServer({ databaseUrl: url, env: { NATS_URL: nats.url } });
    const { ids, log } = await relayed(nats, db);
    expect(ids).toEqual(log);
  });

  it('goes on where NATS was away while events were committed', async () => {
    const nats = await startNats();
    const { db } = await startTestServer({ acme: true, env: { NATS_URL: nats.url } });
    await relayed(nats, db);
    await nats.stop();
    await commit(db, 100);
    await nats.start();
    await commit(db, 100);
    const { ids, log } = await relayed(nats, db);
    expect(ids).toEqual(log);
  });

  it('goes on after what it sent where the stream has forgotten all of it', async () => {
    const nats = await startNats();
    const url = await newAcmeUrl('sqlite');
    const first = await startTestServer({ databaseUrl: url, env: { NATS_URL: nats.url } });
    await relayed(nats, first.db);
    const before = await lastSeq(first.db);
    await first.close();
    await nats.manage((manager) => manager.streams.purge('floe'));
    const { db } = await startTestServer({ databaseUrl: url, env: { NATS_URL: nats.url } });
    await commit(db, 2);
    await until(async () => (await countOf(nats)) === 2);
    expect(await idsIn(nats)).toEqual([before + 1, before + 2]);
  });

  it('sends nothing to a stream that was filled from another store, and says so', async () => {
    const nats = await startNats();
    const first = await startTestServer({ acme: true, env: { NATS_URL: nats.url } });
    await relayed(nats, first.db);
    const count = await countOf(nats);
    await first.close();
    const { logged } = await startTestServer({ env: { NATS_URL: nats.url } });
    await until(() =>
      logged.some(({ err }) => /filled from another store/.test((err as Error | undefined)?.message ?? '')),
    );
    expect(await countOf(nats)).toBe(count);
  });

  it.each(databases)('is one among the servers on %s, and another goes on where it ends', async (dialect) => {
    const nats = await startNats();
    const databaseUrl = await newAcmeUrl(dialect);
    const env = { NATS_URL: nats.url };
    const servers = [await startTestServer({ databaseUrl, env }), await startTestServer({ databaseUrl, env })] as const;
    const db = await openDatabaseAt(databaseUrl);
    await commit(db, 60);
    await relayed(nats, db);
    await servers[0].close();
    await commit(db, 60);
    const { ids, log } = await relayed(nats, db);
    expect(ids).toEqual(log);
    expect(servers[1].logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
