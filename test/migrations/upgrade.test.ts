import { DataSource, Table, TableColumn, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.js';
import { check } from '../../src/admin/check.js';
import { Database } from '../../src/entities/database.js';
import { acmeProduct } from '../support/acme.js';
import { newAcmeUrl } from '../support/acmeStore.js';
import { databases, newDatabaseUrl } from '../support/databases.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { bare, inspect, standingTables } from '../support/tables.js';

/** Steps from before the first release, which nobody takes while a server of an earlier version runs. */
const BEFORE_RELEASES = migrations.slice(
  0,
  migrations.findIndex(({ name }) => name.startsWith('IdempotencyKeys')),
);

interface Column {
  readonly type: string;
  /** Whether who does not know it can leave it out when a row is inserted. */
  readonly mayBeLeftOut: boolean;
}

type Columns = ReadonlyMap<string, Column>;

/** All columns of all tables: `products.fqn`. */
async function columnsOf(url: string): Promise<Columns> {
  const tables = await inspect(url, standingTables);
  return new Map(
    tables.flatMap((table) =>
      table.columns.map((column) => [
        `${bare(table.name)}.${column.name}`,
        { type: column.type, mayBeLeftOut: column.isNullable || column.isGenerated || column.default !== undefined },
      ]),
    ),
  );
}

/** What a server that knows the columns of before can no longer do. */
function lostBy(before: Columns, after: Columns): string[] {
  const tables = new Set([...before.keys()].map((name) => name.split('.')[0]));
  const gone = [...before].flatMap(([name, { type, mayBeLeftOut }]) => {
    const now = after.get(name);
    if (!now) return [`${name} cannot be read`];
    if (now.type !== type) return [`${name} is ${now.type}, and was ${type}`];
    return mayBeLeftOut && !now.mayBeLeftOut ? [`${name} cannot be left out`] : [];
  });
  const asked = [...after].filter(
    ([name, { mayBeLeftOut }]) => !before.has(name) && tables.has(name.split('.')[0]) && !mayBeLeftOut,
  );
  return [...gone, ...asked.map(([name]) => `${name} cannot be left out`)];
}

/** What a later version may do beside this one. */
class Later9999999999999 implements MigrationInterface {
  readonly name = 'Later9999999999999';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('products', new TableColumn({ name: 'later', type: 'text', isNullable: true }));
    await runner.createIndex('products', new TableIndex({ name: 'ix_products_later', columnNames: ['later'] }));
    await runner.createTable(new Table({ name: 'later', columns: [{ name: 'id', type: 'integer', isPrimary: true }] }));
  }

  async down(): Promise<void> {}
}

async function migrateLater(url: string): Promise<void> {
  const common = { migrations: [...migrations, Later9999999999999] };
  const source = new DataSource(
    url.startsWith('sqlite:')
      ? { type: 'better-sqlite3', database: url.slice('sqlite:'.length), timeout: 10_000, ...common }
      : { type: 'postgres', url, ...common },
  );
  await source.initialize();
  await source.runMigrations();
  await source.destroy();
}

const PUBLISH = `mutation ($input: CompileProductInput!) {
  publishProduct(input: $input) { product { version } userErrors { message } } }`;

async function publish(server: TestServer, version: string): Promise<unknown> {
  const { source, file, files } = acmeProduct('sales/opportunity-pipeline', {
    source: (text) => text.replace(/version: "\d+\.\d+\.\d+"/, `version: "${version}"`),
  });
  return server.data(PUBLISH, { input: { source, file, files } });
}

const published = (version: string): object => ({ publishProduct: { product: { version }, userErrors: [] } });
const ready = async ({ url }: TestServer): Promise<number> => (await fetch(`${url}/readyz`)).status;

describe.each(databases)('an upgrade on %s', (dialect) => {
  const states = new Map<string, Columns>();

  beforeAll(async () => {
    const url = await newDatabaseUrl(dialect);
    const db = await Database.open(url);
    for (const { name } of migrations.slice(BEFORE_RELEASES.length - 1).reverse()) {
      states.set(name, await columnsOf(url));
      if (name !== BEFORE_RELEASES.at(-1)?.name) await db.undoLastMigration();
    }
    await db.close();
  });

  it.each(migrations.slice(BEFORE_RELEASES.length).map(({ name }) => name))(
    'by %s leaves what servers of the version before read, and asks nothing of what they write',
    (name) => {
      const before = migrations[migrations.findIndex((each) => each.name === name) - 1]?.name ?? '';
      expect(lostBy(states.get(before) as Columns, states.get(name) as Columns)).toEqual([]);
    },
  );

  it('that takes, renames or narrows a column is seen', () => {
    const column = { type: 'text', mayBeLeftOut: true };
    const before = new Map([['a.x', column]]);
    expect(lostBy(before, new Map([['a.y', column]]))).toEqual(['a.x cannot be read']);
    expect(lostBy(before, new Map([['a.x', { ...column, type: 'integer' }]]))).toEqual([
      'a.x is integer, and was text',
    ]);
    const asked = { ...column, mayBeLeftOut: false };
    expect(lostBy(before, new Map([['a.x', asked]]))).toEqual(['a.x cannot be left out']);
    const more = new Map([...before, ['a.y', asked], ['b.z', asked]] as const);
    expect(lostBy(before, more)).toEqual(['a.y cannot be left out']);
  });

  it('leaves a server of this version ready and publishing, and lets one start, where a later one has migrated', async () => {
    const databaseUrl = await newAcmeUrl(dialect);
    const standing = await startTestServer({ dialect, databaseUrl });
    expect(await publish(standing, '9.0.0')).toEqual(published('9.0.0'));
    await migrateLater(databaseUrl);
    expect(await ready(standing)).toBe(200);
    expect(await publish(standing, '9.1.0')).toEqual(published('9.1.0'));
    const started = await startTestServer({ dialect, databaseUrl });
    expect(await ready(started)).toBe(200);
    expect(await publish(started, '9.2.0')).toEqual(published('9.2.0'));
    expect(await standing.data('{ product(fqn: "sales.opportunity-pipeline") { version } }')).toEqual({
      product: { version: '9.2.0' },
    });
    expect((await check({}, databaseUrl)).exitCode).toBe(0);
  });
});
