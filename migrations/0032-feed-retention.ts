import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Up to which number the event log is no longer whole: entries of the change feed that were kept long enough are gone. */
export class FeedRetention1766000000032 implements MigrationInterface {
  readonly name = 'FeedRetention1766000000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event_counter ADD COLUMN forgotten_seq integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event_counter DROP COLUMN forgotten_seq');
  }
}
