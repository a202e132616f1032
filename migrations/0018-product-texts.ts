import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'ix_search_entries_of_product';
const TRIGRAMS = 'search_product_trigrams';
const IS_PRODUCT = `kind = 'product'`;

const added = `INSERT INTO ${TRIGRAMS} (rowid, text) VALUES (NEW.id, NEW.text);`;
const dropped = `INSERT INTO ${TRIGRAMS} (${TRIGRAMS}, rowid, text) VALUES ('delete', OLD.id, OLD.text);`;

/** The trigrams of the texts of products alone, kept as those of all entries are (0012-search-index.ts). */
const SQLITE = [
  `CREATE VIRTUAL TABLE ${TRIGRAMS} USING fts5(text, content = 'search_entries', content_rowid = 'id', tokenize = 'trigram')`,
  `CREATE TRIGGER ${TRIGRAMS}_insert AFTER INSERT ON search_entries WHEN NEW.${IS_PRODUCT} BEGIN ${added} END`,
  `CREATE TRIGGER ${TRIGRAMS}_delete AFTER DELETE ON search_entries WHEN OLD.${IS_PRODUCT} BEGIN ${dropped} END`,
  `CREATE TRIGGER ${TRIGRAMS}_update AFTER UPDATE OF id, text ON search_entries WHEN OLD.${IS_PRODUCT} BEGIN ${dropped} ${added} END`,
  `INSERT INTO ${TRIGRAMS} (rowid, text) SELECT id, text FROM search_entries WHERE ${IS_PRODUCT}`,
];

/** Products are found by a text without their ports and columns, and the text of a product is found by its id. */
export class ProductTexts1765300000018 implements MigrationInterface {
  readonly name = 'ProductTexts1765300000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX ${INDEX} ON search_entries (product_id) WHERE ${IS_PRODUCT}`);
    if (runner.connection.options.type === 'postgres') return;
    for (const statement of SQLITE) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${INDEX}`);
    if (runner.connection.options.type === 'postgres') return;
    for (const event of ['insert', 'delete', 'update']) await runner.query(`DROP TRIGGER ${TRIGRAMS}_${event}`);
    await runner.query(`DROP TABLE ${TRIGRAMS}`);
  }
}
