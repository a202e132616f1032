import { createActions } from '../../src/actions/createActions.js';
import { Database } from '../../src/entities/database.js';
import type { GeneratedMesh } from '../../test/support/generateMesh.js';
import { openDriver, type Driver } from '../stores/handwritten.js';
import { insert, keyOf } from '../stores/insert.js';

/** What publishing a generated company one product after the other took. */
export interface Published {
  readonly seconds: number;
  /** Of them in the compiler. */
  readonly compiling: number;
  /** Of the last product. */
  readonly statements: number;
  /** How often the store was waited for, of the last product. */
  readonly waits: number;
}

/** Publishes the generated company through the action, its products timed. */
export async function publishAll(db: Database, mesh: GeneratedMesh): Promise<Published> {
  const clock = { now: () => new Date() };
  const actions = createActions({ db, clock, actor: { name: 'bench' }, registry: { base: null } });
  for (const manifest of mesh.manifests) {
    const { manifest: row, compilation } = await actions.publishManifest(manifest);
    if (!row) throw new Error(JSON.stringify(compilation.diagnostics));
  }
  let compiling = 0;
  const publish = async (products: GeneratedMesh['products']): Promise<void> => {
    for (const product of products) {
      const { product: row, compilation, userErrors } = await actions.publishProduct(product);
      if (!row) throw new Error(JSON.stringify([userErrors, compilation.diagnostics]));
      compiling += compilation.durationMs / 1000;
    }
  };
  const start = performance.now();
  await publish(mesh.products.slice(0, -1));
  const { statements, waits } = await db.countStatements(() => publish(mesh.products.slice(-1)));
  return { seconds: (performance.now() - start) / 1000, compiling, statements: statements.length, waits };
}

/** What a publication of products needs beforehand, and what it writes; a table comes after those it refers to. */
const BEFORE = ['manifests', 'domains', 'namespaces', 'grants'];
const WRITTEN = [
  'compilations',
  'products',
  'product_versions',
  'output_ports',
  'input_ports',
  'models',
  'catalog_tables',
  'contracts',
  'contract_versions',
  'lineage_edges',
  'events',
  'contract_changes',
  'search_entries',
];

/** So many rows are read at once: the tables of a large company fit in no memory. */
const PAGE = 2_000;

/** Copies a table page by page; gives the seconds that inserting took. */
async function copy(from: Driver, to: Driver, table: string): Promise<number> {
  const key = keyOf(table);
  let seconds = 0;
  let last: unknown = 0;
  for (;;) {
    const rows = await from.all(`SELECT * FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ${PAGE}`, [last]);
    if (rows.length === 0) return seconds;
    last = rows.at(-1)?.[key];
    const start = performance.now();
    await insert(to, table, rows);
    seconds += (performance.now() - start) / 1000;
  }
}

/**
 * Copies what publishing wrote into a migrated, empty store, whose tables have the same keys and indexes: the driver's
 * bulk insert, many rows a statement. In seconds.
 */
export async function bulkInsert(from: Driver, url: string): Promise<number> {
  await (await Database.open(url)).close();
  const to = openDriver(url);
  try {
    for (const table of BEFORE) await copy(from, to, table);
    let seconds = 0;
    for (const table of WRITTEN) seconds += await copy(from, to, table);
    return seconds;
  } finally {
    await to.close();
  }
}
