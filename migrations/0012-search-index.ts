import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'ix_search_entries_text_trigrams';

/** The trigrams of the searched texts, in a table of SQLite's own that triggers keep: it holds no text itself. */
const SQLITE = [
  `CREATE VIRTUAL TABLE search_trigrams USING fts5(text, content = 'search_entries', content_rowid = 'id', tokenize = 'trigram')`,
  `CREATE TRIGGER search_trigrams_insert AFTER INSERT ON search_entries BEGIN
     INSERT INTO search_trigrams (rowid, text) VALUES (NEW.id, NEW.text); END`,
  `CREATE TRIGGER search_trigrams_delete AFTER DELETE ON search_entries BEGIN
     INSERT INTO search_trigrams (search_trigrams, rowid, text) VALUES ('delete', OLD.id, OLD.text); END`,
  `CREATE TRIGGER search_trigrams_update AFTER UPDATE OF id, text ON search_entries BEGIN
     INSERT INTO search_trigrams (search_trigrams, rowid, text) VALUES ('delete', OLD.id, OLD.text);
     INSERT INTO search_trigrams (rowid, text) VALUES (NEW.id, NEW.text); END`,
  `INSERT INTO search_trigrams (search_trigrams) VALUES ('rebuild')`,
];

/** Search finds what holds a text by its trigrams, not by looking at every entry. */
export class SearchIndex1764700000012 implements MigrationInterface {
  readonly name = 'SearchIndex1764700000012';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'postgres') {
      for (const statement of SQLITE) await runner.query(statement);
    } else if (await hasTrigrams(runner)) {
      await runner.query(`CREATE INDEX ${INDEX} ON search_entries USING gin (text gin_trgm_ops)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') {
      // The extension stays: others in the database may use it.
      await runner.query(`DROP INDEX IF EXISTS ${INDEX}`);
      return;
    }
    for (const event of ['insert', 'delete', 'update']) await runner.query(`DROP TRIGGER search_trigrams_${event}`);
    await runner.query('DROP TABLE search_trigrams');
  }
}

/** Where the catalog's user may not make the extension, and nobody made it, search goes on without its index (docs/store.md). */
async function hasTrigrams(runner: QueryRunner): Promise<boolean> {
  await runner.query('SAVEPOINT trigrams');
  try {
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    return true;
  } catch {
    await runner.query('ROLLBACK TO SAVEPOINT trigrams');
    return false;
  }
}
