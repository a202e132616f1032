import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['products', 'product_versions'];
const COLUMNS = ['ref', 'artifact_digest'];

/** Where versions of products were pushed to, and what the tag led to then. */
export class ProductArtifacts1766000000040 implements MigrationInterface {
  readonly name = 'ProductArtifacts1766000000040';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? ' COLLATE "C"' : '';
    // Of itself TypeORM would copy the tables on SQLite, and leave out the indexes that it does not understand.
    for (const table of TABLES)
      for (const column of COLUMNS) await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} text${collation}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      for (const column of COLUMNS) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}
