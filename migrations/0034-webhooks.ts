import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const ID: TableColumnOptions = {
  name: 'id',
  type: 'integer',
  isPrimary: true,
  isGenerated: true,
  generationStrategy: 'increment',
};

/** Who is told of events by HTTP, and what became of each that was to be delivered. */
export class Webhooks1766000000034 implements MigrationInterface {
  readonly name = 'Webhooks1766000000034';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    const text = (...names: string[]): TableColumnOptions[] =>
      names.map((name) => ({ name, type: 'text', ...collation }));
    const integer = (...names: string[]): TableColumnOptions[] => names.map((name) => ({ name, type: 'integer' }));
    const orNull = (columns: TableColumnOptions[]): TableColumnOptions[] =>
      columns.map((column) => ({ ...column, isNullable: true }));
    await runner.createTable(
      new Table({
        name: 'webhooks',
        columns: [
          ID,
          ...text('url', 'format', 'created_at', 'principal', 'secret'),
          ...integer('enabled', 'position'),
          ...orNull(text('events', 'filter', 'created_by', 'disabled_reason', 'previous_secret', 'previous_until')),
        ],
        indices: [{ name: 'ix_webhooks_created_by_id', columnNames: ['created_by', 'id'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'webhook_deliveries',
        columns: [
          ID,
          ...integer('webhook_id', 'seq', 'attempts'),
          ...text('lane', 'at', 'status'),
          ...orNull(integer('response_code')),
          ...orNull(text('next_attempt_at', 'ended_at', 'error')),
        ],
        indices: [
          { name: 'ix_webhook_deliveries_webhook_id_id', columnNames: ['webhook_id', 'id'] },
          {
            name: 'ix_webhook_deliveries_pending',
            columnNames: ['webhook_id', 'id'],
            where: `status = 'pending'`,
          },
          { name: 'ix_webhook_deliveries_ended_at', columnNames: ['ended_at'], where: 'ended_at IS NOT NULL' },
        ],
        foreignKeys: [
          {
            name: 'fk_webhook_deliveries_webhook_id',
            columnNames: ['webhook_id'],
            referencedTableName: 'webhooks',
            referencedColumnNames: ['id'],
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('webhook_deliveries');
    await runner.dropTable('webhooks');
  }
}
