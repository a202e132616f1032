import path from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/admin/check.js';
import type { Dialect } from '../../src/entities/sql.js';
import { campaignAttribution } from '../support/acme.js';
import { newAcmeUrl } from '../support/acmeStore.js';
import { databases, newDatabaseUrl } from '../support/databases.js';
import { follow, until } from '../support/follow.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const PUBLISH = `mutation ($input: CompileProductInput!) {
  publishProduct(input: $input) { product { version } compilation { diagnostics { code message } } userErrors { code message } } }`;
const CHANGES = '{ contractChanges(first: 500) { nodes { cursor kind path message } } }';
const FOLLOW = 'subscription ($after: Cursor) { contractChanged(after: $after) { cursor kind path message } }';
const CLOCK = { now: () => new Date('2026-01-15T13:00:00.000Z') };

interface Change {
  readonly cursor: string;
  readonly kind: string;
  readonly path: string;
}

/** Publishes the version 1.N.0 of a provider, with a column more than the version before. */
async function publish(server: TestServer, n: number): Promise<void> {
  const { source, file, files } = campaignAttribution(`1.${n}.0`, (names) => {
    for (let more = 6; more <= n; more += 1) names[`more_${more}`] = { type: 'string' };
  });
  const { publishProduct } = await server.data<{ publishProduct: { product: object | null } }>(PUBLISH, {
    input: { source, file, files },
  });
  if (!publishProduct.product) throw new Error(JSON.stringify(publishProduct));
}

const changesOf = async (server: TestServer): Promise<readonly Change[]> =>
  (await server.data<{ contractChanges: { nodes: readonly Change[] } }>(CHANGES)).contractChanges.nodes;

async function tablesIn(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`,
  );
  return rows.map(({ name }) => name);
}

/**
 * What pg_dump and pg_restore do with the rows: read as of one moment, and put into a schema without its triggers and
 * keys. (The PostgreSQL of the tests comes without the two.) The store that it is put into is migrated and empty.
 */
async function copyPostgres(url: string): Promise<string> {
  const restored = await newDatabaseUrl('postgres');
  const [from, to] = [url, restored].map((connectionString) => new pg.Client({ connectionString })) as [
    pg.Client,
    pg.Client,
  ];
  await Promise.all([from.connect(), to.connect()]);
  try {
    await from.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await to.query(`BEGIN; SET LOCAL session_replication_role = replica`);
    for (const table of await tablesIn(from)) {
      const { rows } = await from.query<{ rows: string }>(`SELECT json_agg(t)::text AS rows FROM ${table} t`);
      await to.query(`DELETE FROM ${table}`);
      await to.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`, [
        rows[0]?.rows ?? '[]',
      ]);
    }
    const { rows } = await to.query<{ name: string; column: string }>(
      `SELECT table_name AS name, column_name AS column FROM information_schema.columns
       WHERE table_schema = 'public' AND column_default LIKE 'nextval%'`,
    );
    for (const { name, column } of rows)
      await to.query(
        `SELECT setval(pg_get_serial_sequence('${name}', '${column}'), (SELECT COALESCE(MAX(${column}), 1) FROM ${name}))`,
      );
    await to.query('COMMIT');
    return restored;
  } finally {
    await Promise.all([from.end(), to.end()]);
  }
}

/** `sqlite3 catalog.sqlite "VACUUM INTO 'backup.sqlite'"`, from another connection than the server's. */
async function copySqlite(url: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'backup.sqlite');
  const source = new Sqlite(url.slice('sqlite:'.length), { readonly: true, timeout: 10_000 });
  source.prepare('VACUUM INTO ?').run(file);
  source.close();
  return `sqlite:${file}`;
}

const COPIES: Readonly<Record<Dialect, (url: string) => Promise<string>>> = {
  sqlite: copySqlite,
  postgres: copyPostgres,
};

describe.each(databases)('a backup that is made while products are published, on %s', (dialect) => {
  it('is whole, is served, and subscribers resume in it from the cursors they have', async () => {
    const databaseUrl = await newAcmeUrl(dialect);
    const server = await startTestServer({ dialect, databaseUrl, clock: CLOCK });
    await publish(server, 6);
    const before = await changesOf(server);
    const [first] = before;

    let [n, stopped] = [6, false];
    const writing = (async () => {
      while (!stopped) await publish(server, (n += 1));
    })();
    await until(() => n > 7);
    const backup = await COPIES[dialect](databaseUrl);
    const published = n;
    await until(() => n > published + 1);
    stopped = true;
    await writing;

    expect(await check({}, backup)).toMatchObject({ exitCode: 0, out: expect.stringContaining('The store is whole') });
    const restored = await startTestServer({ dialect, databaseUrl: backup, clock: CLOCK });
    const [all, kept] = [await changesOf(server), await changesOf(restored)];
    expect(kept.length).toBeGreaterThanOrEqual(before.length);
    expect(kept.length).toBeLessThan(all.length);
    expect(kept).toEqual(all.slice(0, kept.length));

    const client = restored.webSocket();
    const { atLeast } = follow<Change>(client, FOLLOW, { after: first?.cursor });
    expect(await atLeast(kept.length - 1)).toEqual(kept.slice(1));
    const ahead = follow<Change>(restored.webSocket(), FOLLOW, { after: all.at(-1)?.cursor });
    await until(() => ahead.errors.length > 0);
    expect(ahead.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    await publish(restored, n + 1);
    const now = await changesOf(restored);
    expect(now.length).toBeGreaterThan(kept.length);
    expect(await atLeast(now.length - 1)).toEqual(now.slice(1));
    expect((await check({}, backup)).exitCode).toBe(0);
  });
});
