import type { DataSource } from 'typeorm';

/** Any number that nobody else locks. */
const LOCK = 20_210_021;
const ATTEMPTS = 40;
const PAUSE_MS = 250;

/** Applies pending migrations. Several processes that start at once on one store do so one after another. */
export async function migrate(source: DataSource): Promise<void> {
  if (source.options.type !== 'postgres') return migrateSqlite(source);
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    try {
      await source.runMigrations();
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    await runner.release();
  }
}

/**
 * Takes the last migration back. On SQLite a step copies tables that others point to: as on the way forward, where
 * TypeORM sees to it, foreign keys are not held meanwhile.
 */
export async function undoLastMigration(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.beforeMigration();
    await source.undoLastMigration();
  } finally {
    await runner.afterMigration();
    await runner.release();
  }
}

/** SQLite has no advisory locks: who comes second fails, waits for the first and finds nothing left to do. */
async function migrateSqlite(source: DataSource, attempt = 1): Promise<void> {
  try {
    await source.runMigrations();
  } catch (error) {
    if (attempt >= ATTEMPTS || !/busy|locked|already exists/i.test(String(error))) throw error;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await migrateSqlite(source, attempt + 1);
  }
}
