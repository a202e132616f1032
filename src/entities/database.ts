import 'reflect-metadata';
import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import Sqlite from 'better-sqlite3';
import type pg from 'pg';
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { CatalogError } from '../errors.js';
import { followPostgres } from './beside/followPostgres.js';
import { followSqlite } from './beside/followSqlite.js';
import { holdPostgres, holdSqlite, type Holding, type LetGo } from './beside/hold.js';
import { Primary, PrimaryClient } from './beside/PrimaryClient.js';
import { migrate, undoLastMigration } from './migrate.js';
import { BEGIN_BY_KEYS, BEGIN_READING, COUNT_ROWS } from './byKeys.js';
import { patiently } from './patiently.js';
import { type Position, postgresPosition, type Queried, sqlitePosition } from './position.js';
import { rows } from './rows/index.js';
import { codeOf, postgresRun, type Run, sqliteRun } from './statements.js';
import { sql, type Dialect, type Sql } from './sql.js';
import { snapshotOfFile, snapshotOfPool } from './snapshot.js';
import { isDiskFull, refuseUnkept, storeError } from './storeError.js';
import {
  ahead,
  readerOn,
  transactionOn,
  Waits,
  type OpenTransaction,
  type Reader,
  type Transaction,
} from './transaction.js';
import { Turns } from './Turns.js';

/** What each database says of a table that is not there: that of the migrations, in a store that has none yet. */
const NO_SUCH_TABLE = new Set(['42P01', 'SQLITE_ERROR']);

export type { Queried } from './position.js';
export type { Reader, Transaction } from './transaction.js';

export interface DatabaseOptions {
  /** Called with the text of every statement that is run. */
  readonly onStatement?: (text: string) => void;
  /** Whether to apply pending migrations; true where nothing is said. A store that is not migrated may be a hot standby. */
  readonly migrate?: boolean;
}

export interface TransactionOptions {
  /** It works on whole tables: PostgreSQL is to find the best way, and not to go by keys (byKeys.ts). */
  readonly bulk?: boolean;
}

/** Runs a statement in a way that whoever watches wants; it gives what the statement gives. */
export type Watched = <T>(text: string, run: () => Promise<T> | T) => Promise<T>;

/** The channel of PostgreSQL's NOTIFY; the table of events is the truth, this only wakes. */
const CHANNEL = 'floe_events';
const NOTIFY = sql.raw(`NOTIFY ${CHANNEL}`);
const BEGIN = { sqlite: sql.raw('BEGIN IMMEDIATE'), postgres: BEGIN_BY_KEYS, bulk: sql.raw('BEGIN') };
const COMMIT = sql.raw('COMMIT');
/** What is not told to who counts statements. */
const UNTOLD = new Set([...Object.values(BEGIN), BEGIN_READING, COMMIT, NOTIFY, COUNT_ROWS]);
/** What one of all processes on a store holds, with the number of its advisory lock on PostgreSQL. */
const HELD = { webhooks: 1_635_083_370, nats: 1_635_083_371 } as const;
/** A full disk may still take something small (an audit event of what it refused): only what is written this much later shows room. */
const FULL_MS = 1_000;
/** Connections to PostgreSQL, and how many of them transactions may hold at once: the others are left to who reads. */
const CONNECTIONS = 10;
const WRITERS = 5;
/** How long a connection may take to be had. */
const CONNECT_MS = 10_000;
/** A connection that is silent for so long is asked for by the system: the machine at its other end may be gone. */
const IDLE_MS = 5_000;
/** How long SQLite itself waits for a lock while a store is opened and migrated; later it is waited for outside of it (patiently.ts). */
const STARTING_MS = 10_000;
/** So long SQLite's log of writes grows before its pages are written into the file, each once: 16 MB, some twenty publications. */
const CHECKPOINT_PAGES = 4_000;
const RETRIES = 5;
const RETRYABLE = new Set(['40001', '40P01']);

function parseJson(record: Record<string, unknown>, columns: readonly string[]): void {
  for (const column of columns) {
    const value = record[column];
    if (typeof value === 'string') record[column] = JSON.parse(value) as unknown;
  }
}

function sourceOptions(url: string, primary: Primary): DataSourceOptions {
  const common = {
    entities: [...rows],
    migrations: [...migrations],
    migrationsTransactionMode: 'each' as const,
    synchronize: false,
  };
  if (url.startsWith('sqlite:')) {
    return {
      ...common,
      type: 'better-sqlite3',
      database: url.slice('sqlite:'.length) || ':memory:',
      timeout: STARTING_MS,
    };
  }
  if (/^postgres(ql)?:\/\//.test(url))
    return {
      ...common,
      type: 'postgres',
      url: primary.url,
      parseInt8: true,
      poolSize: CONNECTIONS,
      connectTimeoutMS: CONNECT_MS,
      extra: { pipeline: true, Client: PrimaryClient, primary, keepAlive: true, keepAliveInitialDelayMillis: IDLE_MS },
    };
  const expected = 'expected sqlite:path, sqlite::memory: or postgres://user@host/database';
  throw new CatalogError('BAD_USER_INPUT', `DATABASE_URL "${url}" names no store: ${expected}.`);
}

/** The file of a SQLite store; null where it is in memory, or PostgreSQL. */
const sqliteFile = (url: string): string | null => {
  const file = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : '';
  return file === '' || file === ':memory:' ? null : file;
};

/** TypeORM's connections, asked without its query runner. */
const connectionOf = (source: DataSource): Sqlite.Database =>
  (source.driver as unknown as { databaseConnection: Sqlite.Database }).databaseConnection;
const poolOf = (source: DataSource): pg.Pool => (source.driver as unknown as { master: pg.Pool }).master;

/**
 * The stores that the work under way has a transaction on. One for the process: before Node.js 24 every promise pays for
 * each that was ever entered, and never stops.
 */
const inside = new AsyncLocalStorage<ReadonlySet<Database>>();

/** The store: connections, transactions, migrations and wake-ups of one SQLite file or one PostgreSQL database. */
export class Database implements Queried {
  readonly dialect: Dialect;
  /** Where the store stands: as long as it is the same, so is all that can be read. Asked anew by each call. */
  readonly position: Position;
  private readonly wakes = new EventEmitter().setMaxListeners(0);
  /** How it is ended that commits elsewhere are heard of; null where nobody listens. */
  private outside: Promise<() => Promise<void>> | null = null;
  /** SQLite has one connection: what runs outside a transaction waits for the end of the one that is open. */
  private open: Promise<unknown> = Promise.resolve();
  private commits = 0;
  private readonly writers = new Turns(WRITERS);
  /** When something found no room to be written, by `performance.now()`; null where something was written later. */
  private fullAt: number | null = null;
  private watched: Watched | null = null;
  private observers = new Set<(text: string) => void>();
  /** How often the store was waited for. */
  private waited = 0;
  /** Reads outside transactions: those of a SQLite file on a connection of their own, beside the one that writes. */
  private readonly reader: Sqlite.Database | null;
  private readonly read: Run;
  private write: Run | undefined;

  private constructor(
    private readonly source: DataSource,
    private readonly url: string,
    private readonly server: Primary,
  ) {
    this.dialect = source.options.type === 'postgres' ? 'postgres' : 'sqlite';
    const file = sqliteFile(url);
    this.reader = file ? new Sqlite(file, { readonly: true, timeout: 0 }) : null;
    if (this.dialect === 'postgres') {
      this.read = postgresRun(poolOf(source));
      const position = postgresPosition(this.read);
      this.position = () => this.told(async () => position());
    } else {
      this.read = sqliteRun(this.reader ?? connectionOf(source));
      this.position = this.reader ? sqlitePosition(this.reader) : () => this.open.then(() => String(this.commits));
    }
  }

  /**
   * Opens the store that the URL names (`sqlite:path`, `sqlite::memory:`, `postgres://...` with one host or several) and
   * applies pending migrations. Throws CatalogError BAD_USER_INPUT for a URL of another kind, UNAVAILABLE where the store cannot be
   * reached.
   */
  static async open(url: string, options: DatabaseOptions = {}): Promise<Database> {
    try {
      return await Database.opened(url, options);
    } catch (error) {
      throw storeError(error);
    }
  }

  private static async opened(url: string, options: DatabaseOptions): Promise<Database> {
    const server = new Primary(url, options.migrate === false);
    const source = await new DataSource(sourceOptions(url, server)).initialize();
    try {
      const database = new Database(source, url, server);
      if (options.onStatement) database.observers.add(options.onStatement);
      if (database.dialect === 'sqlite') await database.prepareSqlite();
      if (options.migrate !== false) await database.migrate();
      if (database.dialect === 'sqlite') await source.query('PRAGMA busy_timeout = 0');
      return database;
    } catch (error) {
      await source.destroy();
      throw error;
    }
  }

  private async prepareSqlite(): Promise<void> {
    const wal = ['journal_mode = WAL', 'synchronous = FULL', `wal_autocheckpoint = ${CHECKPOINT_PAGES}`];
    for (const pragma of [...wal, 'foreign_keys = ON']) await this.source.query(`PRAGMA ${pragma}`);
  }

  private async query<T>(run: Run, statement: Sql, told = true): Promise<T[]> {
    const { text, parameters, anew } = statement.render(this.dialect);
    refuseUnkept(parameters);
    if (told) for (const observe of this.observers) observe(text);
    const asked = (): ReturnType<Run> => run(text, parameters, anew);
    const records = await (this.watched && told ? this.watched(text, asked) : asked());
    if (statement.json.length > 0) for (const record of records) parseJson(record, statement.json);
    return records as T[];
  }

  async all<T>(statement: Sql): Promise<T[]> {
    if (inside.getStore()?.has(this)) throw new Error('Inside a transaction, ask the transaction, not the database.');
    if (this.dialect === 'sqlite' && !this.reader) await this.open;
    this.waited += 1;
    return this.told(() => this.query<T>(this.read, statement));
  }

  /** What is asked of the store, its errors as they are told. Another process may keep SQLite from answering for a while. */
  private async told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await (this.dialect === 'sqlite' ? patiently(work) : work());
    } catch (error) {
      throw storeError(error);
    }
  }

  async one<T>(statement: Sql): Promise<T | undefined> {
    return (await this.all<T>(statement))[0];
  }

  /**
   * Runs the work in one transaction: all of it lands, or none. On PostgreSQL it is tried again after a serialization
   * failure or a deadlock, and goes by keys unless it is told to be in bulk. Throws inside another transaction; CatalogError UNAVAILABLE where the store cannot do it at the
   * moment.
   */
  async transaction<T>(work: (tx: Transaction) => Promise<T>, how: TransactionOptions = {}): Promise<T> {
    if (inside.getStore()?.has(this)) throw new Error('A transaction is open already.');
    try {
      return await this.inTurn(() => this.once(work, how));
    } catch (error) {
      if (isDiskFull(error)) this.fullAt = performance.now();
      throw storeError(error);
    }
  }

  /** Who waits for a transaction takes no connection meanwhile. */
  private inTurn<T>(once: () => Promise<T>): Promise<T> {
    if (this.dialect === 'postgres') return this.writers.during(() => this.retried(once));
    const turn = this.open.then(once);
    this.open = turn.catch(() => undefined);
    return turn;
  }

  private async retried<T>(once: () => Promise<T>, attempt = 1): Promise<T> {
    try {
      return await once();
    } catch (error) {
      const code = codeOf(error);
      if (attempt >= RETRIES || !RETRYABLE.has(code)) throw error;
      return this.retried(once, attempt + 1);
    }
  }

  private async once<T>(work: (tx: Transaction) => Promise<T>, { bulk = false }: TransactionOptions): Promise<T> {
    const runner = this.source.createQueryRunner();
    let wake = false;
    try {
      const { tx, run, commit } = await this.begun(runner, () => (wake = true));
      try {
        if (this.dialect === 'sqlite') await patiently(() => run(BEGIN.sqlite));
        else await run(bulk ? BEGIN.bulk : BEGIN.postgres);
        const result = await inside.run(new Set(inside.getStore()).add(this), () => work(tx));
        await commit(COMMIT);
        this.commits += 1;
        if (this.fullAt !== null && performance.now() - this.fullAt > FULL_MS) this.fullAt = null;
        if (wake) this.wakes.emit('wake');
        return result;
      } catch (error) {
        await runner.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    } finally {
      if (this.dialect === 'postgres') await runner.release();
    }
  }

  private async begun(runner: QueryRunner, wake: () => void): Promise<OpenTransaction> {
    const { dialect } = this;
    const run = await this.runOn(runner);
    const query = <R>(statement: Sql): Promise<R[]> => this.query<R>(run, statement, !UNTOLD.has(statement));
    return transactionOn({ dialect, query, waits: this.waits(), wake, notify: dialect === 'postgres' ? NOTIFY : null });
  }

  /** Of one connection. */
  private readonly waits = (): Waits => new Waits(() => (this.waited += 1));

  /** What runs statements within the transaction of this runner. */
  private async runOn(runner: QueryRunner): Promise<Run> {
    if (this.dialect === 'sqlite') return (this.write ??= sqliteRun(connectionOf(this.source)));
    return postgresRun((await runner.connect()) as pg.ClientBase);
  }

  get primary(): Reader {
    return this;
  }

  fresh(): Reader {
    return this;
  }

  steady<T>(work: (db: Reader) => Promise<T>): Promise<T> {
    return work(this);
  }

  /** Reads the same store on other connections; the statements are counted and watched as those on its own. */
  readerOf(run: Run): Reader {
    return readerOn(this.dialect, <R>(statement: Sql) => this.told(() => this.query<R>(run, statement)), this.waits());
  }

  /** Reads on one connection, where what is asked in one turn goes together. */
  async reading<T>(work: (db: Reader) => Promise<T>): Promise<T> {
    if (this.dialect === 'sqlite') {
      if (!this.reader) await this.open;
      return work(this.readerOf(this.read));
    }
    const client = await this.told(() => poolOf(this.source).connect());
    const run = postgresRun(client);
    void ahead(this.query(run, BEGIN_READING, false));
    try {
      return await work(this.readerOf(run));
    } finally {
      void ahead(this.query(run, COMMIT, false)); // whoever has the connection next is answered after it
      client.release();
    }
  }

  /**
   * Reads of one moment, whoever writes meanwhile; nobody waits for it, but where the store is in memory. Throws
   * CatalogError UNAVAILABLE where the store cannot be reached.
   */
  async snapshot<T>(work: (db: Reader) => Promise<T>): Promise<T> {
    const on = (run: Run): Promise<T> =>
      work(readerOn(this.dialect, <R>(statement: Sql) => this.query<R>(run, statement), this.waits()));
    try {
      if (this.dialect === 'postgres') return await snapshotOfPool(poolOf(this.source), on);
      const file = sqliteFile(this.url);
      if (file) return await snapshotOfFile(file, on);
    } catch (error) {
      throw storeError(error);
    }
    const turn = this.open.then(() => on(this.read));
    this.open = turn.catch(() => undefined);
    return turn;
  }

  /** Whether what was last written found no room on the disk; it is tried again by the next. */
  get diskFull(): boolean {
    return this.fullAt !== null;
  }

  /** How many statements the work ran, how often it waited for the store, and what it returned. */
  async countStatements<T>(
    work: () => Promise<T>,
  ): Promise<{ readonly result: T; readonly statements: readonly string[]; readonly waits: number }> {
    const statements: string[] = [];
    const before = this.waited;
    const observe = (text: string): void => void statements.push(text);
    this.observers.add(observe);
    try {
      return { result: await work(), statements, waits: this.waited - before };
    } finally {
      this.observers.delete(observe);
    }
  }

  /** Has every statement run this way from now on, but for what begins and ends transactions. */
  watch(watched: Watched): void {
    this.watched = watched;
  }

  /** The connections to PostgreSQL, and what waits for one; null of SQLite, which has no pool. */
  get pool(): { readonly total: number; readonly idle: number; readonly waiting: number } | null {
    if (this.dialect === 'sqlite') return null;
    const { totalCount, idleCount, waitingCount } = poolOf(this.source);
    return { total: totalCount, idle: idleCount, waiting: waitingCount };
  }

  /** Throws CatalogError UNAVAILABLE where the store cannot be reached. */
  async ping(): Promise<void> {
    await this.told(() => this.source.query('SELECT 1'));
  }

  /** How many migrations of this version are not applied. Those that a later version has applied besides do not count. */
  async pendingMigrations(): Promise<number> {
    return (await this.migrationState()).pending;
  }

  /** The same, and how many this version has: where all are pending, the store is empty. */
  async migrationState(): Promise<{ readonly pending: number; readonly all: number }> {
    const applied = await this.source
      .query<{ name: string }[]>('SELECT name FROM migrations')
      .catch((error: unknown) => {
        if (NO_SUCH_TABLE.has(codeOf(error))) return [];
        throw error;
      });
    const names = new Set(applied.map(({ name }) => name));
    return { pending: migrations.filter(({ name }) => !names.has(name)).length, all: migrations.length };
  }

  /** Takes the last migration back; for the tests of migrations. */
  async undoLastMigration(): Promise<void> {
    await undoLastMigration(this.source);
  }

  /** Applies pending migrations. */
  async migrate(): Promise<void> {
    await migrate(this.source);
  }

  /**
   * Calls back whenever events may have been committed, by this process or another on the same store. A wake-up says
   * only "look": what was committed is in the table. Returns how to stop.
   */
  async listen(onWake: () => void): Promise<() => Promise<void>> {
    this.wakes.on('wake', onWake);
    try {
      await (this.outside ??= this.followed());
    } catch (error) {
      this.wakes.off('wake', onWake);
      this.outside = null;
      throw error;
    }
    return async () => {
      this.wakes.off('wake', onWake);
      if (this.wakes.listenerCount('wake') === 0) await this.unfollow();
    };
  }

  /** Asks to be the one of all processes on the store that holds a name; who is is told. Returns how it is let go. */
  hold(name: keyof typeof HELD, holding: Holding): LetGo {
    if (this.dialect === 'postgres') return holdPostgres(this.server, HELD[name], holding);
    const file = sqliteFile(this.url);
    if (file !== null) return holdSqlite(`${file}-${name}`, holding);
    holding.held();
    return async () => undefined;
  }

  /** Hears of commits elsewhere, once for all who listen here. */
  private followed(): Promise<() => Promise<void>> {
    const wake = (): void => void this.wakes.emit('wake');
    return this.dialect === 'postgres' ? followPostgres(this.server, CHANNEL, wake) : followSqlite(this.source, wake);
  }

  private async unfollow(): Promise<void> {
    const outside = this.outside;
    this.outside = null;
    await (
      await outside
    )?.();
  }

  /** Ends listeners and connections; an open transaction is awaited. */
  async close(): Promise<void> {
    this.wakes.removeAllListeners();
    await this.unfollow();
    await this.open;
    this.reader?.close();
    if (this.source.isInitialized) await this.source.destroy();
  }
}
