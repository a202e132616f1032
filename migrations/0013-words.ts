import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Entries of search that are named; a column is named with its port. */
const NAMED = `kind <> 'column'`;

/** What stands between the words of a name. */
const SEPARATORS = ['.', '-', '_', '/', '#', ':', ' '];

/** The words of a key as SQLite splits it: as a list of JSON. */
const sqliteWords = (key: string, from = ''): string => {
  const plain = `json_quote(replace(replace(lower(${key}), '\\', ' '), '"', ' '))`;
  const split = SEPARATORS.reduce((text, each) => `replace(${text}, '${each}', '","')`, plain);
  return `SELECT DISTINCT w.value FROM ${from}json_each('[' || ${split} || ']') w
    WHERE length(w.value) > 2 AND w.value GLOB '*[a-z]*'`;
};

const POSTGRES_WORDS = `SELECT DISTINCT w.word FROM named n, regexp_split_to_table(lower(n.key), '[-._/#: "\\\\]+') AS w(word)
  WHERE n.${NAMED} AND length(w.word) > 2 AND w.word ~ '[a-z]'`;

/** The vocabulary of the mesh: each word of a name once. A word stays when its last name goes; then no name bears it. */
export class Words1764800000013 implements MigrationInterface {
  readonly name = 'Words1764800000013';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const word = { name: 'word', type: 'text', isPrimary: true, ...(postgres && { collation: 'C' }) };
    await runner.createTable(new Table({ name: 'words', columns: [word] }));
    for (const statement of postgres ? POSTGRES : SQLITE) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    await runner.query(`DROP TRIGGER note_words${postgres ? ' ON search_entries' : ''}`);
    if (postgres) await runner.query('DROP FUNCTION note_words()');
    await runner.dropTable('words');
  }
}

const SQLITE = [
  `INSERT OR IGNORE INTO words (word) ${sqliteWords('e.key', 'search_entries e, ')} AND e.${NAMED}`,
  `CREATE TRIGGER note_words AFTER INSERT ON search_entries WHEN NEW.${NAMED} BEGIN
     INSERT OR IGNORE INTO words (word) ${sqliteWords('NEW.key')}; END`,
];

const POSTGRES = [
  `INSERT INTO words (word) ${POSTGRES_WORDS.replace('named n', 'search_entries n')}`,
  `CREATE FUNCTION note_words() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN INSERT INTO words (word) ${POSTGRES_WORDS} ORDER BY 1 ON CONFLICT DO NOTHING; RETURN NULL; END $$`,
  `CREATE TRIGGER note_words AFTER INSERT ON search_entries REFERENCING NEW TABLE AS named
   FOR EACH STATEMENT EXECUTE FUNCTION note_words()`,
];
