import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

/** Tags of products and ports, the terms that ports name: lists of JSON, none where nothing was said. */
const LISTS = [
  ['products', 'tags'],
  ['output_ports', 'tags'],
  ['output_ports', 'terms'],
] as const;

/** The terms of glossaries, and what bears each. */
export class Terms1766000000048 implements MigrationInterface {
  readonly name = 'Terms1766000000048';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const collation = postgres ? { collation: 'C' } : {};
    const text = (name: string, isNullable = false): TableColumnOptions => ({
      name,
      type: 'text',
      isNullable,
      ...collation,
    });
    const id: TableColumnOptions = {
      name: 'id',
      type: 'integer',
      isPrimary: true,
      isGenerated: true,
      generationStrategy: 'increment',
    };
    const foreignKey = (table: string, column: string, referencedTableName: string) => ({
      name: `fk_${table}_${column}`,
      columnNames: [column],
      referencedTableName,
      referencedColumnNames: ['id'],
    });
    for (const [table, column] of LISTS)
      await runner.query(
        `ALTER TABLE ${table} ADD COLUMN ${column} text${postgres ? ' COLLATE "C"' : ''} NOT NULL DEFAULT '[]'`,
      );
    await runner.createTable(
      new Table({
        name: 'terms',
        columns: [
          id,
          text('name'),
          text('definition'),
          ...['owner_team', 'owner_email', 'owner_slack'].map((name) => text(name, true)),
          { name: 'manifest_id', type: 'integer' },
        ],
        indices: [
          { name: 'uq_terms_name', columnNames: ['name'], isUnique: true },
          { name: 'ix_terms_manifest_id', columnNames: ['manifest_id'] },
        ],
        foreignKeys: [foreignKey('terms', 'manifest_id', 'manifests')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'term_uses',
        columns: [
          id,
          ...['term', 'kind', 'key', 'title'].map((name) => text(name)),
          { name: 'product_id', type: 'integer' },
        ],
        indices: [
          { name: 'ix_term_uses_term', columnNames: ['term'] },
          { name: 'ix_term_uses_product_id', columnNames: ['product_id'] },
        ],
        foreignKeys: [foreignKey('term_uses', 'product_id', 'products')],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('term_uses');
    await runner.dropTable('terms');
    for (const [table, column] of LISTS) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}
