import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex, TableUnique } from 'typeorm';

const uniques = {
  announcements: new TableUnique({
    name: 'uq_announcements_product_id_version',
    columnNames: ['product_id', 'version'],
  }),
  announced_contracts: new TableUnique({
    name: 'uq_announced_contracts_announcement_id_contract_id',
    columnNames: ['announcement_id', 'contract_id'],
  }),
};

/** One version of a product is to come at a time. */
const running = {
  name: 'uq_announcements_product_id_running',
  columnNames: ['product_id'],
  isUnique: true,
  where: "status = 'announced'",
};
const indices = {
  announcements: [running, { name: 'ix_announcements_product_id', columnNames: ['product_id'] }],
  announced_contracts: [{ name: 'ix_announced_contracts_announcement_id', columnNames: ['announcement_id'] }],
};

/**
 * What was announced keeps its time: an announcement when it ended, a contract that it names since when and until when it
 * said so. A version that was withdrawn can be announced again, and an answer be changed, without the first being lost.
 */
export class AnnouncementsOverTime1764200000007 implements MigrationInterface {
  readonly name = 'AnnouncementsOverTime1764200000007';

  async up(runner: QueryRunner): Promise<void> {
    const collation = runner.connection.options.type === 'postgres' ? { collation: 'C' } : {};
    const add = (table: string, ...names: string[]): Promise<void> =>
      runner.addColumns(
        table,
        names.map((name) => new TableColumn({ name, type: 'text', isNullable: true, ...collation })),
      );
    await add('announcements', 'ports', 'ended_at');
    await add('announced_contracts', 'since', 'ended_at');
    for (const [table, unique] of Object.entries(uniques)) await runner.dropUniqueConstraint(table, unique);
    for (const [table, made] of Object.entries(indices))
      await runner.createIndices(
        table,
        made.map((index) => new TableIndex(index)),
      );
    await keepWhatIsKnown(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, made] of Object.entries(indices))
      for (const { name } of made) await runner.dropIndex(table, name);
    await runner.query('DELETE FROM announced_contracts WHERE ended_at IS NOT NULL');
    const last = 'SELECT MAX(id) FROM announcements GROUP BY product_id, version';
    await runner.query(`DELETE FROM announced_contracts WHERE announcement_id NOT IN (${last})`);
    await runner.query(`DELETE FROM announcements WHERE id NOT IN (${last})`);
    for (const [table, unique] of Object.entries(uniques)) await runner.createUniqueConstraint(table, unique);
    await runner.dropColumns('announced_contracts', ['since', 'ended_at']);
    await runner.dropColumns('announcements', ['ports', 'ended_at']);
  }
}

/** When announcements ended their versions and the feed tell; an answer holds since it was given, none did before. */
async function keepWhatIsKnown(runner: QueryRunner): Promise<void> {
  await runner.query(`
    UPDATE announcements SET ended_at = COALESCE(
      (SELECT v.published_at FROM product_versions v
        WHERE v.product_id = announcements.product_id AND v.version = announcements.version AND announcements.status = 'published'),
      (SELECT MAX(x.at) FROM contract_changes x JOIN announced_contracts c ON c.contract_id = x.contract_id
        WHERE c.announcement_id = announcements.id AND x.kind = 'ANNOUNCEMENT_WITHDRAWN'
          AND x.before = '"' || announcements.version || '"'),
      announced_at)
    WHERE status <> 'announced'`);
  await runner.query(`
    UPDATE announced_contracts SET since = (SELECT a.announced_at FROM announcements a WHERE a.id = announcement_id)`);
  await runner.query(`
    INSERT INTO announced_contracts (announcement_id, contract_id, changes, notice, since, ended_at)
    SELECT announcement_id, contract_id, changes, notice, since, responded_at FROM announced_contracts
    WHERE responded_at IS NOT NULL`);
  await runner.query(
    'UPDATE announced_contracts SET since = responded_at WHERE responded_at IS NOT NULL AND ended_at IS NULL',
  );
}
