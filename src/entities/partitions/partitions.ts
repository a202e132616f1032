import type { Reader, Transaction } from '../database.js';
import { sql } from '../sql.js';

/** A log that grows with time: on PostgreSQL in partitions by the number that grows in it. */
export interface GrowingLog {
  /** The first has all numbers; others say more of some of them and are cut where it is. */
  readonly tables: readonly [string, ...string[]];
  readonly key: 'seq' | 'id';
}

export const EVENT_LOG: GrowingLog = { tables: ['events', 'contract_changes'], key: 'seq' };
export const AUDIT_LOG: GrowingLog = { tables: ['audit_events'], key: 'id' };
export const OBSERVATIONS: GrowingLog = { tables: ['observations'], key: 'id' };
export const GROWING_LOGS: readonly GrowingLog[] = [EVENT_LOG, AUDIT_LOG, OBSERVATIONS];

/** A partition is cut before the month ends where it has so many numbers: cutting reads what it cuts off. */
export const MOST = 1_000_000;

/** A part of a table: the numbers from `from` on and before `to`; null: as far as there are any. */
export interface Partition {
  readonly name: string;
  readonly from: number | null;
  readonly to: number | null;
}

const BOUNDS = /FROM \((\w+)\) TO \((\w+)\)/;

const numberOf = (bound: string | undefined): number | null => (bound && /^\d+$/.test(bound) ? Number(bound) : null);

/** The partitions of a table in the order of their numbers; none on SQLite. The last is that which grows. */
export async function partitionsOf(db: Reader, table: string): Promise<Partition[]> {
  if (db.dialect === 'sqlite') return [];
  const rows = await db.all<{ name: string; bounds: string }>(sql`
    SELECT c.relname AS "name", replace(pg_get_expr(c.relpartbound, c.oid), '''', '') AS "bounds"
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass(${table})`);
  return rows
    .map(({ name, bounds }) => {
      const [, from, to] = BOUNDS.exec(bounds) ?? [];
      return { name, from: numberOf(from), to: numberOf(to) };
    })
    .sort((a, b) => (a.from ?? 0) - (b.from ?? 0));
}

/** The bounds of a partition as PostgreSQL reads them. */
export const boundsOf = ({ from, to }: Omit<Partition, 'name'>): string =>
  `FOR VALUES FROM (${from ?? 'MINVALUE'}) TO (${to ?? 'MAXVALUE'})`;

/**
 * Takes the tables of a log for itself until the transaction ends. It waits half a second at most, for whoever reads or
 * writes meanwhile waits behind it: the transaction then fails, and the store says that another holds it.
 */
export async function takeAlone(tx: Transaction, { tables }: GrowingLog): Promise<void> {
  await tx.run(sql`SET LOCAL lock_timeout = '500ms'`);
  await tx.run(sql`LOCK TABLE ${sql.raw(tables.join(', '))} IN ACCESS EXCLUSIVE MODE`);
}
