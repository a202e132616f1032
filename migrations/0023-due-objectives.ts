import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'ix_sla_statuses_judge_at';
const TRIGGER = 'judge_changed_promises';
/** Before every instant: at once. */
const JUDGE = `UPDATE sla_statuses SET judge_at = '' WHERE port_id = NEW.id AND judge_at IS NOT NULL`;

const onSqlite = [
  `CREATE TRIGGER ${TRIGGER} AFTER UPDATE OF sla ON output_ports WHEN OLD.sla IS NOT NEW.sla BEGIN ${JUDGE}; END`,
];
const onPostgres = [
  `CREATE FUNCTION ${TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${JUDGE}; RETURN NULL; END $$`,
  `CREATE TRIGGER ${TRIGGER} AFTER UPDATE OF sla ON output_ports FOR EACH ROW
   WHEN (OLD.sla IS DISTINCT FROM NEW.sla) EXECUTE FUNCTION ${TRIGGER}()`,
];

/**
 * When an objective is to be judged though nobody observes it: where its freshness falls due, and at once where the port
 * promises something else. What comes next is found by an index.
 */
export class DueObjectives1765800000023 implements MigrationInterface {
  readonly name = 'DueObjectives1765800000023';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    await runner.query(`ALTER TABLE sla_statuses ADD COLUMN judge_at text${postgres ? ' COLLATE "C"' : ''}`);
    await runner.query(`UPDATE sla_statuses SET judge_at = due_at WHERE state = 'met'`);
    await runner.query(`CREATE INDEX ${INDEX} ON sla_statuses (judge_at) WHERE judge_at IS NOT NULL`);
    for (const statement of postgres ? onPostgres : onSqlite) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    await runner.query(`DROP TRIGGER ${TRIGGER}${postgres ? ' ON output_ports' : ''}`);
    if (postgres) await runner.query(`DROP FUNCTION ${TRIGGER}()`);
    await runner.query(`DROP INDEX ${INDEX}`);
    await runner.query('ALTER TABLE sla_statuses DROP COLUMN judge_at');
  }
}
