import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = 'ix_input_ports_ref';
const NOW = 'ix_input_ports_ref_product_id';

/**
 * Which input port of a product reads an output port is found by both: by the output port alone, PostgreSQL went over all
 * that read it once for each contract on it, a square of its consumers.
 */
export class ReadersOfPorts1766000000038 implements MigrationInterface {
  readonly name = 'ReadersOfPorts1766000000038';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX ${NOW} ON input_ports (ref, product_id)`);
    await runner.query(`DROP INDEX ${BEFORE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX ${BEFORE} ON input_ports (ref)`);
    await runner.query(`DROP INDEX ${NOW}`);
  }
}
