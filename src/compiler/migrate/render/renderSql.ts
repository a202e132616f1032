import type { MigrationPlan, TableMove } from '../migration/migration.js';

/** The dialects in which a migration can be written. */
export const MIGRATION_DIALECTS = ['duckdb', 'postgres', 'spark', 'snowflake'] as const;
export type MigrationDialect = (typeof MIGRATION_DIALECTS)[number];

interface Name {
  /** Of the catalog, as far as it is said: `['sales', 'gold']`. */
  readonly schema: readonly string[];
  readonly name: string;
}

interface Writer {
  readonly open: string | null;
  readonly close: string | null;
  quote(name: string): string;
  schema(path: readonly string[]): string;
  move(what: 'TABLE' | 'VIEW', from: Name, to: Name, quoted: (name: Name) => string): readonly string[];
}

const nameOf = (table: string): Name => {
  const parts = table.split('.');
  return { schema: parts.slice(0, -1), name: parts.at(-1) ?? table };
};

const doubled = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const ticked = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
const raised = (name: string): string => doubled(/^[a-z_][a-z0-9_$]*$/.test(name) ? name.toUpperCase() : name);
const sameSchema = (a: Name, b: Name): boolean => a.schema.join('.') === b.schema.join('.');

const writers: Readonly<Record<MigrationDialect, Writer>> = {
  postgres: {
    open: 'BEGIN;',
    close: 'COMMIT;',
    quote: doubled,
    // Within one database: what stands before a schema is the database itself, which a schema's own statements leave out.
    schema: (path) => `CREATE SCHEMA IF NOT EXISTS ${doubled(path.at(-1) ?? '')};`,
    move: (what, from, to, quoted) => [
      ...(sameSchema(from, to) ? [] : [`ALTER ${what} ${quoted(from)} SET SCHEMA ${doubled(to.schema.at(-1) ?? '')};`]),
      ...(from.name === to.name
        ? []
        : [`ALTER ${what} ${quoted({ ...from, schema: to.schema })} RENAME TO ${doubled(to.name)};`]),
    ],
  },
  duckdb: {
    open: 'BEGIN TRANSACTION;',
    close: 'COMMIT;',
    quote: doubled,
    schema: (path) => `CREATE SCHEMA IF NOT EXISTS ${path.map(doubled).join('.')};`,
    // DuckDB renames within a schema only.
    move: (what, from, to, quoted) => {
      if (sameSchema(from, to)) return [`ALTER ${what} ${quoted(from)} RENAME TO ${doubled(to.name)};`];
      if (what === 'VIEW') return [`DROP VIEW ${quoted(from)};  -- dbt builds ${to.name} anew`];
      return [`CREATE TABLE ${quoted(to)} AS FROM ${quoted(from)};`, `DROP TABLE ${quoted(from)};`];
    },
  },
  spark: {
    open: null,
    close: null,
    quote: ticked,
    schema: (path) => `CREATE NAMESPACE IF NOT EXISTS ${path.map(ticked).join('.')};`,
    move: (what, from, to, quoted) => [`ALTER ${what} ${quoted(from)} RENAME TO ${quoted(to)};`],
  },
  snowflake: {
    open: null,
    close: null,
    // Snowflake keeps what is not quoted in upper case: so quoted, reserved words are names too.
    quote: raised,
    schema: (path) => `CREATE SCHEMA IF NOT EXISTS ${path.map(raised).join('.')};`,
    move: (what, from, to, quoted) => [`ALTER ${what} ${quoted(from)} RENAME TO ${quoted(to)};`],
  },
};

const what = ({ kind }: TableMove): 'TABLE' | 'VIEW' => (kind === 'view' ? 'VIEW' : 'TABLE');

/**
 * The statements that rename the tables and views of a migration (ADR-0021, `floe migrate generate`); data stays where it
 * is, but on DuckDB, which cannot move a table between schemas. Run it once, before dbt runs under the new names.
 */
export function renderMigrationSql({ from, to, tables }: MigrationPlan, dialect: MigrationDialect): string {
  const { open, close, quote, schema, move } = writers[dialect];
  const quoted = ({ schema: path, name }: Name): string => [...path, name].map(quote).join('.');
  const moves = tables.map((table) => ({ table, names: [nameOf(table.from), nameOf(table.to)] as const }));
  const schemas = new Set(moves.flatMap(({ names: [was, is] }) => (sameSchema(was, is) ? [] : schema(is.schema))));
  const statements = moves.flatMap(({ table, names: [was, is] }) => [
    ...(table.port === null ? [] : [`-- the output port ${table.port} reads it`]),
    ...move(what(table), was, is, quoted),
  ]);
  return [
    `-- ${from} to ${to}, ${dialect}: ${tables.length} tables and views`,
    ...(open ? [open] : []),
    ...[...schemas].sort(),
    ...statements,
    ...(close ? [close] : []),
    '',
  ].join('\n');
}
