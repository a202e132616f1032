import type { MigrationInterface, QueryRunner } from 'typeorm';

const TRIGGER = 'count_products_update';
const EVERY = 'AFTER UPDATE ON products';
/** What decides which counters a product is in. */
const SOME = 'AFTER UPDATE OF retired_at, domain_id, pattern, owner_team, owner_email ON products';

/** Makes the trigger that keeps the counters of products again, for other updates. */
async function remade(runner: QueryRunner, from: string, to: string): Promise<void> {
  // PostgreSQL has one for each statement, which may not name columns.
  if (runner.connection.options.type === 'postgres') return;
  const rows = (await runner.query(`SELECT sql AS "sql" FROM sqlite_master WHERE name = '${TRIGGER}'`)) as {
    sql: string;
  }[];
  const made = rows[0]?.sql.replace(from, to);
  if (!made?.includes(to)) throw new Error(`${TRIGGER} is not as it was made`);
  await runner.query(`DROP TRIGGER ${TRIGGER}`);
  await runner.query(made);
}

/**
 * How many products consume another changes with most publications: on SQLite no counter is reckoned anew for it, and on
 * both databases it no longer moves the product in an index that no order is read from (`ix_products_consumed` is).
 */
export class CountedConsumers1766000000042 implements MigrationInterface {
  readonly name = 'CountedConsumers1766000000042';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_products_consumer_count_fqn');
    await remade(runner, EVERY, SOME);
  }

  async down(runner: QueryRunner): Promise<void> {
    await remade(runner, SOME, EVERY);
    await runner.query('CREATE INDEX ix_products_consumer_count_fqn ON products (consumer_count, fqn)');
  }
}
