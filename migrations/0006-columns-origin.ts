import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** Which columns an input port uses is declared, or read from the SQL of its product. */
export class ColumnsOrigin1764100000006 implements MigrationInterface {
  readonly name = 'ColumnsOrigin1764100000006';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    await runner.addColumn(
      'input_ports',
      new TableColumn({ name: 'columns_origin', type: 'text', isNullable: true, ...collation }),
    );
    await runner.query(`UPDATE input_ports SET columns_origin = 'declared' WHERE columns IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('input_ports', 'columns_origin');
  }
}
