import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** How a column is made of another: edges between columns say it, those of the other levels do not. */
export class ColumnLineage1764300000008 implements MigrationInterface {
  readonly name = 'ColumnLineage1764300000008';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    await runner.addColumn(
      'lineage_edges',
      new TableColumn({ name: 'how', type: 'text', isNullable: true, ...collation }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM lineage_edges WHERE level = 'column'`);
    await runner.dropColumn('lineage_edges', 'how');
  }
}
