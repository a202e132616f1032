import type { Reader } from '../database.js';
import { POSITION } from '../position.js';
import { sql } from '../sql.js';

/** Where the primary stands, and how much of its log of writes (WAL) whoever shows the same has to have replayed. */
export interface Written {
  readonly position: string;
  readonly timeline: number;
  /** In bytes, the end of the log. */
  readonly lsn: bigint;
}

/**
 * What is visible is in the log before: on the disk, or only written where `synchronous_commit` is off. The snapshot is
 * taken before the end of the log is looked at.
 */
const WRITTEN = sql.raw(`
  SELECT ${POSITION} AS "position", left(pg_walfile_name(lsn), 8) AS "timeline", (lsn - '0/0')::text AS "lsn"
  FROM (SELECT CASE current_setting('synchronous_commit')
    WHEN 'off' THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END AS lsn) log`);

/** Where a primary stands now. Throws CatalogError UNAVAILABLE where it cannot be reached. */
export async function writtenNow(primary: Reader): Promise<Written> {
  const row = await primary.one<{ position: string; timeline: string; lsn: string }>(WRITTEN);
  if (!row) throw new Error('The primary did not say where it stands.');
  return { position: row.position, timeline: Number.parseInt(row.timeline, 16), lsn: BigInt(row.lsn) };
}
