import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { Database, type DatabaseOptions } from '../../src/entities/database.js';
import type { Dialect } from '../../src/entities/sql.js';
import { atEndOfFile } from './atEnd.js';

/** Every suite that touches the store runs once for each of these: `describe.each(databases)('... on %s', ...)`. */
export const databases: Dialect[] = ['sqlite', 'postgres'];

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject('postgresUrl')}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The URL of a new store: a SQLite file in the temporary folder, or a copy of the migrated template on the real PostgreSQL. */
export async function newDatabaseUrl(dialect: Dialect): Promise<string> {
  const name = `floe_${randomUUID().replaceAll('-', '')}`;
  if (dialect === 'sqlite') {
    const file = path.join(tmpdir(), `${name}.sqlite`);
    atEndOfFile(() => ['', '-wal', '-shm'].forEach((suffix) => rmSync(file + suffix, { force: true })));
    return `sqlite:${file}`;
  }
  await onServer(`CREATE DATABASE ${name} TEMPLATE floe_template`);
  return `${inject('postgresUrl')}/${name}`;
}

/** A new, migrated, empty store. The caller closes it. */
export async function openTestDatabase(dialect: Dialect, options?: DatabaseOptions): Promise<Database> {
  return Database.open(await newDatabaseUrl(dialect), options);
}
