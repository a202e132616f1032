import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'ix_search_entries_named_title';

/** Where a broad word is searched for, what bears it as its name is found by this index; columns are too many to be told so. */
export class Titles1765200000017 implements MigrationInterface {
  readonly name = 'Titles1765200000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX ${INDEX} ON search_entries (LOWER(title), id) WHERE kind <> 'column'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${INDEX}`);
  }
}
