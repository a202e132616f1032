import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const LIST = `'contract_changes', 'actor'`;
const add = (counted: string): string => `
  INSERT INTO counters (list, facet, value, count) ${counted}
  ON CONFLICT (list, facet, value) DO UPDATE SET count = counters.count + excluded.count`;

const EVENTS = {
  INSERT: [['NEW', 1]],
  UPDATE: [
    ['OLD', -1],
    ['NEW', 1],
  ],
  DELETE: [['OLD', -1]],
} as const satisfies Record<string, readonly (readonly [row: 'OLD' | 'NEW', count: 1 | -1])[]>;

const nameOf = (event: string): string => `count_actors_${event.toLowerCase()}`;

const sqliteTriggers = (): string[] =>
  Object.entries(EVENTS).map(([event, rows]) => {
    const each = rows.map(([row, count]) =>
      add(`SELECT ${LIST}, ${row}.actor, ${count} WHERE ${row}.actor IS NOT NULL`),
    );
    return `CREATE TRIGGER ${nameOf(event)} AFTER ${event} ON contract_changes FOR EACH ROW BEGIN ${each.join(';')}; END`;
  });

/** For each statement, the counters in one order, as all others are. */
const postgresTriggers = (): string[] =>
  Object.entries(EVENTS).flatMap(([event, rows]) => {
    const tables = rows.map(([row]) => `${row} TABLE AS ${row.toLowerCase()}_rows`).join(' ');
    const counted = rows
      .map(([row, count]) => `SELECT actor, ${count} AS n FROM ${row.toLowerCase()}_rows WHERE actor IS NOT NULL`)
      .join(' UNION ALL ');
    const all = `SELECT ${LIST}, e.actor, SUM(e.n) FROM (${counted}) e GROUP BY e.actor HAVING SUM(e.n) <> 0 ORDER BY e.actor`;
    return [
      `CREATE FUNCTION ${nameOf(event)}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${add(all)}; RETURN NULL; END $$`,
      `CREATE TRIGGER ${nameOf(event)} AFTER ${event} ON contract_changes REFERENCING ${tables}
       FOR EACH STATEMENT EXECUTE FUNCTION ${nameOf(event)}()`,
    ];
  });

const INDICES = ['provider_domain', 'consumer_domain', 'actor'].map(
  (column) => new TableIndex({ name: `ix_contract_changes_${column}_seq`, columnNames: [column, 'seq'] }),
);

/** The change feed by domain and by who made the changes: found through indices; how many an actor made is kept. */
export class FeedCounters1765100000016 implements MigrationInterface {
  readonly name = 'FeedCounters1765100000016';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    await runner.query(
      add(`SELECT ${LIST}, x.actor, COUNT(*) FROM contract_changes x WHERE x.actor IS NOT NULL GROUP BY x.actor`),
    );
    for (const statement of postgres ? postgresTriggers() : sqliteTriggers()) await runner.query(statement);
    await runner.createIndices('contract_changes', INDICES);
  }

  async down(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    for (const { name } of INDICES) await runner.dropIndex('contract_changes', name ?? '');
    for (const event of Object.keys(EVENTS)) {
      await runner.query(`DROP TRIGGER ${nameOf(event)}${postgres ? ' ON contract_changes' : ''}`);
      if (postgres) await runner.query(`DROP FUNCTION ${nameOf(event)}()`);
    }
    await runner.query(`DELETE FROM counters WHERE list = 'contract_changes' AND facet = 'actor'`);
  }
}
