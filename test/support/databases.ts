import { randomUUID } from 'node:crypto';
import { accessSync, constants, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { Database, type DatabaseOptions } from '../../src/entities/database.js';
import type { Dialect } from '../../src/entities/sql.js';
import { atEndOfFile } from './atEnd.js';
import { TEMPLATE } from './template.js';

/** Every suite that touches the store runs once for each of these: `describe.each(databases)('... on %s', ...)`. */
export const databases: Dialect[] = ['sqlite', 'postgres'];

const SHARED_MEMORY = '/dev/shm';
const ENOUGH = 2 ** 30;

/** Where SQLite files stand: in memory where there is room, so that a commit does not wait for the disk, as fsync=off has it. */
function storeFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(SHARED_MEMORY);
    accessSync(SHARED_MEMORY, constants.W_OK);
    return bavail * bsize > ENOUGH ? SHARED_MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

const newName = (): string => `floe_${randomUUID().replaceAll('-', '')}`;

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject('postgresUrl')}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The URL of a copy of a database on the real PostgreSQL, to which nobody is connected. */
export async function copyOfPostgres(original: string): Promise<string> {
  const name = newName();
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${path.basename(original)}`);
  return `${inject('postgresUrl')}/${name}`;
}

/** The URL of a new store: a SQLite file in the temporary folder, or a copy of the migrated template on the real PostgreSQL. */
export async function newDatabaseUrl(dialect: Dialect): Promise<string> {
  if (dialect === 'postgres') return copyOfPostgres(`${inject('postgresUrl')}/${TEMPLATE}`);
  const file = path.join(storeFolder(), `${newName()}.sqlite`);
  atEndOfFile(() => ['', '-wal', '-shm'].forEach((suffix) => rmSync(file + suffix, { force: true })));
  return `sqlite:${file}`;
}

/** A new, migrated, empty store. The caller closes it. */
export async function openTestDatabase(dialect: Dialect, options?: DatabaseOptions): Promise<Database> {
  return Database.open(await newDatabaseUrl(dialect), options);
}
