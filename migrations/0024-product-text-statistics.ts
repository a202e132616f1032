import type { MigrationInterface, QueryRunner } from 'typeorm';

const TRIGRAMS = 'ix_search_entries_product_trigrams';

/**
 * PostgreSQL counts the texts of products apart (an index of an expression has statistics of its own): how many products
 * hold a word is no longer guessed of all entries. SQLite needs nothing.
 */
export class ProductTextStatistics1765800000024 implements MigrationInterface {
  readonly name = 'ProductTextStatistics1765800000024';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'postgres') return;
    const extensions: unknown = await runner.query(`SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'`);
    if (!Array.isArray(extensions) || extensions.length === 0) return;
    const texts = `(CASE WHEN kind = 'product' THEN text END)`;
    await runner.query(`CREATE INDEX ${TRIGRAMS} ON search_entries USING gin (${texts} gin_trgm_ops)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') await runner.query(`DROP INDEX IF EXISTS ${TRIGRAMS}`);
  }
}
