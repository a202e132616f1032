import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { type EventRow } from '../../src/entities/rows/events/EventRow.js';
import { NamespaceRow } from '../../src/entities/rows/platform/NamespaceRow.js';
import { appendEvents } from '../../src/entities/writes/events.js';
import { databases, newDatabaseUrl, openTestDatabase } from '../support/databases.js';

describe.each(databases)('the store on %s', (dialect) => {
  let url: string;
  let db: Database;
  const namespace = (path: string, parentId: number | null = null) => ({ path, name: path, parentId });
  const paths = async (from: Database = db): Promise<string[]> =>
    (await from.all<{ path: string }>(sql`SELECT path AS "path" FROM namespaces ORDER BY path`)).map(
      (each) => each.path,
    );

  beforeEach(async () => {
    url = await newDatabaseUrl(dialect);
    db = await Database.open(url);
  });
  afterEach(() => db.close());

  it('keeps what a transaction wrote, and nothing of one that failed', async () => {
    await db.transaction((tx) => tx.insert(NamespaceRow, [namespace('sales')]));
    const failing = db.transaction(async (tx) => {
      await tx.insert(NamespaceRow, [namespace('marketing')]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await paths()).toEqual(['sales']);
  });

  it('shows uncommitted rows to nobody else', async () => {
    let seen: Promise<string[]> | undefined;
    await db.transaction(async (tx) => {
      await tx.insert(NamespaceRow, [namespace('sales')]);
      seen = new Promise((resolve) => setImmediate(() => resolve([])));
      await seen;
      await expect(db.all(sql`SELECT 1`)).rejects.toThrow('ask the transaction');
    });
    const other = await Database.open(url);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const open = db.transaction(async (tx) => {
      await tx.insert(NamespaceRow, [namespace('marketing')]);
      await held;
    });
    expect(await paths(other)).toEqual(['sales']);
    release();
    await open;
    expect(await paths(other)).toEqual(['marketing', 'sales']);
    await other.close();
  });

  it('refuses a transaction within a transaction, instead of waiting for itself', async () => {
    const nested = db.transaction(() => db.transaction(async () => undefined));
    await expect(nested).rejects.toThrow('A transaction is open already.');
    await db.transaction((tx) => tx.insert(NamespaceRow, [namespace('sales')]));
    expect(await paths()).toEqual(['sales']);
  });

  it('is asked, and written, while a transaction is open on another store', async () => {
    const other = await openTestDatabase(dialect);
    await other.transaction(async () => {
      expect(await paths(db)).toEqual([]);
      await db.transaction(async () => {
        await expect(other.all(sql`SELECT 1`)).rejects.toThrow('ask the transaction');
      });
    });
    await other.close();
  });

  it.runIf(dialect === 'postgres')('runs the work again where it met a deadlock', async () => {
    await db.transaction((tx) => tx.insert(NamespaceRow, [namespace('a'), namespace('b')]));
    let runs = 0;
    let bothHold = (): void => undefined;
    const held = new Promise<void>((resolve) => (bothHold = resolve));
    const rename = (first: string, second: string) =>
      db.transaction(async (tx) => {
        await tx.one(sql`UPDATE namespaces SET layer = ${first} WHERE path = ${first} RETURNING id`);
        runs += 1;
        if (runs === 2) bothHold();
        await held;
        await tx.run(sql`UPDATE namespaces SET layer = ${first} WHERE path = ${second}`);
      });
    await Promise.all([rename('a', 'b'), rename('b', 'a')]);
    // One more than two; again where the one that was sent back is first to the row it had given up.
    expect(runs).toBeGreaterThan(2);
    const layers = await db.all<{ layer: string }>(sql`SELECT layer AS "layer" FROM namespaces`);
    expect(new Set(layers.map((each) => each.layer)).size).toBe(1);
  });

  it('lets a read on the same store wait for the open transaction, or see what was before it', async () => {
    const open = db.transaction(async (tx) => {
      await tx.insert(NamespaceRow, [namespace('sales')]);
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw new Error('rolled back');
    });
    const reading = paths();
    await expect(open).rejects.toThrow('rolled back');
    expect(await reading).toEqual([]);
  });

  it('returns generated ids in the order of the rows, and brings standing rows up to date', async () => {
    const many = Array.from({ length: 9000 }, (_, index) => namespace(`n${index}`));
    const written = await db.transaction((tx) => tx.insertReturning(NamespaceRow, many, ['id']));
    const ids = written.map(({ id }) => id);
    expect(ids).toHaveLength(9000);
    const row = await db.one<{ path: string }>(sql`SELECT path AS "path" FROM namespaces WHERE id = ${ids[4321] ?? 0}`);
    expect(row?.path).toBe('n4321');
    await db.transaction((tx) => tx.upsert(NamespaceRow, [{ ...namespace('n7'), layer: 'gold' }], ['path']));
    const rows = await db.all(sql`SELECT layer AS "layer" FROM namespaces WHERE path = 'n7'`);
    expect(rows).toEqual([{ layer: 'gold' }]);
  });

  it('refuses an orphan and a second row of the same name', async () => {
    await expect(db.transaction((tx) => tx.insert(NamespaceRow, [namespace('a', 99)]))).rejects.toThrow(/foreign key/i);
    await db.transaction((tx) => tx.insert(NamespaceRow, [namespace('a')]));
    await expect(db.transaction((tx) => tx.insert(NamespaceRow, [namespace('a')]))).rejects.toThrow(/unique/i);
  });

  it('writes many rows by one statement, the same for two as for nine, whatever they hold', async () => {
    const words = [
      '',
      'NULL',
      'null',
      ' a ',
      '"',
      "'",
      '\\',
      '{a,b}',
      '[1]',
      'a\nb',
      '\t',
      'ä',
      '😀',
      '\\ud800',
      '$1',
      '?',
    ];
    const put = (texts: readonly string[]) =>
      db.countStatements(() =>
        db.transaction((tx) =>
          tx.insert(
            NamespaceRow,
            texts.map((text, index) => ({
              ...namespace(`n${texts.length}-${index}`),
              name: text,
              layer: index % 2 ? text : null,
            })),
          ),
        ),
      );
    const many = await put(words);
    const few = await put(words.slice(0, 2));
    expect(many.statements).toHaveLength(1);
    expect(few.statements).toEqual(many.statements);
    const rows = await db.all<{ name: string; layer: string | null }>(
      sql`SELECT name AS "name", layer AS "layer" FROM namespaces ORDER BY id`,
    );
    const expected = words.map((text, index) => ({ name: text, layer: index % 2 ? text : null }));
    expect(rows).toEqual([...expected, ...expected.slice(0, 2)]);
  });

  it('tells the first error of what was sent, asked after it or not, and lands nothing', async () => {
    await db.transaction((tx) => tx.insert(NamespaceRow, [namespace('a')]));
    const twice = (ask: boolean) =>
      db.transaction(async (tx) => {
        await tx.insert(NamespaceRow, [namespace('b')]);
        await tx.insert(NamespaceRow, [namespace('a')]);
        await tx.insert(NamespaceRow, [namespace('c', 99)]);
        if (ask) await tx.one(sql`SELECT 1 AS "one"`);
      });
    await expect(twice(true)).rejects.toThrow(/unique/i);
    await expect(twice(false)).rejects.toThrow(/unique/i);
    expect(await paths()).toEqual(['a']);
    await db.transaction((tx) => tx.insert(NamespaceRow, [namespace('b')]));
    expect(await paths()).toEqual(['a', 'b']);
  });

  it('runs the same statement for a list of one and of many', async () => {
    await db.transaction((tx) => tx.insert(NamespaceRow, [namespace('a'), namespace('b')]));
    const ask = (list: string[]) =>
      db.countStatements(() =>
        db.all(sql`SELECT path AS "path" FROM namespaces WHERE path ${sql.in(list)} ORDER BY path`),
      );
    const [none, one, two] = [await ask([]), await ask(['a']), await ask(['a', 'b', 'c'])];
    expect([none.result.length, one.result.length, two.result.length]).toEqual([0, 1, 2]);
    expect(new Set([...none.statements, ...one.statements, ...two.statements]).size).toBe(1);
  });

  it('numbers events without a gap in the order of commits, however many publish at once', async () => {
    // Two SQLite connections in one process would wait for each other without end: there, other writers are other processes.
    const second = dialect === 'postgres' ? await Database.open(url) : db;
    const append = (on: Database, subjectId: number) =>
      on.transaction((tx) => appendEvents(tx, [{ kind: 'product_published', at: 'now', domain: null, subjectId }]));
    await Promise.all(Array.from({ length: 20 }, (_, index) => append(index % 2 ? db : second, index)));
    await expect(
      db.transaction(async (tx) => {
        await appendEvents(tx, [{ kind: 'product_published', at: 'now', domain: null, subjectId: 99 }]);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await append(db, 20);
    const rows = await db.all<EventRow>(sql`SELECT seq AS "seq" FROM events ORDER BY seq`);
    expect(rows.map((each) => each.seq)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
    if (second !== db) await second.close();
  });

  it('wakes listeners in this process and in others, after the commit', async () => {
    const other = await Database.open(url);
    const listening = async (on: Database): Promise<{ woken: Promise<void> }> => {
      let wake = (): void => undefined;
      const woken = new Promise<void>((resolve) => (wake = resolve));
      await on.listen(wake);
      return { woken };
    };
    const both = [(await listening(db)).woken, (await listening(other)).woken];
    await db.transaction((tx) =>
      appendEvents(tx, [{ kind: 'product_published', at: 'now', domain: null, subjectId: 1 }]),
    );
    await Promise.all(both);
    await other.close();
  });

  it.runIf(dialect === 'postgres')('wakes its listeners again after their connection was lost', async () => {
    let wakes = 0;
    const stop = await db.listen(() => wakes++);
    const [listening] = await db.all<{ pid: number }>(sql`
      SELECT pid AS "pid" FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN floe_events'`);
    await db.all(sql`SELECT pg_terminate_backend(${listening?.pid ?? 0})`);
    await expect.poll(() => wakes, { timeout: 20_000 }).toBe(1);

    const other = await Database.open(url);
    await other.transaction((tx) => tx.wakeAfterCommit());
    await expect.poll(() => wakes, { timeout: 20_000 }).toBe(2);
    await stop();
    await other.transaction((tx) => tx.wakeAfterCommit());
    await other.close();
    expect(wakes).toBe(2);
  });

  it.runIf(dialect === 'postgres')('goes on after its connections were dropped', async () => {
    await Promise.all([paths(), paths(), paths()]);
    const other = await Database.open(url);
    await other.all(sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    await other.close();
    await expect.poll(() => paths().catch(() => 'lost'), { timeout: 20_000 }).toEqual([]);
    await db.transaction((tx) => tx.insert(NamespaceRow, [namespace('sales')]));
    expect(await paths()).toEqual(['sales']);
  });

  it.runIf(dialect === 'postgres')('is migrated once, however many open it at once', async () => {
    await db.undoLastMigration();
    const many = await Promise.all(Array.from({ length: 4 }, () => Database.open(url)));
    expect(await db.pendingMigrations()).toBe(0);
    expect(await db.all(sql`SELECT id FROM event_counter`)).toHaveLength(1);
    for (const each of many) await each.close();
  });

  it('wakes nobody for what was rolled back', async () => {
    let wakes = 0;
    await db.listen(() => wakes++);
    const failing = db.transaction(async (tx) => {
      await appendEvents(tx, [{ kind: 'product_published', at: 'now', domain: null, subjectId: 1 }]);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(wakes).toBe(0);
    await db.transaction((tx) => tx.wakeAfterCommit());
    const told = dialect === 'postgres' ? 2 : 1; // PostgreSQL tells this process twice: in it, and by NOTIFY
    await expect.poll(() => wakes, { timeout: 20_000 }).toBe(told);
  });

  it('applies its migrations, takes them back and applies them again', async () => {
    expect(await db.pendingMigrations()).toBe(0);
    await db.undoLastMigration();
    expect(await db.pendingMigrations()).toBe(1);
    await db.migrate();
    expect(await paths()).toEqual([]);
  });
});

describe('a store in memory', () => {
  it('is whole, and wakes its listeners', async () => {
    const db = await Database.open('sqlite::memory:');
    const woken = new Promise<void>((resolve) => void db.listen(resolve));
    await db.transaction((tx) =>
      appendEvents(tx, [{ kind: 'product_published', at: 'now', domain: null, subjectId: 1 }]),
    );
    await woken;
    expect(await db.all(sql`SELECT seq AS "seq" FROM events`)).toEqual([{ seq: 1 }]);
    await db.close();
  });
});

describe('a SQLite store', () => {
  it('runs in WAL mode, with foreign keys on, and acknowledges only what is on the disk', async () => {
    const db = await Database.open(await newDatabaseUrl('sqlite'));
    const pragma = async (name: string): Promise<unknown> =>
      db.transaction(async (tx) => Object.values((await tx.one<object>(sql`PRAGMA ${sql.raw(name)}`)) ?? {})[0]);
    const FULL = 2;
    const names = ['journal_mode', 'foreign_keys', 'synchronous', 'wal_autocheckpoint'];
    expect(await Promise.all(names.map(pragma))).toEqual(['wal', 1, FULL, 4_000]);
    await db.close();
  });

  it.each([
    ['a file', 'beside them'],
    ['memory', 'between them'],
  ])('in %s runs transactions of one process after one another, and reads %s', async (kind) => {
    const db = await Database.open(kind === 'memory' ? 'sqlite::memory:' : await newDatabaseUrl('sqlite'));
    const log: string[] = [];
    const transaction = (name: string) =>
      db.transaction(async () => {
        log.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        log.push(`${name} ends`);
      });
    const read = async (name: string) => {
      await db.one(sql`SELECT 1`);
      log.push(name);
    };
    await Promise.all([transaction('a'), read('read'), transaction('b')]);
    expect(log.filter((each) => each !== 'read')).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    const waits = log.indexOf('read') > log.indexOf('a ends');
    expect(waits).toBe(kind === 'memory');
    await db.close();
  });
});

describe('the name of a store', () => {
  it('is refused where it is of no known kind', async () => {
    await expect(Database.open('mysql://x')).rejects.toThrow('expected sqlite:path, sqlite::memory: or postgres://');
  });
});
