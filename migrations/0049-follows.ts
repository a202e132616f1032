import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const BY_DOMAIN = 'ix_events_domain_seq';

/** What people follow, and what of a domain has happened since. */
export class Follows1766000000049 implements MigrationInterface {
  readonly name = 'Follows1766000000049';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    const text = (name: string): TableColumnOptions => ({ name, type: 'text', ...collation });
    await runner.createTable(
      new Table({
        name: 'follows',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
          ...['follower', 'kind', 'fqn', 'since', 'notify'].map(text),
          { name: 'last_seen', type: 'integer' },
        ],
        indices: [{ name: 'uq_follows_follower_kind_fqn', columnNames: ['follower', 'kind', 'fqn'], isUnique: true }],
      }),
    );
    await runner.query(`CREATE INDEX ${BY_DOMAIN} ON events (domain, seq)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${BY_DOMAIN}`);
    await runner.dropTable('follows');
  }
}
