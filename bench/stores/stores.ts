import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Database } from '../../src/entities/database.js';
import { generateMesh } from '../../test/support/generateMesh.js';
import { startPostgres, type PostgresServer } from '../../test/support/postgresServer.js';
import { openDriver, type Driver } from './handwritten.js';
import { domainsFor, multiply } from './multiply.js';
import { bulkInsert, publishAll } from '../publish/publishing.js';

export type Dialect = 'SQLite' | 'PostgreSQL';
export const DIALECTS: readonly Dialect[] = ['SQLite', 'PostgreSQL'];

interface StoresOptions {
  readonly dialects?: readonly Dialect[];
  readonly kept?: string | null;
}

/** So many are published; more are copies of them, all but the first, which all read. */
const PUBLISHED = 1000;
const SHARED = 100;

/** After the rows were copied with their numbers: where the next number of each table begins. */
async function countOn(from: Driver, to: Driver): Promise<void> {
  const [counter] = await from.all('SELECT last_seq FROM event_counter', []);
  await to.all('UPDATE event_counter SET last_seq = ?', [counter?.['last_seq']]);
  const owned = await to.all(
    `SELECT table_name AS t FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'id' AND column_default LIKE 'nextval%'`,
    [],
  );
  for (const { t } of owned)
    await to.all(
      `SELECT setval(pg_get_serial_sequence('${String(t)}', 'id'), COALESCE(MAX(id), 0) + 1, false) FROM ${String(t)}`,
      [],
    );
  await to.all('ANALYZE', []);
}

/**
 * The stores of one run of the bench: each generated company is made once, in SQLite, by publishing and, where it is large,
 * by copies of what was published; its rows are copied to PostgreSQL by the bare driver, for whichever benches ask.
 */
export class Stores {
  private readonly filled = new Map<string, Promise<string>>();
  private postgres: Promise<PostgresServer> | undefined;
  private made = 0;

  private constructor(
    private readonly folder: string,
    readonly dialects: readonly Dialect[],
    /** Where companies in SQLite are kept for the next run, and taken from; null: nowhere. */
    private readonly kept: string | null,
  ) {}

  static async open({ dialects = DIALECTS, kept = null }: StoresOptions = {}): Promise<Stores> {
    if (kept !== null) await mkdir(kept, { recursive: true });
    return new Stores(await mkdtemp(path.join(tmpdir(), 'floe-bench-')), dialects, kept);
  }

  /** A store without tables. */
  async empty(dialect: Dialect): Promise<string> {
    const name = `bench_${(this.made += 1)}`;
    if (dialect === 'SQLite') return `sqlite:${path.join(this.folder, `${name}.sqlite`)}`;
    return (await (this.postgres ??= startPostgres())).create(name);
  }

  /** A store with a generated company of so many products, which is only read from. */
  of(dialect: Dialect, products: number): Promise<string> {
    const key = `${dialect} ${products}`;
    const url = this.filled.get(key) ?? (dialect === 'SQLite' ? this.publish(products) : this.copy(products));
    this.filled.set(key, url);
    return url;
  }

  private async publish(products: number): Promise<string> {
    const kept = this.kept === null ? null : path.join(this.kept, `${products}.sqlite`);
    if (kept !== null && existsSync(kept)) return `sqlite:${kept}`;
    const url = await this.empty('SQLite');
    const begun = performance.now();
    const db = await Database.open(url);
    const published = Math.min(products, PUBLISHED);
    const of = { published, shared: SHARED, products };
    await publishAll(db, generateMesh({ products: published, registered: products > published ? domainsFor(of) : 0 }));
    await db.close();
    if (products > published) multiply(url.slice('sqlite:'.length), of);
    console.log(`(${products} products in SQLite after ${((performance.now() - begun) / 1000).toFixed(0)} s)`);
    if (kept === null) return url;
    await copyFile(url.slice('sqlite:'.length), kept);
    return `sqlite:${kept}`;
  }

  private async copy(products: number): Promise<string> {
    const from = openDriver(await this.of('SQLite', products));
    const url = await this.empty('PostgreSQL');
    const seconds = await bulkInsert(from, url);
    const to = openDriver(url);
    await countOn(from, to);
    await to.close();
    await from.close();
    console.log(`(copied to PostgreSQL in ${seconds.toFixed(0)} s)`);
    return url;
  }

  /** Ends the servers and takes the files away. */
  async close(): Promise<void> {
    await (await this.postgres)?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
