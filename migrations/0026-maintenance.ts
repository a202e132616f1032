import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';

const ACKNOWLEDGED = ['acknowledged_at', 'acknowledged_by', 'acknowledgement_note'];

/** Times in which ports are worked on, in which their promises do not count; and who knows of a breach. */
export class Maintenance1766000000026 implements MigrationInterface {
  readonly name = 'Maintenance1766000000026';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const text = (name: string) => ({ name, type: 'text', ...(postgres ? { collation: 'C' } : {}) });
    await runner.createTable(
      new Table({
        name: 'maintenances',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
          { name: 'port_id', type: 'integer' },
          ...['from_at', 'to_at', 'reason', 'at'].map(text),
          { ...text('by'), isNullable: true },
        ],
        indices: [new TableIndex({ name: 'ix_maintenances_port_id_to_at', columnNames: ['port_id', 'to_at'] })],
        foreignKeys: [
          {
            name: 'fk_maintenances_port_id',
            columnNames: ['port_id'],
            referencedTableName: 'output_ports',
            referencedColumnNames: ['id'],
          },
        ],
      }),
      true,
      true,
      true,
    );
    for (const column of ACKNOWLEDGED)
      await runner.query(`ALTER TABLE sla_breaches ADD COLUMN ${column} text${postgres ? ' COLLATE "C"' : ''}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ACKNOWLEDGED) await runner.query(`ALTER TABLE sla_breaches DROP COLUMN ${column}`);
    await runner.dropTable('maintenances', true, true, true);
  }
}
