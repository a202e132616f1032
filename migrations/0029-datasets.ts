import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

/** The last part of a table's name, in lower case: by it the datasets that tools name are looked up. */
const LEAF = {
  postgres: `lower(reverse(split_part(reverse(table_name), '.', 1)))`,
  sqlite: `lower(replace(table_name, rtrim(table_name, replace(table_name, '.', '')), ''))`,
};
const INDEXES = ['ix_output_ports_leaf', 'ix_catalog_tables_leaf'];

/** Which port a dataset stands for where its name does not say it, and the datasets that stand for none. */
export class Datasets1766000000029 implements MigrationInterface {
  readonly name = 'Datasets1766000000029';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const id = {
      name: 'id',
      type: 'integer',
      isPrimary: true,
      isGenerated: true,
      generationStrategy: 'increment' as const,
    };
    const text = (...names: string[]): TableColumnOptions[] =>
      names.map((name) => ({ name, type: 'text', ...(postgres ? { collation: 'C' } : {}) }));
    await runner.createTable(
      new Table({
        name: 'dataset_aliases',
        columns: [
          id,
          ...text('namespace', 'name'),
          { name: 'port_id', type: 'integer' },
          ...text('stated_by').map((column) => ({ ...column, isNullable: true })),
          ...text('at'),
        ],
        indices: [
          { name: 'uq_dataset_aliases_name_namespace', columnNames: ['name', 'namespace'], isUnique: true },
          { name: 'ix_dataset_aliases_port_id', columnNames: ['port_id'] },
        ],
        foreignKeys: [
          {
            name: 'fk_dataset_aliases_port_id',
            columnNames: ['port_id'],
            referencedTableName: 'output_ports',
            referencedColumnNames: ['id'],
          },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'unmatched_datasets',
        columns: [id, ...text('namespace', 'name', 'last_seen_at'), { name: 'events', type: 'integer' }],
        indices: [
          { name: 'uq_unmatched_datasets_name_namespace', columnNames: ['name', 'namespace'], isUnique: true },
          { name: 'ix_unmatched_datasets_last_seen_at_id', columnNames: ['last_seen_at', 'id'] },
        ],
      }),
    );
    const [ports, tables] = INDEXES;
    await runner.query(`CREATE INDEX ${ports} ON output_ports (${LEAF[postgres ? 'postgres' : 'sqlite']})`);
    await runner.query(`CREATE INDEX ${tables} ON catalog_tables (lower(name))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await runner.query(`DROP INDEX ${index}`);
    await runner.dropTable('unmatched_datasets');
    await runner.dropTable('dataset_aliases');
  }
}
