import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which products were published or retired since an instant: what `lineage(asOf:)` puts back. */
export class ChangedSince1766000000041 implements MigrationInterface {
  readonly name = 'ChangedSince1766000000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX ix_product_versions_published_at_product_id ON product_versions (published_at, product_id)',
    );
    await runner.query(
      `CREATE INDEX ix_events_retired_at_subject_id ON events (at, subject_id) WHERE kind = 'product_retired'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_events_retired_at_subject_id');
    await runner.query('DROP INDEX ix_product_versions_published_at_product_id');
  }
}
