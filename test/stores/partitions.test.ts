import { describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import { Partitions1766000000035 } from '../../migrations/0035-partitions.js';
import { migrations } from '../../migrations/index.js';
import { appendAudit } from '../../src/entities/access/writes.js';
import { checkStore } from '../../src/entities/checks/checkStore.js';
import type { Database } from '../../src/entities/database.js';
import { readLog } from '../../src/entities/log/eventLog.js';
import { cutPartitions } from '../../src/entities/partitions/cutPartitions.js';
import { forgetPartition } from '../../src/entities/partitions/forgetPartition.js';
import { partitionsOf } from '../../src/entities/partitions/partitions.js';
import { lastSeq } from '../../src/entities/reads/events.js';
import { sql } from '../../src/entities/sql.js';
import { insertObservations } from '../../src/entities/writes/sla.js';
import { LogUpkeep } from '../../src/retention/LogUpkeep.js';
import { campaignAttribution, mustPublish } from '../support/acme.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { atEnd } from '../support/atEnd.js';
import { databases, openTestDatabase } from '../support/databases.js';
import { until } from '../support/follow.js';

/** Later than any month in which the tests are run. */
const at = (month: number, day = 15): Date => new Date(Date.UTC(2099, month - 1, day));

async function acme(): Promise<Database> {
  const db = await openAcmeDatabase('postgres');
  atEnd(() => db.close());
  return db;
}

/** Publishes a version of the port that sales reads, with so many columns more. */
async function publish(db: Database, columns: number, now: Date): Promise<void> {
  const kit = { db, clock: { now: () => now }, actor: { name: 'ada' }, registry: { base: null } };
  const product = campaignAttribution(`1.${5 + columns}.0`, (names) => {
    for (let each = 1; each <= columns; each += 1) names[`extra_${each}`] = { type: 'string' };
  });
  await mustPublish(createActions(kit), product);
}

/** A transaction that has read the event log and goes on until it is told to end. */
async function readingAllAlong(db: Database): Promise<{ readonly read: Promise<void>; readonly end: () => void }> {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let read: Promise<void> = Promise.resolve();
  await new Promise<void>((begun) => {
    read = db.transaction(async (tx) => {
      await tx.all(sql`SELECT seq FROM events LIMIT 1`);
      begun();
      await ended;
    });
  });
  return { read, end };
}

const noted = { actor: null, origin: null, subject: null, requestId: null, reason: null, outcome: 'done' } as const;

/** An entry of the audit log. */
const note = (db: Database, now: Date): Promise<void> =>
  db.transaction((tx) => appendAudit(tx, [{ ...noted, kind: 'anonymous', verb: 'publish', at: now.toISOString() }]));

const bounds = async (db: Database, table: string): Promise<unknown[]> =>
  (await partitionsOf(db, table)).map(({ from, to }) => [from, to]);

const numbers = async (db: Database, table = 'events'): Promise<number[]> =>
  (await db.all<{ seq: number }>(sql`SELECT seq AS "seq" FROM ${sql.raw(table)} ORDER BY seq`)).map(({ seq }) => seq);

describe('the logs on PostgreSQL', () => {
  it('are cut where a month begins, and read over the cut as if there were none', async () => {
    const db = await acme();
    const before = await lastSeq(db);
    expect(await cutPartitions(db, at(1))).toHaveLength(1); // of acme nobody observed anything, nor is audited
    const cut = [
      [null, before + 1],
      [before + 1, null],
    ];
    expect([await bounds(db, 'events'), await bounds(db, 'contract_changes')]).toEqual([cut, cut]);
    expect(await cutPartitions(db, at(1, 31))).toEqual([]);

    await publish(db, 1, at(1));
    const last = await lastSeq(db);
    expect(last).toBeGreaterThan(before);
    expect(await cutPartitions(db, at(1, 31))).toEqual([]);
    expect(await cutPartitions(db, at(2, 1))).toEqual([`events_2099_01_${before + 1}`]);
    await publish(db, 2, at(2));
    const { entries } = await readLog(db, before - 2, 1_000);
    expect(entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: (await lastSeq(db)) - before + 2 }, (_, index) => before - 1 + index),
    );
    expect((await numbers(db, `events_2099_02_${last + 1}`))[0]).toBe(last + 1);
    expect(await checkStore(db)).toEqual([]);
  });

  it('begin no partition for a month in which nothing was written', async () => {
    const db = await acme();
    await cutPartitions(db, at(1));
    expect(await cutPartitions(db, at(2))).toEqual([]);
  });

  it('keep audit events and observations the same way', async () => {
    const db = await openTestDatabase('postgres');
    atEnd(() => db.close());
    await note(db, at(1));
    expect(await cutPartitions(db, at(1))).toHaveLength(1);
    await note(db, at(1));
    expect(await bounds(db, 'audit_events')).toEqual([
      [null, 2],
      [2, null],
    ]);
    expect(await db.all(sql`SELECT id AS "id" FROM audit_events ORDER BY id`)).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('forget a partition that is past without deleting a row, but for what the past is read from', async () => {
    const db = await acme();
    await cutPartitions(db, at(1));
    for (const month of [1, 2, 3]) {
      await publish(db, month, at(month));
      await cutPartitions(db, at(month + 1));
    }
    const all = await numbers(db);
    const { statements, result } = await db.countStatements(async () => [
      await forgetPartition(db, at(3).toISOString()),
      await forgetPartition(db, at(3).toISOString()),
      await forgetPartition(db, at(3).toISOString()),
    ]);
    expect(result).toEqual([true, true, false]);
    expect(statements.filter((each) => /\bDELETE\b/.test(each))).toEqual([]);
    expect(statements.filter((each) => each.startsWith('DROP TABLE'))).toHaveLength(4);
    const kept = await numbers(db);
    expect(kept.length).toBeLessThan(all.length);
    const march = (await partitionsOf(db, 'events'))[1]?.from ?? 0;
    expect(kept.filter((seq) => seq >= march)).toEqual(all.filter((seq) => seq >= march));
    expect(await partitionsOf(db, 'events')).toMatchObject([
      { name: `events_kept_0_${march}`, from: null, to: march },
      { from: march },
      { to: null },
    ]);
    expect(await checkStore(db)).toEqual([]);
  });

  it('keep the partition of the last event, however old it is', async () => {
    const db = await acme();
    await publish(db, 1, new Date());
    await cutPartitions(db, at(1));
    expect(await forgetPartition(db, at(12).toISOString())).toBe(false);
    await publish(db, 2, at(1));
    expect(await forgetPartition(db, at(12).toISOString())).toBe(true);
  });

  it('wait for nobody who reads: it is said, nothing has changed, and a later look does it', async () => {
    const db = await acme();
    const { read, end } = await readingAllAlong(db);
    await expect(cutPartitions(db, at(1))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await bounds(db, 'events')).toEqual([[null, null]]);
    end();
    await read;
    expect(await cutPartitions(db, at(1))).toHaveLength(1);
  });

  it('are looked after when a month begins', async () => {
    const db = await acme();
    let now = new Date(Date.UTC(2099, 0, 31, 23, 50));
    const asked: { readonly ms: number; readonly work: () => void }[] = [];
    const time = {
      now: () => now,
      after: (ms: number, work: () => void) => (asked.push({ ms, work }), () => undefined),
    };
    const kept = { feed: null, audit: null, observations: null };
    const upkeep = new LogUpkeep({ db, time, kept, onError: (error) => expect(error).toBeNull() });
    asked[0]?.work();
    await until(() => asked.length === 2);
    expect(asked[1]?.ms).toBe(600_000);
    await publish(db, 1, now);
    now = new Date(Date.UTC(2099, 1, 1));
    asked[1]?.work();
    await until(() => asked.length === 3);
    await upkeep.close();
    expect((await partitionsOf(db, 'events')).map(({ name }) => name.slice(0, 14))).toEqual([
      expect.stringMatching(/^events_20/),
      'events_2099_01',
      'events_2099_02',
    ]);
  });
});

describe.each(databases)('AUDIT_RETENTION_DAYS and OBSERVATION_RETENTION_DAYS on %s', (dialect) => {
  it('forget what is older, PostgreSQL whole months of it', async () => {
    const db = await openAcmeDatabase(dialect);
    atEnd(() => db.close());
    const port = await db.one<{ id: number }>(sql`SELECT MIN(id) AS "id" FROM output_ports`);
    const seen = { portId: port?.id ?? 0, objective: 'availability', metric: 'up', up: 1 } as const;
    const none = { dataAt: null, value: null, key: null, source: null };
    for (const month of [1, 2, 3]) {
      await note(db, at(month));
      await db.transaction((tx) => insertObservations(tx, [{ ...seen, ...none, at: at(month).toISOString() }], []));
      await cutPartitions(db, at(month + 1, 1));
    }
    const asked: (() => void)[] = [];
    const time = { now: () => at(6), after: (_: number, work: () => void) => (asked.push(work), () => undefined) };
    const kept = { feed: null, audit: 100, observations: 130 };
    const upkeep = new LogUpkeep({ db, time, kept, onError: (error) => expect(error).toBeNull() });
    for (let look = 0; look < 4; look += 1) {
      asked[look]?.();
      await until(() => asked.length === look + 2);
    }
    await upkeep.close();
    const left = async (table: string): Promise<unknown[]> =>
      (await db.all<{ at: string }>(sql`SELECT x.at AS "at" FROM ${sql.raw(table)} x ORDER BY x.id`)).map(
        (row) => row.at,
      );
    expect(await left('audit_events')).toEqual([at(3).toISOString()]);
    expect(await left('observations')).toEqual([at(2).toISOString(), at(3).toISOString()]);
    if (dialect === 'postgres')
      expect((await partitionsOf(db, 'audit_events')).map(({ name }) => name.slice(13, 20))).toEqual([
        '2099_03',
        '2099_04',
      ]);
    expect(await checkStore(db)).toEqual([]);
  });
});

describe('a store from before partitions, on PostgreSQL', () => {
  it('keeps its rows where they lie, its cursors, and who may read it', async () => {
    const db = await acme();
    for (const _ of migrations.slice(migrations.indexOf(Partitions1766000000035))) await db.undoLastMigration();
    const files = (...tables: string[]): Promise<unknown[]> =>
      Promise.all(tables.map((table) => db.one(sql`SELECT pg_relation_filenode(${table}::regclass) AS "file"`)));
    const before = { files: await files('events', 'contract_changes'), seqs: await numbers(db) };
    await db.transaction((tx) => tx.run(sql`GRANT SELECT ON events TO PUBLIC`));
    await db.migrate();
    expect(await db.one(sql`SELECT has_table_privilege('pg_monitor', 'events', 'SELECT') AS "granted"`)).toEqual({
      granted: true,
    });
    expect(await files('events_first', 'contract_changes_first')).toEqual(before.files);
    await cutPartitions(db, new Date());
    await publish(db, 1, new Date());
    expect(await files('events_first', 'contract_changes_first')).toEqual(before.files);
    const after = before.seqs.at(-3) ?? 0;
    expect((await readLog(db, after, 2)).entries.map(({ seq }) => seq)).toEqual(before.seqs.slice(-2));
    expect((await readLog(db, before.seqs.at(-1) ?? 0, 1)).entries).toMatchObject([{ seq: before.seqs.length + 1 }]);
    expect(await checkStore(db)).toEqual([]);
  });
});
