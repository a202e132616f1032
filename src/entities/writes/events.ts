import type { Transaction } from '../database.js';
import { ContractChangeRow } from '../rows/contracts/ContractChangeRow.js';
import { EventRow, type EventKind } from '../rows/events/EventRow.js';
import { countedBetween } from '../byKeys.js';
import { sql } from '../sql.js';

/** An event before it has its number; `change` is the feed entry of a contract_change. */
export interface NewEvent {
  readonly kind: EventKind;
  readonly at: string;
  readonly domain: string | null;
  /** The id of what it is about: the version of a product that was published, the product that was retired, the manifest, contract, breach, request for access or run. */
  readonly subjectId: number;
  readonly change?: Omit<ContractChangeRow, 'seq' | 'at'>;
}

/** The number of the last event, of transactions that hold the lock: nobody else gives out numbers until their end. */
const numbers = new WeakMap<Transaction, number>();

/**
 * Takes the lock of the event log: whoever holds it publishes alone, until the transaction ends. First in every
 * publication. Returns the number of the last event: where it is the one that was read before, nothing has changed since.
 * Throws where the store is not migrated.
 */
export async function lockEventLog(tx: Transaction): Promise<number> {
  const row = await tx.one<{ last: number }>(
    sql`UPDATE event_counter SET last_seq = last_seq WHERE id = 1 RETURNING last_seq AS "last"`,
  );
  if (!row) throw new Error('the event counter has no row: the store is not migrated');
  numbers.set(tx, Number(row.last));
  return Number(row.last);
}

/** The number of the last event, for a transaction that holds the lock of the log. Throws where it does not. */
export function lastNumber(tx: Transaction): number {
  const last = numbers.get(tx);
  if (last === undefined) throw new Error('the lock of the event log is not held');
  return last;
}

/**
 * Appends events to the log, in order, and wakes the followers after the commit. Numbers come from a counter row inside
 * the transaction, so their order is the order of commits and a cursor on them skips nothing. Returns the numbers.
 * Takes the lock of the log where the transaction does not hold it yet; throws what that throws.
 */
export async function appendEvents(tx: Transaction, events: readonly NewEvent[]): Promise<number[]> {
  if (events.length === 0) return [];
  const last = numbers.get(tx) ?? (await lockEventLog(tx));
  numbers.set(tx, last + events.length);
  await tx.run(sql`UPDATE event_counter SET last_seq = ${last + events.length} WHERE id = 1`);
  const numbered = events.map((event, index) => ({ ...event, seq: last + 1 + index }));
  await tx.insert(
    EventRow,
    numbered.map(({ seq, kind, at, domain, subjectId }) => ({ seq, kind, at, domain, subjectId })),
  );
  await tx.insert(
    ContractChangeRow,
    numbered.flatMap(({ seq, at, change }) => (change ? [{ ...change, seq, at }] : [])),
  );
  const counting = tx.dialect === 'postgres' ? countedBetween(last, last + events.length) : null;
  if (counting) await tx.run(counting);
  await tx.wakeAfterCommit();
  return numbered.map((each) => each.seq);
}

/** Entries `x` of the change feed that no past is read from: those that say where a contract stands are kept for ever. */
export const FORGETTABLE = sql.raw(`x.kind NOT IN ('CONTRACT_ESTABLISHED', 'CONTRACT_ENDED')
  AND NOT (x.kind = 'STATUS_CHANGED' AND x.path = 'status')`);

/**
 * Forgets at most so many entries of the change feed that were committed before an instant, the oldest first, and notes
 * up to where the log is no longer whole. The last event stays: its number is where the log ends. Returns how many.
 */
export async function forgetChanges(tx: Transaction, before: string, limit: number): Promise<number> {
  const rows = await tx.all<{ seq: number }>(sql`
    SELECT x.seq AS "seq" FROM contract_changes x
    WHERE x.seq > (SELECT c.forgotten_seq FROM event_counter c) AND x.seq < (SELECT MAX(e.seq) FROM events e)
      AND x.at < ${before} AND ${FORGETTABLE}
    ORDER BY x.seq LIMIT ${limit}`);
  const seqs = rows.map(({ seq }) => seq);
  const last = seqs.at(-1);
  if (last === undefined) return 0;
  await lockEventLog(tx);
  await tx.run(sql`UPDATE event_counter SET forgotten_seq = ${last} WHERE id = 1 AND forgotten_seq < ${last}`);
  await tx.run(sql`DELETE FROM contract_changes WHERE seq ${sql.in(seqs)}`);
  await tx.run(sql`DELETE FROM events WHERE seq ${sql.in(seqs)}`);
  return seqs.length;
}
