import type Sqlite from 'better-sqlite3';
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
 * asked by one statement at a time, for all who wait: who comes while one is under way waits for the next, for that one
 * may have been answered before something that this caller knows of.
 */
export function postgresPosition(run: Run): Position {
  let asking: Promise<string> | null = null;
  let next: Promise<string> | null = null;
  const ask = async (): Promise<string> => {
    const [row] = await run('SELECT pg_current_snapshot()::text AS "position"', []);
    return String(row?.['position']);
  };
  const begin = (): Promise<string> => {
    next = null;
    const asked = ask().finally(() => (asking = asking === asked ? null : asking));
    return (asking = asked);
  };
  return () => {
    if (!asking) return begin();
    return (next ??= asking.then(begin, begin));
  };
}
