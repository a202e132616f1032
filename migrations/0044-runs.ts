import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

/** Runs of products, and their steps. */
export class Runs1766000000044 implements MigrationInterface {
  readonly name = 'Runs1766000000044';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    const text = (...names: string[]): TableColumnOptions[] =>
      names.map((name) => ({ name, type: 'text', ...collation }));
    const textOrNull = (...names: string[]): TableColumnOptions[] =>
      text(...names).map((column) => ({ ...column, isNullable: true }));
    const id: TableColumnOptions = {
      name: 'id',
      type: 'integer',
      isPrimary: true,
      isGenerated: true,
      generationStrategy: 'increment',
    };
    const foreignKey = (table: string, column: string, referencedTableName: string) => ({
      name: `fk_${table}_${column}`,
      columnNames: [column],
      referencedTableName,
      referencedColumnNames: ['id'],
    });
    await runner.createTable(
      new Table({
        name: 'runs',
        columns: [
          id,
          { name: 'product_id', type: 'integer' },
          ...text('key', 'status', 'started_at'),
          ...textOrNull('ended_at', 'ended_by', 'message', 'external_url'),
        ],
        indices: [
          { name: 'uq_runs_product_id_key', columnNames: ['product_id', 'key'], isUnique: true },
          { name: 'ix_runs_product_id_id', columnNames: ['product_id', 'id'] },
        ],
        foreignKeys: [foreignKey('runs', 'product_id', 'products')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'run_steps',
        columns: [
          id,
          { name: 'run_id', type: 'integer' },
          ...text('name', 'status', 'at'),
          ...textOrNull('started_at', 'ended_at', 'message'),
        ],
        indices: [{ name: 'uq_run_steps_run_id_name', columnNames: ['run_id', 'name'], isUnique: true }],
        foreignKeys: [foreignKey('run_steps', 'run_id', 'runs')],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('run_steps');
    await runner.dropTable('runs');
  }
}
