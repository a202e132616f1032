import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions, TableIndex } from 'typeorm';

interface Facet {
  readonly name: string;
  /** The value of a row `r`. */
  readonly value: (r: string) => string;
  /** The rows that have one; all of the list's where nothing is said. */
  readonly where?: (r: string) => string;
}

interface Counted {
  readonly table: string;
  /** The rows that are entries of the list. */
  readonly where: (r: string) => string;
  readonly facets: readonly Facet[];
}

const whole: Facet = { name: '', value: () => `''` };
const column = (name: string, facet = name): Facet => ({ name: facet, value: (r) => `${r}.${name}` });
const all = (): string => 'TRUE';

/** What is counted. A product whose team and email are one text has one owner. */
const LISTS: readonly Counted[] = [
  {
    table: 'products',
    where: (r) => `${r}.retired_at IS NULL`,
    facets: [
      whole,
      { name: 'domain', value: (r) => `CAST(${r}.domain_id AS text)` },
      column('pattern'),
      { name: 'owner', value: (r) => `${r}.owner_team`, where: (r) => `${r}.owner_team IS NOT NULL` },
      {
        name: 'owner',
        value: (r) => `${r}.owner_email`,
        where: (r) => `${r}.owner_email IS NOT NULL AND ${r}.owner_email IS DISTINCT FROM ${r}.owner_team`,
      },
    ],
  },
  { table: 'contracts', where: all, facets: [whole, column('status')] },
  { table: 'contract_changes', where: all, facets: [whole, column('kind'), column('severity')] },
  {
    table: 'sla_breaches',
    where: all,
    facets: [
      whole,
      { name: 'state', value: (r) => `CASE WHEN ${r}.resolved_at IS NULL THEN 'open' ELSE 'resolved' END` },
    ],
  },
];

/** One row for each facet of each entry among the rows `r`. */
const entries = ({ where, facets }: Counted, r: string, from: string, count: 1 | -1): string =>
  facets
    .map(
      (facet) =>
        `SELECT '${facet.name}' AS facet, ${facet.value(r)} AS value, ${count} AS n ${from}
         WHERE ${where(r)} AND ${(facet.where ?? all)(r)}`,
    )
    .join(' UNION ALL ');

/** Adds these entries to the counters, in one order, so that two transactions do not wait for each other in a ring. */
const add = (table: string, counted: string): string => `
  INSERT INTO counters (list, facet, value, count)
  SELECT '${table}', e.facet, e.value, SUM(e.n) FROM (${counted}) e
  WHERE TRUE GROUP BY e.facet, e.value HAVING SUM(e.n) <> 0 ORDER BY e.facet, e.value
  ON CONFLICT (list, facet, value) DO UPDATE SET count = counters.count + excluded.count`;

const CHANGES = [
  { event: 'INSERT', rows: [['NEW', 1]] },
  {
    event: 'UPDATE',
    rows: [
      ['OLD', -1],
      ['NEW', 1],
    ],
  },
  { event: 'DELETE', rows: [['OLD', -1]] },
] as const;

const nameOf = (table: string, event: string): string => `count_${table}_${event.toLowerCase()}`;

/** A trigger for each row: SQLite has no others. */
function sqliteTriggers(list: Counted): string[] {
  return CHANGES.map(({ event, rows }) => {
    const changed = rows.map(([r, count]) => entries(list, r, '', count)).join(' UNION ALL ');
    return `CREATE TRIGGER ${nameOf(list.table, event)} AFTER ${event} ON ${list.table} FOR EACH ROW
            BEGIN ${add(list.table, changed)}; END`;
  });
}

/** A trigger for each statement, whatever the number of its rows: one counter would be written once for each of them. */
function postgresTriggers(list: Counted): string[] {
  return CHANGES.flatMap(({ event, rows }) => {
    const name = nameOf(list.table, event);
    const changed = rows.map(([r, count]) => entries(list, 'r', `FROM ${r.toLowerCase()}_rows r`, count));
    const named = rows.map(([r]) => `${r} TABLE AS ${r.toLowerCase()}_rows`).join(' ');
    return [
      `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN ${add(list.table, changed.join(' UNION ALL '))}; RETURN NULL; END $$`,
      `CREATE TRIGGER ${name} AFTER ${event} ON ${list.table} REFERENCING ${named}
       FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`,
    ];
  });
}

const standing = 'retired_at IS NULL';
const indices = {
  products: [
    { name: 'ix_products_standing_owner_team', columnNames: ['owner_team', 'fqn'], where: standing },
    { name: 'ix_products_standing_owner_email', columnNames: ['owner_email', 'fqn'], where: standing },
    { name: 'ix_products_standing_pattern', columnNames: ['pattern', 'fqn'], where: standing },
    { name: 'ix_products_standing_pattern_at', columnNames: ['pattern', 'published_at', 'fqn'], where: standing },
    { name: 'ix_products_standing_pattern_key', columnNames: ['pattern', 'catalog_key'], where: standing },
  ],
  contracts: [{ name: 'ix_contracts_status_name', columnNames: ['status', 'name'] }],
  contract_changes: [
    { name: 'ix_contract_changes_provider_port_seq', columnNames: ['provider_port', 'seq'] },
    { name: 'ix_contract_changes_at_seq', columnNames: ['at', 'seq'] },
  ],
  sla_breaches: [{ name: 'ix_sla_breaches_open', columnNames: ['id'], where: 'resolved_at IS NULL' }],
};

/** The most consumers, or the latest, first, then by name: orders of two directions, which TypeORM cannot say. */
const downward = {
  ix_products_latest: 'products (published_at DESC, fqn)',
  ix_products_pattern_latest: 'products (pattern, published_at DESC, fqn)',
  ix_products_consumed: 'products (consumer_count DESC, fqn)',
  ix_products_pattern_consumed: 'products (pattern, consumer_count DESC, fqn)',
};

/** How many entries the great lists have is kept, by what they are filtered by most; and indices for the other filters. */
export class Counters1764600000011 implements MigrationInterface {
  readonly name = 'Counters1764600000011';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const text = (name: string): TableColumnOptions => ({
      name,
      type: 'text',
      isPrimary: true,
      ...(postgres && { collation: 'C' }),
    });
    const columns = [text('list'), text('facet'), text('value'), { name: 'count', type: 'integer' }];
    await runner.createTable(new Table({ name: 'counters', columns }));
    for (const list of LISTS) {
      await runner.query(add(list.table, entries(list, 'r', `FROM ${list.table} r`, 1)));
      for (const statement of postgres ? postgresTriggers(list) : sqliteTriggers(list)) await runner.query(statement);
    }
    for (const [table, made] of Object.entries(indices))
      await runner.createIndices(
        table,
        made.map((index) => new TableIndex(index)),
      );
    for (const [name, on] of Object.entries(downward))
      await runner.query(`CREATE INDEX ${name} ON ${on} WHERE ${standing}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    for (const name of Object.keys(downward)) await runner.query(`DROP INDEX ${name}`);
    for (const [table, made] of Object.entries(indices))
      for (const { name } of made) await runner.dropIndex(table, name);
    for (const { table } of LISTS)
      for (const { event } of CHANGES) {
        const name = nameOf(table, event);
        await runner.query(`DROP TRIGGER ${name}${postgres ? ` ON ${table}` : ''}`);
        if (postgres) await runner.query(`DROP FUNCTION ${name}()`);
      }
    await runner.dropTable('counters');
  }
}
