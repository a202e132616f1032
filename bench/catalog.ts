import { deepStrictEqual } from 'node:assert';
import { parse } from 'graphql';
import { Database } from '../src/entities/database.js';
import { catalogResolvers } from '../src/resolvers/index.js';
import { buildCatalogSchema } from '../src/schema/buildSchema.js';
import { describeByHand, lineageByHand, openDriver, pageByHand, type Driver } from './stores/handwritten.js';
import { asker, type Ask } from './asker.js';
import { round, sideBySide } from './measure.js';
import type { Measured } from './measured.js';
import type { Dialect, Stores } from './stores/stores.js';

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
  readonly ask: Ask;
}

interface Row {
  readonly name: string;
  readonly what: string;
  readonly ours: () => Promise<unknown>;
  readonly limit: () => Promise<unknown>;
}

/** Prints how the two sides of a row stand; returns the ratio. */
async function compare({ db }: Bench, { what, ours, limit }: Row): Promise<number> {
  deepStrictEqual(await ours(), await limit(), `${what}: both ways must give the same answer`);
  const { statements } = await db.countStatements(ours);
  const figures = await sideBySide(ours, limit);
  const cell = (side: 'ours' | 'limit'): string => `${round(figures[side].perSecond)} (${round(figures[side].p99)} ms)`;
  console.log(`| ${what} | ${statements.length} | ${cell('ours')} | ${cell('limit')} | ${figures.ratio.toFixed(2)} |`);
  return figures.ratio;
}

/** The output port that most products consume. */
async function hottest(driver: Driver): Promise<{ readonly port: string; readonly product: string }> {
  const [row] = await driver.all(
    `SELECT o.fqn AS port, p.fqn AS product FROM contracts c JOIN output_ports o ON o.id = c.provider_port_id
     JOIN products p ON p.id = o.product_id GROUP BY o.fqn, p.fqn ORDER BY COUNT(*) DESC, o.fqn LIMIT 1`,
    [],
  );
  return { port: String(row?.['port']), product: String(row?.['product']) };
}

/** The three questions of the bench, each asked of the catalog and by hand. */
async function questions({ ask, driver }: Bench): Promise<Row[]> {
  const { port, product } = await hottest(driver);
  const tenth = (await ask(CURSOR)) as { products: { edges: { cursor: string; node: { fqn: string } }[] } };
  const last = tenth.products.edges.at(-1);
  return [
    {
      name: 'describe',
      what: 'describe the hottest product',
      ours: () => ask(DESCRIBE, { fqn: product }),
      limit: () => describeByHand(driver, product),
    },
    {
      name: 'page',
      what: 'a page of 50 products',
      ours: () => ask(PAGE, { after: last?.cursor }),
      limit: () => pageByHand(driver, last?.node.fqn ?? ''),
    },
    {
      name: 'lineage',
      what: 'lineage from the hottest port, depth 4',
      ours: () => ask(LINEAGE, { of: port }),
      limit: () => lineageByHand(driver, port, 4),
    },
  ];
}

async function ofStore(url: string, size: number, dialect: Dialect): Promise<Measured[]> {
  const db = await Database.open(url);
  const driver = openDriver(url);
  const bench = { db, driver, ask: asker(buildCatalogSchema(catalogResolvers).schema, db) };
  try {
    console.log(`\n## ${size} products on ${dialect}\n`);
    console.log('| operation | statements | GraphQL, per second (p99) | by hand, per second (p99) | ratio |');
    console.log('|---|---|---|---|---|');
    const measured: Measured[] = [];
    for (const row of await questions(bench))
      measured.push({ name: `catalog.${row.name}.${dialect}`, size, value: await compare(bench, row) });
    return measured;
  } finally {
    await driver.close();
    await db.close();
  }
}

/** `npm run bench catalog`: the catalog's answers beside the same answers by hand-written SQL through the same driver. */
export async function benchCatalog(sizes: readonly number[], stores: Stores): Promise<Measured[]> {
  console.log(
    'Each pair of figures is taken in turn, three rounds of two seconds a side, four requests at once, one process;',
  );
  console.log('medians, and the median of the ratios pair by pair. GraphQL is executed in process, without HTTP.');
  const measured: Measured[] = [];
  for (const size of sizes)
    for (const dialect of stores.dialects)
      measured.push(...(await ofStore(await stores.of(dialect, size), size, dialect)));
  return measured;
}
