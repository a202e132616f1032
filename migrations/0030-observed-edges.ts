import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which tool saw an edge that no document of its product states; null: the product was compiled to it. */
export class ObservedEdges1766000000030 implements MigrationInterface {
  readonly name = 'ObservedEdges1766000000030';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    await runner.query(`ALTER TABLE lineage_edges ADD COLUMN observed_by text${postgres ? ' COLLATE "C"' : ''}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM lineage_edges WHERE observed_by IS NOT NULL');
    await runner.query('ALTER TABLE lineage_edges DROP COLUMN observed_by');
  }
}
