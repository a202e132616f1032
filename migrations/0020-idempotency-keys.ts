import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';

const NAME = 'idempotency_keys';

/** What was answered to whom under which key, so that the same key gives the first answer again. */
export class IdempotencyKeys1765500000020 implements MigrationInterface {
  readonly name = 'IdempotencyKeys1765500000020';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    const text = (name: string, isNullable = false) => ({ name, type: 'text', isNullable, ...collation });
    const columns = [
      { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' as const },
      ...['principal', 'verb', 'key', 'digest', 'created_at'].map((name) => text(name)),
      text('answer', true),
    ];
    const indices = [
      new TableIndex({ name: `uq_${NAME}`, columnNames: ['principal', 'verb', 'key'], isUnique: true }),
      new TableIndex({ name: `ix_${NAME}_created_at`, columnNames: ['created_at'] }),
    ];
    await runner.createTable(new Table({ name: NAME, columns, indices }), true, true, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(NAME, true, true, true);
  }
}
