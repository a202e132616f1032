import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** What the tag that a manifest was pushed to led to then: tags move, digests do not. */
export class ArtifactDigests1766000000036 implements MigrationInterface {
  readonly name = 'ArtifactDigests1766000000036';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    await runner.addColumn(
      'manifests',
      new TableColumn({ name: 'artifact_digest', type: 'text', isNullable: true, ...collation }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('manifests', 'artifact_digest');
  }
}
