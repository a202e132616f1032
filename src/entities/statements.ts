import type Sqlite from 'better-sqlite3';
import type pg from 'pg';

/** Rows by the names of their result columns, as the driver gives them. */
export type Records = Record<string, unknown>[];

/** Runs a statement's text with its parameters; what returns no rows gives none. What is planned anew is not kept prepared. */
export type Run = (text: string, parameters: unknown[], anew?: boolean) => Promise<Records> | Records;

/** How many texts stay prepared on a connection, and the longest of them: inserts of many rows are texts of their own. */
const KEPT = 500;
const LONGEST = 20_000;

/** The texts that are prepared, the one that was used longest ago the first to go. */
class Prepared<T> {
  private readonly kept = new Map<string, T>();

  constructor(private readonly prepare: (text: string) => T) {}

  of(text: string): T {
    const known = this.kept.get(text);
    if (known && this.kept.size < KEPT) return known; // none has to go: their order says nothing yet
    const made = known ?? this.prepare(text);
    if (text.length > LONGEST) return made;
    this.kept.delete(text);
    this.kept.set(text, made);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return made;
  }
}

/** A statement of SQLite with the names of its result columns; its rows come as lists, the driver's objects cost twice the time. */
interface SqliteStatement {
  readonly statement: Sqlite.Statement<unknown[]>;
  readonly names: readonly string[];
}

function prepareSqlite(connection: Sqlite.Database, text: string): SqliteStatement {
  const statement = connection.prepare<unknown[]>(text);
  if (!statement.reader) return { statement, names: [] };
  return { statement: statement.raw(), names: statement.columns().map(({ name }) => name) };
}

function recordOf(names: readonly string[], row: readonly unknown[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (let at = 0; at < names.length; at += 1) record[names[at] as string] = row[at];
  return record;
}

/** Statements on a connection of SQLite. */
export function sqliteRun(connection: Sqlite.Database): Run {
  const prepared = new Prepared((text) => prepareSqlite(connection, text));
  return (text, parameters) => {
    const { statement, names } = prepared.of(text);
    if (statement.reader) return (statement.all(...parameters) as unknown[][]).map((row) => recordOf(names, row));
    statement.run(...parameters);
    return [];
  };
}

/** Names of texts for PostgreSQL, which keeps what is prepared by name on each of its connections. */
let named = 0;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || text.length > LONGEST || names.size >= KEPT) return known;
  const name = `floe_${(named += 1)}`;
  names.set(text, name);
  return name;
}

/** Statements on a connection of PostgreSQL, or on any of a pool. */
export const postgresRun =
  (client: pg.Pool | pg.ClientBase): Run =>
  async (text, parameters, anew = false) => {
    const name = anew ? undefined : nameOf(text);
    return (await client.query<Record<string, unknown>>({ name, text, values: parameters })).rows;
  };

/** PostgreSQL's code of an error, by TypeORM's way or the driver's; empty where it has none. */
export function codeOf(error: unknown): string {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  return String(driverError?.code ?? code ?? '');
}
