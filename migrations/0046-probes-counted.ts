import type { MigrationInterface, QueryRunner } from 'typeorm';

const NUMBERS = ['window_probes', 'window_up'];

/** How many probes of a port are in the window that its availability is held against, so that no probe is counted twice. */
export class ProbesCounted1766000000046 implements MigrationInterface {
  readonly name = 'ProbesCounted1766000000046';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? ' COLLATE "C"' : '';
    await runner.query(`ALTER TABLE sla_statuses ADD COLUMN window_since text${collation}`);
    for (const column of NUMBERS) await runner.query(`ALTER TABLE sla_statuses ADD COLUMN ${column} integer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of [...NUMBERS, 'window_since'])
      await runner.query(`ALTER TABLE sla_statuses DROP COLUMN ${column}`);
  }
}
