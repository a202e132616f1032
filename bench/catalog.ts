import { deepStrictEqual } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'graphql';
import { Database } from '../src/entities/database.js';
import { catalogResolvers } from '../src/resolvers/index.js';
import { buildCatalogSchema } from '../src/schema/buildSchema.js';
import { generateMesh, type GeneratedMesh } from '../test/support/generateMesh.js';
import { describeByHand, lineageByHand, openDriver, pageByHand, type Driver } from './handwritten.js';
import { asker, type Ask } from './asker.js';
import { benchGrowth, type Filled } from './growth.js';
import { round, sideBySide } from './measure.js';
import { bulkInsert, publishAll } from './publish.js';
import { startPostgres } from '../test/support/postgresServer.js';

const DESCRIBE = parse(`query ($fqn: String!) { product(fqn: $fqn) { name version domain { name } ownership { email }
  outputPorts { name table sla { freshness availability } consumers(first: 50) { nodes { fqn } } }
  inputPorts { name source { ... on IngestionSource { type source } ... on DataProductSource { ref } } } } }`);
const PAGE = parse(`query ($after: Cursor) { products(first: 50, after: $after) {
  nodes { fqn version domain { name } ownership { team } outputPorts { name } } } }`);
const LINEAGE = parse(
  `query ($of: String!) { lineage(of: $of, direction: DOWNSTREAM, level: PORT, maxDepth: 4) { nodes { fqn depth } } }`,
);
const CURSOR = parse(`query { products(first: 10) { edges { cursor node { fqn } } } }`);

interface Bench {
  readonly db: Database;
  readonly driver: Driver;
  readonly mesh: GeneratedMesh;
  readonly ask: Ask;
}

async function compare(
  bench: Bench,
  name: string,
  ours: () => Promise<unknown>,
  limit: () => Promise<unknown>,
): Promise<string> {
  deepStrictEqual(await ours(), await limit(), `${name}: both ways must give the same answer`);
  const { statements } = await bench.db.countStatements(ours);
  const figures = await sideBySide(ours, limit);
  const cell = (side: 'ours' | 'limit'): string => `${round(figures[side].perSecond)} (${round(figures[side].p99)} ms)`;
  return `| ${name} | ${statements.length} | ${cell('ours')} | ${cell('limit')} | ${figures.ratio.toFixed(2)} |`;
}

/** The three questions of the bench, each asked of the catalog and by hand. */
async function reads(bench: Bench): Promise<void> {
  const { ask, driver, mesh } = bench;
  const hotProduct = mesh.hotPort.split('.').slice(0, 2).join('.');
  const tenth = (await ask(CURSOR)) as { products: { edges: { cursor: string; node: { fqn: string } }[] } };
  const last = tenth.products.edges.at(-1);
  console.log('| operation | statements | GraphQL, per second (p99) | by hand, per second (p99) | ratio |');
  console.log('|---|---|---|---|---|');
  const rows: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
    [
      'describe the hottest product',
      () => ask(DESCRIBE, { fqn: hotProduct }),
      () => describeByHand(driver, hotProduct),
    ],
    ['a page of 50 products', () => ask(PAGE, { after: last?.cursor }), () => pageByHand(driver, last?.node.fqn ?? '')],
    [
      'lineage from the hottest port, depth 4',
      () => ask(LINEAGE, { of: mesh.hotPort }),
      () => lineageByHand(driver, mesh.hotPort, 4),
    ],
  ];
  for (const [name, ours, limit] of rows) console.log(await compare(bench, name, ours, limit));
}

async function benchStore(url: string, empty: string, products: number, dialect: string): Promise<void> {
  const mesh = generateMesh({ products });
  const db = await Database.open(url);
  const driver = openDriver(url);
  try {
    const { seconds } = await publishAll(db, mesh);
    const bulk = await bulkInsert(driver, empty);
    console.log(`\n## ${products} products on ${dialect}\n`);
    console.log(`Publishing: ${round(products / seconds)} products/s; the same rows by the driver's bulk insert:`);
    console.log(`${round(products / bulk)} products/s; ratio ${(bulk / seconds).toFixed(3)}.\n`);
    await reads({ db, driver, mesh, ask: asker(buildCatalogSchema(catalogResolvers).schema, db) });
  } finally {
    await driver.close();
    await db.close();
  }
}

/** `npm run bench`: the catalog's answers beside the same answers by hand-written SQL through the same driver, in one run. */
export async function benchCatalog(sizes: readonly number[]): Promise<void> {
  console.log(
    'Each pair of figures is taken in turn, three rounds of two seconds a side, four requests at once, one process;',
  );
  console.log('medians, and the median of the ratios pair by pair. GraphQL is executed in process, without HTTP.');
  const folder = await mkdtemp(path.join(tmpdir(), 'floe-bench-'));
  const postgres = await startPostgres();
  try {
    const filled: Record<'SQLite' | 'PostgreSQL', Filled[]> = { SQLite: [], PostgreSQL: [] };
    for (const products of sizes) {
      const urls = {
        SQLite: `sqlite:${path.join(folder, `bench-${products}.sqlite`)}`,
        PostgreSQL: await postgres.create(`bench_${products}`),
      };
      const copies = {
        SQLite: `sqlite:${path.join(folder, `copy-${products}.sqlite`)}`,
        PostgreSQL: await postgres.create(`copy_${products}`),
      };
      for (const dialect of ['SQLite', 'PostgreSQL'] as const) {
        await benchStore(urls[dialect], copies[dialect], products, dialect);
        filled[dialect].push({ url: urls[dialect], products });
      }
    }
    for (const [dialect, stores] of Object.entries(filled)) {
      const [small, large] = [stores[0], stores.at(-1)];
      if (small && large && small !== large) await benchGrowth(dialect, small, large);
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
