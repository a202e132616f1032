import type { Reader } from '../database.js';
import type { PagedQuery } from '../paging.js';
import { ContractChangeRow } from '../rows/contracts/ContractChangeRow.js';
import { EventRow } from '../rows/events/EventRow.js';
import { selectList, sql } from '../sql.js';

/** The events after this number, in the order of commits; at most `limit`. */
export async function eventsAfter(db: Reader, seq: number, limit: number): Promise<EventRow[]> {
  return db.all<EventRow>(
    sql`SELECT ${selectList(EventRow, 'e')} FROM events e WHERE e.seq > ${seq} ORDER BY e.seq LIMIT ${limit}`,
  );
}

/** The log, in the order of commits: what was committed at an instant or later, all where it is null. */
export const eventsQuery = (since: string | null): PagedQuery => ({
  select: selectList(EventRow, 'e'),
  from: sql`events e`,
  where: since === null ? [] : [sql`e.at >= ${since}`],
  order: [{ column: 'e.seq', numeric: true }],
});

/** The events of these numbers, in the order of commits. */
export const eventsBySeqs = (db: Reader, seqs: readonly number[]): Promise<EventRow[]> =>
  db.all(sql`SELECT ${selectList(EventRow, 'e')} FROM events e WHERE e.seq ${sql.in(seqs)} ORDER BY e.seq`);

/** The number of the last committed event; 0 where there is none. */
export async function lastSeq(db: Reader): Promise<number> {
  const row = await db.one<{ last: number | null }>(sql`SELECT MAX(seq) AS "last" FROM events`);
  return Number(row?.last ?? 0);
}

/** The number up to which the log is no longer whole; 0 where it is. */
export async function forgottenSeq(db: Reader): Promise<number> {
  const row = await db.one<{ forgotten: number }>(
    sql`SELECT forgotten_seq AS "forgotten" FROM event_counter WHERE id = 1`,
  );
  return Number(row?.forgotten ?? 0);
}

/** The feed entries of these numbers. */
export async function contractChangesBySeqs(db: Reader, seqs: readonly number[]): Promise<ContractChangeRow[]> {
  if (seqs.length === 0) return [];
  return db.all<ContractChangeRow>(
    sql`SELECT ${selectList(ContractChangeRow, 'x')} FROM contract_changes x WHERE x.seq ${sql.in(seqs)} ORDER BY x.seq`,
  );
}
