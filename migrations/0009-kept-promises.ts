import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

const TABLES = ['output_ports', 'contracts', 'contract_versions'] as const;

/** What the document of a standard said beside a port is kept with it, and with each version of its contracts. */
export class KeptPromises1764400000009 implements MigrationInterface {
  readonly name = 'KeptPromises1764400000009';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    for (const table of TABLES)
      await runner.addColumn(table, new TableColumn({ name: 'kept', type: 'text', isNullable: true, ...collation }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.dropColumn(table, 'kept');
  }
}
