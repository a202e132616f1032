import type Sqlite from 'better-sqlite3';
import { oneAtATime } from './oneAtATime.js';
import type { Run } from './statements.js';

/** Says where a store stands: as long as that is the same, so is all that can be read. */
export type Position = () => Promise<string> | string;

/** Of a SQLite file, on a connection that never writes: SQLite counts the commits of all others. */
export function sqlitePosition(reader: Sqlite.Database): Position {
  const version = reader.prepare('PRAGMA data_version').pluck();
  return () => String(version.get());
}

/**
 * Of PostgreSQL: the snapshot that a statement would read now, which changes with every transaction that writes. It is
 * asked by one statement at a time, for all who wait.
 */
export function postgresPosition(run: Run): Position {
  return oneAtATime(async () => {
    const [row] = await run('SELECT pg_current_snapshot()::text AS "position"', []);
    return String(row?.['position']);
  });
}
