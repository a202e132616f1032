import Sqlite from 'better-sqlite3';
import type pg from 'pg';
import { postgresRun, type Run, sqliteRun } from './statements.js';

/** How long a SQLite file may be held by another process before it is told. */
const BUSY_MS = 10_000;

/** Runs the work with what reads a SQLite file as it is at the first statement. */
export async function snapshotOfFile<T>(file: string, work: (run: Run) => Promise<T>): Promise<T> {
  const connection = new Sqlite(file, { readonly: true, timeout: BUSY_MS });
  try {
    connection.exec('BEGIN');
    return await work(sqliteRun(connection));
  } finally {
    connection.close();
  }
}

/** The same of PostgreSQL, on a connection of its own that may write nothing. */
export async function snapshotOfPool<T>(pool: pg.Pool, work: (run: Run) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(postgresRun(client));
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release();
  }
}
