import type { Database, Reader, Transaction } from '../database.js';
import { sql } from '../sql.js';
import { lockEventLog } from '../writes/events.js';
import {
  boundsOf,
  EVENT_LOG,
  GROWING_LOGS,
  MOST,
  partitionsOf,
  takeAlone,
  type GrowingLog,
  type Partition,
} from './partitions.js';

/** `2026_11`. */
const monthOf = (now: Date): string => now.toISOString().slice(0, 7).replace('-', '_');

/** The partition that grows, where it is to end: it has entries, and was begun in another month or has too many. */
async function toCut(db: Reader, { tables: [table], key }: GrowingLog, month: string): Promise<CutOff | null> {
  const open = (await partitionsOf(db, table)).at(-1);
  if (!open) return null;
  const [seen] = await db.all<{ first: number | null; last: number | null }>(
    sql`SELECT MIN(${sql.raw(key)}) AS "first", MAX(${sql.raw(key)}) AS "last" FROM ${sql.raw(open.name)}`,
  );
  const { first, last } = seen ?? { first: null, last: null };
  if (first === null || last === null) return null;
  const begun = open.name.slice(table.length + 1);
  return begun.startsWith('first') || begun.slice(0, month.length) < month || last - first >= MOST
    ? { ...open, to: last + 1 }
    : null;
}

/** A partition with the number before which it is to end. */
type CutOff = Partition & { readonly to: number };

async function cut(tx: Transaction, log: GrowingLog, month: string): Promise<string | null> {
  if (log === EVENT_LOG) await lockEventLog(tx);
  await takeAlone(tx, log);
  const ending = await toCut(tx, log, month); // anew: another process may have been here
  if (!ending) return null;
  const [main] = log.tables;
  const { from, to } = ending;
  for (const table of log.tables) {
    const old = `${table}${ending.name.slice(main.length)}`;
    await tx.run(sql.anew(sql.raw(`ALTER TABLE ${table} DETACH PARTITION ${old}`)));
    await tx.run(sql.anew(sql.raw(`ALTER TABLE ${table} ATTACH PARTITION ${old} ${boundsOf({ from, to })}`)));
    const next = `${table}_${month}_${to}`;
    await tx.run(sql.anew(sql.raw(`CREATE TABLE ${next} PARTITION OF ${table} ${boundsOf({ from: to, to: null })}`)));
  }
  return ending.name;
}

/**
 * On PostgreSQL, ends the partitions that were begun in a month before this one, or have a million numbers, and begins the
 * next. Nothing is written anew; what is cut off is read once, while nobody else reads or writes its table. Gives the names of
 * those that were ended; none on SQLite. Throws CatalogError UNAVAILABLE where a table is in use for longer than half a
 * second: nothing has changed then.
 */
export async function cutPartitions(db: Database, now: Date): Promise<string[]> {
  const month = monthOf(now);
  const ended: string[] = [];
  for (const log of db.dialect === 'sqlite' ? [] : GROWING_LOGS) {
    if (!(await toCut(db, log, month))) continue;
    const name = await db.transaction((tx) => cut(tx, log, month), { bulk: true });
    if (name === null) continue;
    ended.push(name);
    for (const table of log.tables) await db.transaction((tx) => tx.run(sql.anew(sql.raw(`ANALYZE ${table}`))));
  }
  return ended;
}
