import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions, TableIndex } from 'typeorm';

interface Shape {
  readonly text: readonly string[];
  readonly textOrNull: readonly string[];
  readonly indices: readonly TableIndex[];
}

const shapes: Readonly<Record<string, Shape>> = {
  api_tokens: {
    text: ['public_id', 'secret_hash', 'name', 'scopes', 'domains', 'created_at'],
    textOrNull: ['created_by', 'expires_at', 'last_used_at', 'revoked_at', 'revoked_by'],
    indices: [
      new TableIndex({ name: 'uq_api_tokens_public_id', columnNames: ['public_id'], isUnique: true }),
      new TableIndex({
        name: 'uq_api_tokens_name_standing',
        columnNames: ['name'],
        isUnique: true,
        where: 'revoked_at IS NULL',
      }),
    ],
  },
  audit_events: {
    text: ['at', 'kind', 'verb', 'outcome'],
    textOrNull: ['actor', 'origin', 'subject', 'request_id', 'reason'],
    indices: [
      new TableIndex({ name: 'ix_audit_events_at_id', columnNames: ['at', 'id'] }),
      new TableIndex({ name: 'ix_audit_events_actor_id', columnNames: ['actor', 'id'] }),
      new TableIndex({ name: 'ix_audit_events_subject_id', columnNames: ['subject', 'id'] }),
    ],
  },
};

/** Who may come in with a token, and what everybody did. */
export class Who1765000000015 implements MigrationInterface {
  readonly name = 'Who1765000000015';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    const id: TableColumnOptions = {
      name: 'id',
      type: 'integer',
      isPrimary: true,
      isGenerated: true,
      generationStrategy: 'increment',
    };
    for (const [name, { text, textOrNull, indices }] of Object.entries(shapes)) {
      const columns = [
        id,
        ...text.map((each) => ({ name: each, type: 'text', ...collation })),
        ...textOrNull.map((each) => ({ name: each, type: 'text', isNullable: true, ...collation })),
      ];
      await runner.createTable(new Table({ name, columns, indices: [...indices] }), true, true, true);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(shapes).reverse()) await runner.dropTable(name, true, true, true);
  }
}
