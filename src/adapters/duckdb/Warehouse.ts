import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type * as DuckDB from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { EngineError } from '../steps/EngineError.js';

/** Where what was done is kept, in the file and in the transaction of what it is. */
const STEPS = 'floe.steps';
const PREPARED = `CREATE SCHEMA IF NOT EXISTS floe;
CREATE TABLE IF NOT EXISTS ${STEPS} (batch VARCHAR, name VARCHAR, hash VARCHAR, kept VARCHAR, PRIMARY KEY (batch, name));
SET TimeZone = 'UTC';`;

type Row = Readonly<Record<string, unknown>>;

/** Where npm's DuckDB is not installed: it is an optional dependency. */
const MISSING =
  'DuckDB is not installed: `npm install @duckdb/node-api@1.5.6-r.1` beside floe brings it, or run it with dbt: `--engine dbt`.';

async function library(): Promise<typeof DuckDB> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') throw new EngineError(MISSING);
    throw error;
  }
}

/** A database of DuckDB in a file, held by one process at a time. */
export class Warehouse {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  /** Opens the file, makes it where it is not there. Throws EngineError where DuckDB is not installed, or the file cannot be had. */
  static async open(file: string): Promise<Warehouse> {
    await mkdir(path.dirname(file), { recursive: true });
    const warehouse = await Warehouse.opened(file, {});
    await warehouse.run(PREPARED);
    return warehouse;
  }

  /** Opens a file that is there to be read alone: nothing is written into it. Throws EngineError as `open` does. */
  static toRead(file: string): Promise<Warehouse> {
    return Warehouse.opened(file, { access_mode: 'READ_ONLY' });
  }

  private static async opened(file: string, settings: Readonly<Record<string, string>>): Promise<Warehouse> {
    const { DuckDBInstance } = await library();
    try {
      const instance = await DuckDBInstance.create(file, { ...settings });
      return new Warehouse(instance, await instance.connect());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new EngineError(`${file} cannot be opened: ${reason.split('\n')[0] ?? ''}`);
    }
  }

  /** Throws what DuckDB says of the SQL. */
  async run(sql: string, values: readonly DuckDBValue[] = []): Promise<void> {
    await this.connection.run(sql, [...values]);
  }

  /** The rows that a statement gives. Throws what DuckDB says of the SQL. */
  async rows(sql: string, values: readonly DuckDBValue[] = []): Promise<Row[]> {
    return (await this.connection.runAndReadAll(sql, [...values])).getRowObjectsJson() as Row[];
  }

  /** The one number that a statement gives. Throws what DuckDB says of the SQL. */
  async number(sql: string, values: readonly DuckDBValue[] = []): Promise<number> {
    const [row] = await this.rows(sql, values);
    return Number(Object.values(row ?? {})[0] ?? 0);
  }

  /**
   * Does a step in one transaction with the note that it is done, once for its hash and batch: where it is done already,
   * what was kept of it. Throws what the work throws; then nothing of it is there.
   */
  async once<T>(
    step: { readonly batch: string; readonly name: string; readonly hash: string },
    work: () => Promise<T>,
  ): Promise<T> {
    const { batch, name, hash } = step;
    const [known] = await this.rows(`SELECT kept FROM ${STEPS} WHERE batch = $1 AND name = $2 AND hash = $3`, [
      batch,
      name,
      hash,
    ]);
    if (known) return JSON.parse(String(known['kept'])) as T;
    await this.run('BEGIN');
    try {
      const kept = await work();
      await this.run(`DELETE FROM ${STEPS} WHERE batch <> $1 OR name = $2`, [batch, name]);
      await this.run(`INSERT INTO ${STEPS} VALUES ($1, $2, $3, $4)`, [batch, name, hash, JSON.stringify(kept)]);
      await this.run('COMMIT');
      return kept;
    } catch (error) {
      await this.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** Ends the statement that is under way. */
  interrupt(): void {
    this.connection.interrupt();
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}
