import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** An input port says which columns it reads: a change of any other does not break its contract. */
export class InputPortColumns1763800000002 implements MigrationInterface {
  readonly name = 'InputPortColumns1763800000002';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    await runner.addColumn(
      'input_ports',
      new TableColumn({ name: 'columns', type: 'text', isNullable: true, ...collation }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('input_ports', 'columns');
  }
}
