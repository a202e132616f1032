import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';

const COLUMNS = ['key', 'source'];
const HISTORY = 'ix_observations_port_id_at_id';

/**
 * The ids that monitoring gives its observations, each once: in a table of their own, so that observations may one day
 * be kept by month. The history of a port is found by its time.
 */
export class ObservationIds1765600000021 implements MigrationInterface {
  readonly name = 'ObservationIds1765600000021';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const text = (name: string) => ({ name, type: 'text', ...(postgres ? { collation: 'C' } : {}) });
    const columns = [
      { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' as const },
      ...['key', 'digest', 'at'].map(text),
    ];
    const indices = [new TableIndex({ name: 'uq_observation_ids_key', columnNames: ['key'], isUnique: true })];
    await runner.createTable(new Table({ name: 'observation_ids', columns, indices }), true, true, true);
    for (const column of COLUMNS)
      await runner.query(`ALTER TABLE observations ADD COLUMN ${column} text${postgres ? ' COLLATE "C"' : ''}`);
    await runner.query(`CREATE INDEX ${HISTORY} ON observations (port_id, at, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${HISTORY}`);
    for (const column of COLUMNS) await runner.query(`ALTER TABLE observations DROP COLUMN ${column}`);
    await runner.dropTable('observation_ids', true, true, true);
  }
}
