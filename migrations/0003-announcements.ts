import { type MigrationInterface, type QueryRunner, Table, TableColumn, type TableColumnOptions } from 'typeorm';

const id: TableColumnOptions = {
  name: 'id',
  type: 'integer',
  isPrimary: true,
  isGenerated: true,
  generationStrategy: 'increment',
};
const integer = (...names: string[]): TableColumnOptions[] => names.map((name) => ({ name, type: 'integer' }));
const foreignKey = (table: string, column: string, target: string) => ({
  name: `fk_${table}_${column}`,
  columnNames: [column],
  referencedTableName: target,
  referencedColumnNames: ['id'],
});

/** Breaking changes are announced before they take effect: the announced version, the contracts it breaks, their answers. */
export class Announcements1763800000003 implements MigrationInterface {
  readonly name = 'Announcements1763800000003';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    const text = (...names: string[]): TableColumnOptions[] =>
      names.map((name) => ({ name, type: 'text', ...collation }));
    const textOrNull = (...names: string[]): TableColumnOptions[] =>
      text(...names).map((column) => ({ ...column, isNullable: true }));
    await runner.createTable(
      new Table({
        name: 'announcements',
        columns: [
          id,
          ...integer('product_id'),
          ...text('version', 'status', 'digest', 'source', 'file', 'files', 'announced_at', 'effective_at'),
          ...textOrNull('dbt_manifest', 'announced_by', 'reason'),
        ],
        uniques: [{ name: 'uq_announcements_product_id_version', columnNames: ['product_id', 'version'] }],
        foreignKeys: [foreignKey('announcements', 'product_id', 'products')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'announced_contracts',
        columns: [
          id,
          ...integer('announcement_id', 'contract_id'),
          ...text('changes'),
          ...textOrNull('notice', 'response', 'responded_at', 'responded_by', 'note'),
        ],
        uniques: [
          {
            name: 'uq_announced_contracts_announcement_id_contract_id',
            columnNames: ['announcement_id', 'contract_id'],
          },
        ],
        indices: [{ name: 'ix_announced_contracts_contract_id', columnNames: ['contract_id'] }],
        foreignKeys: [
          foreignKey('announced_contracts', 'announcement_id', 'announcements'),
          foreignKey('announced_contracts', 'contract_id', 'contracts'),
        ],
      }),
    );
    const [reason, forced] = textOrNull('broken_reason', 'forced_reason').map((column) => new TableColumn(column));
    await runner.addColumn('contracts', reason!);
    await runner.addColumn('product_versions', forced!);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('product_versions', 'forced_reason');
    await runner.dropColumn('contracts', 'broken_reason');
    await runner.dropTable('announced_contracts');
    await runner.dropTable('announcements');
  }
}
