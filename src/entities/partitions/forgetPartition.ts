import { countedAmong } from '../checks/derivedChecks.js';
import type { Database, Reader, Transaction } from '../database.js';
import { forgottenSeq, lastSeq } from '../reads/events.js';
import { sql, type Sql } from '../sql.js';
import { FORGETTABLE, lockEventLog } from '../writes/events.js';
import { boundsOf, EVENT_LOG, MOST, partitionsOf, takeAlone, type Partition } from './partitions.js';

const [EVENTS, CHANGES] = ['events', 'contract_changes'] as const;

/** Any number that nobody else locks. */
const LOCK = 1_635_083_372;

/** A partition that has come to an end. */
type Ended = Partition & { readonly to: number };

const partOf = (table: string, { name }: Partition): Sql => sql.raw(`${table}${name.slice(EVENTS.length)}`);

interface Past {
  readonly part: Ended;
  /** What was left of those before it, where that is little. */
  readonly rest: Ended | null;
  /** The last number that is forgotten. */
  readonly upTo: number;
}

/** A partition that has less than a million entries: what is left of months goes together as long as it does. */
async function ifLittle(db: Reader, rest: Ended | null): Promise<Ended | null> {
  if (!rest) return null;
  const counted = await db.one<{ count: number }>(sql`SELECT COUNT(*) AS "count" FROM ${partOf(EVENTS, rest)} e`);
  return Number(counted?.count) < MOST ? rest : null;
}

/** The first partition that has something to forget, where all of it was committed before an instant. */
async function firstPast(db: Reader, before: string): Promise<Past | null> {
  const forgotten = await forgottenSeq(db);
  const last = await lastSeq(db);
  let rest: Ended | null = null;
  for (const part of await partitionsOf(db, EVENTS)) {
    const { to } = part;
    if (to === null || to > last) return null; // the last event stays: its number is where the log ends
    const newest = await db.one<{ at: string }>(
      sql`SELECT e.at AS "at" FROM ${partOf(EVENTS, part)} e ORDER BY e.seq DESC LIMIT 1`,
    );
    if (newest && newest.at >= before) return null;
    const found = await db.one<{ upTo: number | null }>(
      sql`SELECT MAX(x.seq) AS "upTo" FROM ${partOf(CHANGES, part)} x WHERE x.seq > ${forgotten} AND ${FORGETTABLE}`,
    );
    if (found?.upTo != null) return { part: { ...part, to }, rest: await ifLittle(db, rest), upTo: found.upTo };
    rest = { ...part, to };
  }
  return null;
}

/** What stays of these partitions, in a table of its own that nobody reads yet. */
async function keep(tx: Transaction, table: string, { part, rest }: Past): Promise<Ended> {
  const { from } = rest ?? part;
  const { to } = part;
  const name = `${table}_kept_${from ?? 0}_${to}`;
  const check = `CHECK (${from === null ? '' : `seq >= ${from} AND `}seq < ${to})`; // so that taking it in reads nothing
  await tx.run(sql.anew(sql.raw(`CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL, ${check})`)));
  const kept =
    table === CHANGES
      ? sql`NOT (${FORGETTABLE})`
      : sql`x.kind <> 'contract_change' OR EXISTS (
          SELECT 1 FROM ${sql.raw(`${CHANGES}_kept_${from ?? 0}_${to}`)} k WHERE k.seq = x.seq)`;
  for (const each of rest ? [rest, part] : [part])
    await tx.run(sql.anew(sql`INSERT INTO ${sql.raw(name)} SELECT x.* FROM ${partOf(table, each)} x WHERE ${kept}`));
  return { name, from, to };
}

async function forget(tx: Transaction, past: Past): Promise<void> {
  const counted = await tx.all<{ facet: string; value: string; count: number }>(
    countedAmong(CHANGES, sql`${partOf(CHANGES, past.part)} x`, FORGETTABLE),
  );
  const kept = { [CHANGES]: await keep(tx, CHANGES, past), [EVENTS]: await keep(tx, EVENTS, past) };
  await lockEventLog(tx);
  await takeAlone(tx, EVENT_LOG);
  for (const [table, { name, ...bounds }] of Object.entries(kept)) {
    const gone = (past.rest ? [past.rest, past.part] : [past.part]).map((each) => partOf(table, each));
    await tx.run(sql.anew(sql`DROP TABLE ${sql.join(gone, ', ')}`));
    await tx.run(sql.anew(sql.raw(`ALTER TABLE ${table} ATTACH PARTITION ${name} ${boundsOf(bounds)}`)));
  }
  const rows = counted.map(({ facet, value, count }) => [CHANGES, facet, value, -count]);
  await tx.run(sql`
    INSERT INTO counters (list, facet, value, count)
    SELECT * FROM (${sql.rows(['text', 'text', 'text', 'integer'], rows)}) AS given WHERE true
    ON CONFLICT (list, facet, value) DO UPDATE SET count = counters.count + excluded.count`);
  await tx.run(sql`UPDATE event_counter SET forgotten_seq = ${past.upTo} WHERE id = 1`);
}

/**
 * On PostgreSQL, forgets the oldest partition of the log of which all was committed before an instant: its tables are
 * dropped, and what the past is read from is put aside into others before, with nobody kept waiting. No row is deleted.
 * Gives whether there was one. Throws CatalogError UNAVAILABLE where the log is in use for longer than half a second:
 * nothing has changed then.
 */
export async function forgetPartition(db: Database, before: string): Promise<boolean> {
  if (!(await firstPast(db, before))) return false;
  const forgotten = async (tx: Transaction): Promise<boolean> => {
    const held = await tx.one<{ held: boolean }>(sql`SELECT pg_try_advisory_xact_lock(${LOCK}) AS "held"`);
    if (!held?.held) return false; // another process is at it
    const past = await firstPast(tx, before);
    if (!past) return false;
    await forget(tx, past);
    return true;
  };
  return db.transaction(forgotten, { bulk: true });
}
