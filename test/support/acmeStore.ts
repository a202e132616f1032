import { readFile, writeFile } from 'node:fs/promises';
import { createActions } from '../../src/actions/createActions.js';
import { Database, type DatabaseOptions } from '../../src/entities/database.js';
import type { Dialect } from '../../src/entities/sql.js';
import { publishAcme } from './acme.js';
import { copyOfPostgres, newDatabaseUrl } from './databases.js';

/** When the whole of acme was published: noon of a day on which many tests begin. */
export const ACME_PUBLISHED_AT = new Date('2026-01-15T12:00:00.000Z');

/** The URL of a new store in which acme is published; nobody is connected to it. */
async function publish(dialect: Dialect): Promise<string> {
  const url = await newDatabaseUrl(dialect, true);
  const db = await Database.open(url);
  const clock = { now: () => ACME_PUBLISHED_AT };
  await publishAcme(createActions({ db, clock, actor: { name: null }, registry: { base: null } }));
  await db.close();
  return url;
}

const fileOf = (url: string): string => url.slice('sqlite:'.length);

type Copy = () => Promise<string>;

const copies: Readonly<Record<Dialect, () => Promise<Copy>>> = {
  sqlite: async () => {
    const content = await readFile(fileOf(await publish('sqlite')));
    return async () => {
      const url = await newDatabaseUrl('sqlite');
      await writeFile(fileOf(url), content);
      return url;
    };
  },
  postgres: async () => {
    const original = await publish('postgres');
    return () => copyOfPostgres(original);
  },
};

/** Published once for each worker and dialect, when it is first asked for. */
const made = new Map<Dialect, Promise<Copy>>();

/** The URL of a new store in which the whole of acme is published, unchanged: a copy of one that was published once. */
export async function newAcmeUrl(dialect: Dialect): Promise<string> {
  const copy = made.get(dialect) ?? copies[dialect]();
  made.set(dialect, copy);
  return (await copy)();
}

/** A new store in which the whole of acme is published. The caller closes it. */
export async function openAcmeDatabase(dialect: Dialect, options?: DatabaseOptions): Promise<Database> {
  return Database.open(await newAcmeUrl(dialect), options);
}
