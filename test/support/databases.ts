import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { Database, type DatabaseOptions } from '../../src/entities/database.js';
import type { Dialect } from '../../src/entities/sql.js';
import { atEndOfFile } from './atEnd.js';
import { memoryFolder } from './memoryFolder.js';
import { TEMPLATE } from './template.js';

/** Every suite that touches the store runs once for each of these: `describe.each(databases)('... on %s', ...)`. */
export const databases: Dialect[] = ['sqlite', 'postgres'];

const ENOUGH = 2 ** 30;

const newName = (): string => `floe_${randomUUID().replaceAll('-', '')}`;

async function onServer(statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject('postgresUrl')}/postgres` });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The databases on PostgreSQL of the file that is run; they stand in memory, and go with it. */
const ofFile: string[] = [];

/** The URL of a copy of a database on the real PostgreSQL, to which nobody is connected; dropped at the end of the file, or kept. */
export async function copyOfPostgres(original: string, kept = false): Promise<string> {
  const name = newName();
  await onServer([`CREATE DATABASE ${name} TEMPLATE ${path.basename(original)}`]);
  if (!kept) {
    if (ofFile.length === 0)
      atEndOfFile(() => onServer(ofFile.splice(0).map((each) => `DROP DATABASE IF EXISTS ${each} WITH (FORCE)`)));
    ofFile.push(name);
  }
  return `${inject('postgresUrl')}/${name}`;
}

/** The URL of a new store: a SQLite file, or a copy of the migrated template on the real PostgreSQL, which may be kept beyond the file. */
export async function newDatabaseUrl(dialect: Dialect, kept = false): Promise<string> {
  if (dialect === 'postgres') return copyOfPostgres(`${inject('postgresUrl')}/${TEMPLATE}`, kept);
  const folder = memoryFolder(ENOUGH);
  const name = `${newName()}.sqlite`;
  // With its log, and what servers lock beside it.
  const isOfIt = (each: string): boolean => each.startsWith(name);
  atEndOfFile(() =>
    readdirSync(folder)
      .filter(isOfIt)
      .forEach((each) => rmSync(path.join(folder, each))),
  );
  return `sqlite:${path.join(folder, name)}`;
}

/** A new, migrated, empty store. The caller closes it. */
export async function openTestDatabase(dialect: Dialect, options?: DatabaseOptions): Promise<Database> {
  return Database.open(await newDatabaseUrl(dialect), options);
}
