import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

/** Who asked for access to which port, and what became of it. */
export class AccessRequests1765400000019 implements MigrationInterface {
  readonly name = 'AccessRequests1765400000019';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    const text = (...names: string[]): TableColumnOptions[] =>
      names.map((name) => ({ name, type: 'text', ...collation }));
    const textOrNull = (...names: string[]): TableColumnOptions[] =>
      text(...names).map((column) => ({ ...column, isNullable: true }));
    await runner.createTable(
      new Table({
        name: 'access_requests',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
          { name: 'port_id', type: 'integer' },
          ...text('grantee', 'grantee_kind', 'purpose', 'status', 'at'),
          ...textOrNull('asked_by', 'decided_at', 'decided_by', 'note', 'patch', 'pull_request'),
        ],
        indices: [
          { name: 'ix_access_requests_port_id_id', columnNames: ['port_id', 'id'] },
          { name: 'ix_access_requests_status_id', columnNames: ['status', 'id'] },
          {
            name: 'uq_access_requests_open',
            columnNames: ['port_id', 'grantee_kind', 'grantee'],
            isUnique: true,
            where: `status = 'open'`,
          },
        ],
        foreignKeys: [
          {
            name: 'fk_access_requests_port_id',
            columnNames: ['port_id'],
            referencedTableName: 'output_ports',
            referencedColumnNames: ['id'],
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('access_requests');
  }
}
