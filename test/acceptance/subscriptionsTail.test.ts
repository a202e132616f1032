import { beforeEach, describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import type { Database } from '../../src/entities/database.js';
import { readLog, type LogEntry } from '../../src/entities/log/eventLog.js';
import { lastSeq } from '../../src/entities/reads/events.js';
import { sql } from '../../src/entities/sql.js';
import { appendEvents, type NewEvent } from '../../src/entities/writes/events.js';
import { decodeEventCursor, encodeEventCursor } from '../../src/schema/eventCursor.js';
import { EventTail } from '../../src/subscriptions/EventTail.js';
import type { Follower } from '../../src/subscriptions/Follower.js';
import { atEnd } from '../support/atEnd.js';
import { acmeProduct, mustPublish, publishAcme } from '../support/acme.js';
import { databases, openTestDatabase } from '../support/databases.js';
import { until } from '../support/follow.js';

const seqOf = { key: 'seq', pick: (entry: LogEntry): number => entry.seq };

describe.each(databases)('the tail of the event log on %s', (dialect) => {
  let db: Database;
  let tail: EventTail;
  const mishaps: unknown[] = [];

  beforeEach(async () => {
    db = await openTestDatabase(dialect);
    atEnd(() => db.close());
    const kit = { db, clock: { now: () => new Date('2026-01-15T12:00:00.000Z') }, actor: { name: null } };
    const actions = createActions({ ...kit, registry: { base: null } });
    await publishAcme(actions, ['sales/customer-360']);
    const source = (version: string) => (text: string) => text.replace('version: "3.2.1"', `version: "${version}"`);
    await mustPublish(actions, acmeProduct('sales/customer-360', { source: source('3.2.2') }));
    mishaps.length = 0;
    tail = await EventTail.start(db, (error) => void mishaps.push(error));
    atEnd(() => tail.close());
  });

  /** Commits this many events in transactions of ten. */
  async function commit(count: number): Promise<void> {
    const version = await db.one<{ id: number }>(sql`SELECT MAX(id) AS "id" FROM product_versions`);
    const event: NewEvent = {
      kind: 'product_published',
      at: '2026-01-15T12:00:00.000Z',
      domain: 'sales',
      subjectId: version?.id ?? 0,
    };
    for (let done = 0; done < count; done += 10)
      await db.transaction((tx) => appendEvents(tx, Array<NewEvent>(Math.min(10, count - done)).fill(event)));
  }

  it('tells of each published version as it stood then', async () => {
    const { entries } = await readLog(db, 0, 100);
    const versions = entries.flatMap((entry) => (entry.kind === 'product_published' ? [entry.product] : []));
    expect(versions.map((product) => product.version)).toEqual(['3.2.1', '3.2.2']);
    expect(versions[0]?.source).toContain('version: "3.2.1"');
  });

  it('gives one that lags far behind everything, in order, once, beside one that keeps up', async () => {
    const before = await lastSeq(db);
    const lagging = await tail.follow(null, seqOf);
    const live = await tail.follow(null, seqOf);
    const count = 3_000;
    await commit(count);
    const expected = Array.from({ length: count }, (_, index) => before + 1 + index);
    for (const follower of [live, lagging]) {
      const seen: number[] = [];
      while (seen.length < count) seen.push((await follower.next()).value as number);
      expect(seen).toEqual(expected);
    }
  });

  it('reads the table once for all who follow live, and not at all while nobody follows', async () => {
    const idle = await db.countStatements(() => commit(10));
    const followers: Follower<number>[] = [];
    for (let each = 0; each < 20; each += 1) followers.push(await tail.follow(null, seqOf));
    const { statements } = await db.countStatements(async () => {
      await commit(10);
      for (const follower of followers) for (let each = 0; each < 10; each += 1) await follower.next();
    });
    const reads = (list: readonly string[]): number => list.filter((text) => /FROM events e/.test(text)).length;
    expect(reads(idle.statements)).toBe(0);
    expect(reads(statements)).toBeLessThanOrEqual(4);
  });

  it('filters an event once for all who listen to the same topic, and tells each of it', async () => {
    const follower = await tail.follow(null, seqOf);
    let judged = 0;
    const topic = { key: 'counted', pick: (entry: LogEntry): number => (judged += 1) && entry.seq };
    const heard: number[][] = [[], [], []];
    const stops = heard.map((seqs) =>
      tail.listen(topic, {
        event: async ({ seq, value }) => {
          expect(value).toBe(seq);
          seqs.push(seq);
        },
        ended: () => seqs.push(-1),
      }),
    );
    const before = await lastSeq(db);
    await commit(10);
    await until(() => heard.every((seqs) => seqs.length === 10));
    const expected = Array.from({ length: 10 }, (_, index) => before + 1 + index);
    expect(heard).toEqual([expected, expected, expected]);
    expect(judged).toBe(10);
    stops[0]?.();
    await tail.close();
    await until(() => heard.slice(1).every((seqs) => seqs.at(-1) === -1));
    expect(heard[0]).toEqual(expected);
    await follower.return();
  });

  it('takes every place in the log for a cursor, and nothing else', async () => {
    const last = await lastSeq(db);
    const everything = await tail.follow(encodeEventCursor(0), seqOf);
    const [first] = (await readLog(db, 0, 100)).entries;
    expect((await everything.next()).value).toBe(first?.seq);
    await expect(tail.follow(encodeEventCursor(last), seqOf)).resolves.toBeDefined();
    for (const cursor of [encodeEventCursor(last + 1), 'nonsense', '', 'WyJhIl0'])
      await expect(tail.follow(cursor, seqOf)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('ends with the cursor to resume from where the log cannot be read', async () => {
    const first = await tail.follow(encodeEventCursor(0), seqOf);
    const { value: seen } = await first.next();
    await commit(2_600);
    await db.transaction((tx) => tx.run(sql`ALTER TABLE events RENAME TO away`));
    let failure: { code?: string; details?: { after?: string } } = {};
    let last = seen as number;
    while (!failure.code)
      await first.next().then(
        ({ value }) => (last = value as number),
        (error: typeof failure) => (failure = error),
      );
    expect(failure.code).toBe('UNAVAILABLE');
    const resume = decodeEventCursor(failure.details?.after ?? '') ?? 0;
    expect(mishaps).not.toEqual([]);
    expect(await first.next()).toEqual({ value: undefined, done: true });
    await db.transaction((tx) => tx.run(sql`ALTER TABLE away RENAME TO events`));
    const resumed = await tail.follow(encodeEventCursor(resume), seqOf);
    expect((await resumed.next()).value).toBe(last + 1);
  });

  it('lets go of a follower that waits, and of all when it is closed', async () => {
    const [one, two] = [await tail.follow(null, seqOf), await tail.follow(null, seqOf)];
    const [first, second] = [one.next(), two.next()];
    expect(tail.size).toBe(2);
    await one.return();
    expect(await first).toEqual({ value: undefined, done: true });
    expect(tail.size).toBe(1);
    await tail.close();
    expect(await second).toEqual({ value: undefined, done: true });
    await until(() => tail.size === 0);
  });
});
