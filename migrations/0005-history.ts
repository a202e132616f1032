import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** What happened to a product, found by the product: the graph as it was at an instant asks when each was retired. */
export class History1764000000005 implements MigrationInterface {
  readonly name = 'History1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    const columnNames = ['kind', 'subject_id', 'seq'];
    await runner.createIndex('events', new TableIndex({ name: 'ix_events_kind_subject_id_seq', columnNames }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('events', 'ix_events_kind_subject_id_seq');
  }
}
