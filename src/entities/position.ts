import type Sqlite from 'better-sqlite3';
import { oneAtATime } from './oneAtATime.js';
import type { Run } from './statements.js';
import type { Reader } from './transaction.js';

/** Says where a store stands: as long as that is the same, so is all that can be read. */
export type Position = () => Promise<string> | string;

/** A store as queries read it, of whichever server: they see all that was committed, by anybody, before they were asked. */
export interface Queried extends Reader {
  /** Once it has answered, all that is asked of the store sees at least what stood there. */
  readonly position: Position;
  /** Sees all that was committed before this call. */
  fresh(): Reader;
  /** Where it is written: who has written reads there, without waiting for others to follow. */
  readonly primary: Reader;
  /** Work that reads one server alone, and never an older state after a newer one. It may be done twice. */
  steady<T>(work: (db: Reader) => Promise<T>): Promise<T>;
}

/** Of a SQLite file, on a connection that never writes: SQLite counts the commits of all others. */
export function sqlitePosition(reader: Sqlite.Database): Position {
  const version = reader.prepare('PRAGMA data_version').pluck();
  return () => String(version.get());
}

/**
 * Of PostgreSQL: the snapshot that a statement would read now, which changes with every transaction that writes, and the
 * server it is of: one that has taken over counts transactions by the same numbers.
 */
export const POSITION = `extract(epoch FROM pg_postmaster_start_time())::text || ' ' || pg_current_snapshot()::text`;

/** It is asked by one statement at a time, for all who wait. */
export function postgresPosition(run: Run): Position {
  return oneAtATime(async () => {
    const [row] = await run(`SELECT ${POSITION} AS "position"`, []);
    return String(row?.['position']);
  });
}
