import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

const TABLES = ['products', 'output_ports', 'contracts', 'contract_versions'];

/** Products, ports and contracts live: draft, active, deprecated with dates and a successor, retired. */
export class Lifecycle1763900000004 implements MigrationInterface {
  readonly name = 'Lifecycle1763900000004';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    for (const table of TABLES)
      await runner.addColumn(
        table,
        new TableColumn({ name: 'lifecycle', type: 'text', isNullable: true, ...collation }),
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropColumn(table, 'lifecycle');
  }
}
