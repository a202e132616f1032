import { DataSource, type Table } from 'typeorm';
import { rows } from '../../src/entities/rows/index.js';

/** A column as a database has it, in words that are the same on SQLite and PostgreSQL. */
export interface ColumnFacts {
  readonly type: 'text' | 'integer' | 'real';
  readonly nullable: boolean;
  readonly primary: boolean;
}

const TYPES: Readonly<Record<string, ColumnFacts['type']>> = {
  text: 'text',
  varchar: 'text',
  integer: 'integer',
  number: 'integer',
  'double precision': 'real',
};

function factsOf(column: { type: unknown; isNullable: boolean; isPrimary: boolean }): ColumnFacts {
  // An entity says `Number` where nothing is said of a generated id.
  const name = column.type === Number ? 'number' : String(column.type);
  const type = TYPES[name];
  if (!type) throw new Error(`a column of type ${name}: say here what it is`);
  return { type, nullable: column.isNullable, primary: column.isPrimary };
}

type Tables = Readonly<Record<string, Readonly<Record<string, ColumnFacts>>>>;

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A connection to the store at a URL that looks at tables and changes nothing. */
export async function inspect<T>(url: string, look: (source: DataSource) => Promise<T>): Promise<T> {
  const entities = [...rows];
  const source = new DataSource(
    url.startsWith('sqlite:')
      ? { type: 'better-sqlite3', database: url.slice('sqlite:'.length), entities }
      : { type: 'postgres', url, entities },
  );
  await source.initialize();
  try {
    return await look(source);
  } finally {
    await source.destroy();
  }
}

/** The tables that the row classes describe. */
export function tablesOfEntities(source: DataSource): Tables {
  return sorted(
    source.entityMetadatas.map(({ tableName, columns }) => [
      tableName,
      sorted(columns.map((column) => [column.databaseName, factsOf(column)])),
    ]),
  );
}

/** The tables that stand in a database, apart from TypeORM's own and from the partitions of others. */
export async function standingTables(source: DataSource): Promise<Table[]> {
  const runner = source.createQueryRunner();
  try {
    const names: { name: string }[] = await runner.query(
      source.options.type === 'postgres'
        ? `SELECT relname AS "name" FROM pg_class
           WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`
        : `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
    );
    const tables = await runner.getTables(names.map((each) => each.name));
    if (source.options.type === 'postgres') await orderIndexColumns(source, tables);
    return tables.filter((table) => bare(table.name) !== 'migrations');
  } finally {
    await runner.release();
  }
}

/** TypeORM reads the columns of PostgreSQL's indexes in the order of the table; here in the order of the index. */
async function orderIndexColumns(source: DataSource, tables: readonly Table[]): Promise<void> {
  const columns: { index: string; column: string }[] = await source.query(`
    SELECT c.relname AS "index", a.attname AS "column"
    FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid, unnest(x.indkey) WITH ORDINALITY AS k(number, position),
         pg_attribute a WHERE a.attrelid = x.indrelid AND a.attnum = k.number ORDER BY c.relname, k.position`);
  for (const each of tables.flatMap((table) => [...table.indices, ...table.uniques]))
    each.columnNames = columns.filter(({ index }) => index === each.name).map(({ column }) => column);
}

/** `products` of `public.products`. */
export const bare = (name: string): string => name.split('.').at(-1) ?? name;

export function tablesOfDatabase(tables: readonly Table[]): Tables {
  return sorted(
    tables.map(({ name, columns }) => [bare(name), sorted(columns.map((column) => [column.name, factsOf(column)]))]),
  );
}

/** Indexes, unique constraints and foreign keys in words. The trigrams of texts are an index on PostgreSQL and a table on SQLite. */
export function constraintsOf(tables: readonly Table[]): string[] {
  return tables
    .flatMap((table) => {
      const name = bare(table.name);
      return [
        ...table.uniques.map((each) => `${name} unique (${each.columnNames.join(', ')})`),
        ...table.indices
          .filter(({ name }) => !name?.endsWith('_trigrams'))
          // SQLite names an expression '', PostgreSQL not at all: nor an index of expressions alone.
          .map((each) => each.columnNames.filter(Boolean))
          .filter((columns) => columns.length > 0)
          .map((columns) => `${name} index (${columns.join(', ')})`),
        ...table.foreignKeys.map(
          (each) =>
            `${name} (${each.columnNames.join(', ')}) refers to ${bare(each.referencedTableName)} (${each.referencedColumnNames.join(', ')})`,
        ),
      ];
    })
    .sort();
}
