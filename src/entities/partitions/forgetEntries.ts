import type { Database, Transaction } from '../database.js';
import { sql } from '../sql.js';
import { partitionsOf, takeAlone, type GrowingLog } from './partitions.js';

/** Entries that SQLite deletes in one transaction. */
const BATCH = 500;

/**
 * Forgets the oldest entries of a log that nothing else is read from, where they are from before an instant: on PostgreSQL
 * the oldest partition that has ended, where its last entry is; on SQLite some. Gives whether there may be more. Throws
 * CatalogError UNAVAILABLE where the table is in use for longer than half a second: nothing has changed then. `also` is
 * done in the same transaction, after it.
 */
export async function forgetEntries(
  db: Database,
  log: GrowingLog,
  before: string,
  also: (tx: Transaction) => Promise<void> = async () => {},
): Promise<boolean> {
  const [table] = log.tables;
  if (db.dialect === 'sqlite') {
    return db.transaction(async (tx) => {
      const gone = await tx.all(sql`DELETE FROM ${sql.raw(table)} WHERE at < ${before} AND id IN (
        SELECT o.id FROM ${sql.raw(table)} o ORDER BY o.id LIMIT ${BATCH}) RETURNING id`);
      if (gone.length > 0) await also(tx);
      return gone.length === BATCH;
    });
  }
  const oldest = (await partitionsOf(db, table)).find(({ to }) => to !== null);
  if (!oldest) return false;
  const last = await db.one<{ at: string }>(
    sql.anew(sql`SELECT o.at AS "at" FROM ${sql.raw(oldest.name)} o ORDER BY o.id DESC LIMIT 1`),
  );
  if (last && last.at >= before) return false;
  await db.transaction(async (tx) => {
    await takeAlone(tx, log);
    await tx.run(sql.anew(sql`DROP TABLE IF EXISTS ${sql.raw(oldest.name)}`)); // another process may have been here
    await also(tx);
  });
  return true;
}
