import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.js';
import { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { databases, newDatabaseUrl } from '../support/databases.js';
import { bare, constraintsOf, inspect, standingTables, tablesOfDatabase, tablesOfEntities } from '../support/tables.js';

/**
 * Columns that end in _id and refer to no one table: an event is about a product, a manifest, a contract or a breach; a token
 * begins with its public id, and requests have ids of their own.
 */
const FREE = ['api_tokens.public_id', 'audit_events.request_id', 'events.subject_id'];

describe.each(databases)('the migrated store on %s', (dialect) => {
  let url: string;
  let db: Database;

  beforeEach(async () => {
    url = await newDatabaseUrl(dialect);
    db = await Database.open(url);
  });
  afterEach(() => db.close());

  it('has the tables and columns that the row classes say, no more and no less', async () => {
    const [entities, standing] = await inspect(url, async (source) => [
      tablesOfEntities(source),
      tablesOfDatabase(await standingTables(source)),
    ]);
    expect(Object.keys(standing)).toHaveLength(40);
    expect(standing).toEqual(entities);
  });

  it('lets no id point to nothing: each has its foreign key', async () => {
    const tables = await inspect(url, standingTables);
    const ids = tables.flatMap((table) =>
      table.columns.filter(({ name }) => name.endsWith('_id')).map(({ name }) => `${bare(table.name)}.${name}`),
    );
    const held = tables.flatMap((table) =>
      table.foreignKeys.flatMap(({ columnNames }) => columnNames.map((name) => `${bare(table.name)}.${name}`)),
    );
    expect(ids.length).toBeGreaterThan(20);
    expect(ids.filter((id) => !held.includes(id)).sort()).toEqual(FREE);
  });

  it('has an index or a unique constraint that begins with each id that lists are asked by', async () => {
    const tables = await inspect(url, standingTables);
    const led = new Set(
      tables.flatMap((table) =>
        [...table.uniques, ...table.indices].map((each) => `${bare(table.name)}.${each.columnNames[0] ?? ''}`),
      ),
    );
    const children = ['output_ports.product_id', 'input_ports.product_id', 'models.product_id', 'grants.namespace_id'];
    const ends = ['contracts.provider_port_id', 'contracts.consumer_product_id', 'input_ports.provider_port_id'];
    const named = ['input_ports.ref'];
    const ways = ['lineage_edges.level', 'catalog_tables.namespace_id', 'sla_breaches.port_id', 'observations.port_id'];
    expect([...children, ...ends, ...named, ...ways].filter((column) => !led.has(column))).toEqual([]);
  });

  it('has the triggers that keep the counters and the trigrams, and mark changed promises', async () => {
    const triggers = await db.all<{ name: string }>(
      dialect === 'sqlite'
        ? sql`SELECT name AS "name" FROM sqlite_master WHERE type = 'trigger' ORDER BY 1`
        : sql`SELECT tgname AS "name" FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`,
    );
    const kept = ['count_actors', 'count_contract_changes', 'count_contracts', 'count_products', 'count_sla_breaches'];
    const names = [...kept, ...(dialect === 'sqlite' ? ['search_trigrams', 'search_product_trigrams'] : [])].flatMap(
      (name) => ['delete', 'insert', 'update'].map((event) => `${name}_${event}`),
    );
    expect(triggers.map(({ name }) => name)).toEqual([...names, 'judge_changed_promises', 'note_words'].sort());
  });

  it.runIf(dialect === 'sqlite')('has every index over what it was made over: none over a text', async () => {
    const indexes = await db.all<{ name: string; made: string }>(
      sql`SELECT name AS "name", sql AS "made" FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`,
    );
    // What TypeORM makes of an expression where it copies a table (findings/typeorm-column-added-on-sqlite.sh).
    expect(indexes.filter(({ made }) => made.includes('"null"'))).toEqual([]);
    const over = indexes.filter(({ made }) => /\(lower\(|\sDESC/i.test(made)).map(({ name }) => name);
    expect(over.sort()).toEqual([
      'ix_catalog_tables_leaf',
      'ix_output_ports_leaf',
      'ix_products_consumed',
      'ix_products_latest',
      'ix_products_pattern_consumed',
      'ix_products_pattern_latest',
      'ix_search_entries_named_title',
    ]);
  });

  it.runIf(dialect === 'postgres')('compares every text by its bytes, whatever the locale of the cluster', async () => {
    const other = await db.all<{ table: string; column: string }>(sql`
      SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'`);
    expect(other).toEqual([]);
  });

  it('leaves nothing behind when it is taken back, and comes again the same', async () => {
    const before = await inspect(url, standingTables);
    for (const _ of migrations) await db.undoLastMigration();
    expect(await inspect(url, standingTables)).toEqual([]);
    expect(await db.pendingMigrations()).toBe(migrations.length);

    await db.migrate();
    const after = await inspect(url, standingTables);
    expect(await db.pendingMigrations()).toBe(0);
    expect(tablesOfDatabase(after)).toEqual(tablesOfDatabase(before));
    expect(constraintsOf(after)).toEqual(constraintsOf(before));
    expect(await db.all(sql`SELECT id AS "id", last_seq AS "lastSeq" FROM event_counter`)).toEqual([
      { id: 1, lastSeq: 0 },
    ]);
  });

  it('is not migrated where that is asked for, and says what is pending', async () => {
    for (const _ of migrations) await db.undoLastMigration();
    const unmigrated = await Database.open(url, { migrate: false });
    expect(await unmigrated.pendingMigrations()).toBe(migrations.length);
    await unmigrated.close();
  });
});

describe('the migrations', () => {
  it('make the same constraints on SQLite and on PostgreSQL, but for keys of the event log, which is in partitions there', async () => {
    const made = await Promise.all(
      databases.map(async (dialect) => {
        const url = await newDatabaseUrl(dialect);
        await (await Database.open(url)).close();
        return constraintsOf(await inspect(url, standingTables));
      }),
    );
    expect(made[0]?.length).toBeGreaterThan(50);
    expect(made[0]?.filter((each) => !each.endsWith('refers to events (seq)'))).toEqual(made[1]);
  });
});
