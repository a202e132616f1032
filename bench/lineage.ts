import { deepStrictEqual } from 'node:assert';
import { buildDist } from '../scripts/build.js';
import type { CompiledEdge } from '../src/compiler/artifact.js';
import { Database } from '../src/entities/database.js';
import { standingGraph } from '../src/entities/graph/StandingGraph.js';
import { MOST } from '../src/lineage/page.js';
import { walkGraph } from '../src/lineage/walkGraph.js';
import { productsForEdges, publishAllEdges, publishEdges } from '../test/support/edgePublisher.js';
import { seededRandom } from '../test/support/generateMesh.js';
import { lineageByHand, namesByHand, nearestByHand, openDriver, type Driver } from './stores/handwritten.js';
import { Connection, startCatalogPeer, stopPeers } from './http/peers.js';
import { median, sideBySide } from './measure.js';
import type { Measured } from './measured.js';
import { type Stores } from './stores/stores.js';

const LEVELS = ['product', 'port', 'model', 'column'] as const;
const COLUMNS = 8;
/** Products of one transaction while a store is filled. */
const CHUNK = 500;
/** Nodes of a page over HTTP: as many as MAX_COST admits, in round numbers. */
const PAGE = 40_000;
const HOT = 'd1.p1.out';

/** A product of one output port, three inputs of others (one in ten of them of the hottest), a model and its columns. */
function edgesOf(id: number, random: () => number): CompiledEdge[] {
  const product = (at: number): string => `d${at % 40}.p${at}`;
  const [own, edges] = [product(id), new Map<string, CompiledEdge>()];
  const edge = (
    level: CompiledEdge['level'],
    from: string,
    fromKind: CompiledEdge['fromKind'],
    to: string,
    toKind = fromKind,
  ) =>
    edges.set(`${level} ${from} ${to}`, {
      level,
      from,
      fromKind,
      to,
      toKind,
      ...(level === 'column' ? { how: 'identity' } : {}),
    });
  const columns = (from: string, to: string): void => {
    for (let at = 0; at < COLUMNS; at++) edge('column', `${from}/column_${at}`, 'column', `${to}/column_${at}`);
  };
  const providers = id === 1 ? [] : [0, 1, 2].map(() => (random() < 0.1 ? 1 : 1 + Math.floor(random() * (id - 1))));
  for (const [at, provider] of providers.entries()) {
    const [from, port] = [`${product(provider)}.out`, `${own}.in_${at}`];
    edge('product', product(provider), 'product', own);
    for (const level of ['port', 'model'] as const) edge(level, from, 'output_port', port, 'input_port');
    edge('port', port, 'input_port', `${own}.out`, 'output_port');
    edge('model', port, 'input_port', `${own}#gold`, 'model');
    columns(from, port);
    columns(port, `${own}#gold`);
  }
  edge('model', `${own}#gold`, 'model', `${own}.out`, 'output_port');
  columns(`${own}#gold`, `${own}.out`);
  return [...edges.values()];
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

const WALK = `query ($of: String!, $first: Int, $after: Cursor, $depth: Int) {
  lineage(of: $of, first: $first, after: $after, maxDepth: $depth) {
    nodes { fqn depth } pageInfo { hasNextPage endCursor } } }`;
const ROUND = { seconds: 1, atOnce: 1 };

interface Walked {
  readonly nodes: readonly { readonly fqn: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** Asks over HTTP, of a server that keeps no answer. */
type AskServer = (variables: Record<string, unknown>) => Promise<Walked>;

/** All that is reached from the hottest port, or is so near: at once where so much is given at once, else page by page. */
async function walkOverHttp(ask: AskServer, size: number, depth: number | null = null): Promise<string[]> {
  const names: string[] = [];
  const first = size > MOST ? PAGE : null;
  for (let after: string | null = null, more = true; more;) {
    const { nodes, pageInfo }: Walked = await ask({ of: HOT, first, after, depth });
    for (const { fqn } of nodes) names.push(fqn);
    [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
  }
  return names;
}

interface Store {
  readonly db: Database;
  readonly driver: Driver;
  readonly overHttp: AskServer;
}

async function compare({ db, driver, overHttp }: Store, size: number, dialect: string): Promise<Measured[]> {
  const graph = await standingGraph(db).now();
  const root = { fqn: HOT, kind: 'output_port' } as const;
  const all = { own: [], ways: ['downstream'], maxDepth: null, maxNodes: null, first: null, after: null } as const;
  const walk = { ...all, root, level: 'port', parts: new Set(['nodes'] as const) } as const;
  const names = async (): Promise<string[]> =>
    walkGraph(graph, { ...walk, first: graph.names.count })
      .nodes.map(({ fqn }) => fqn)
      .sort();
  const nearest = async (): Promise<unknown> =>
    walkGraph(graph, { ...walk, first: 1000 }).nodes.map(({ fqn, depth }) => ({ fqn, depth }));
  const { length: whole } = await names();
  const rows: [string, string, () => Promise<unknown>, () => Promise<unknown>][] = [
    ['closure.engine', 'whole closure, the engine alone', names, () => namesByHand(driver, HOT)],
    ['closure.http', 'whole closure, over HTTP', () => walkOverHttp(overHttp, whole), () => namesByHand(driver, HOT)],
    ['first.engine', 'first 1,000 nodes, the engine alone', nearest, () => nearestByHand(driver, HOT, 1000)],
    [
      'first.http',
      'first 1,000 nodes, over HTTP',
      () => overHttp({ of: HOT, first: 1000 }),
      () => nearestByHand(driver, HOT, 1000),
    ],
    ['depth.http', 'depth 4, over HTTP', () => walkOverHttp(overHttp, whole, 4), () => lineageByHand(driver, HOT, 4)],
  ];
  deepStrictEqual(await names(), await namesByHand(driver, HOT));
  deepStrictEqual((await walkOverHttp(overHttp, whole)).sort(), await names());
  deepStrictEqual(await nearest(), await nearestByHand(driver, HOT, 1000));
  console.log(
    `${whole} nodes are reached from the hottest port${whole > MOST ? `, over HTTP in pages of ${PAGE}` : ''}.\n`,
  );
  console.log('| lineage from the hottest port | here, per second | by hand, per second | ratio |');
  console.log('|---|---|---|---|');
  const measured: Measured[] = [];
  for (const [name, what, ours, limit] of rows) {
    const { ours: here, limit: hand, ratio } = await sideBySide(ours, limit, 3, ROUND);
    measured.push({ name: `lineage.${name}.${dialect}`, size, value: ratio });
    console.log(`| ${what} | ${here.perSecond.toFixed(1)} | ${hand.perSecond.toFixed(1)} | ${ratio.toFixed(2)} |`);
  }
  return measured;
}

/** Starts the built catalog on a store, asks it by one connection at a time, and ends it. */
async function served<T>(url: string, work: (ask: AskServer) => Promise<T>): Promise<T> {
  const peer = await startCatalogPeer('floe', { DATABASE_URL: url, ANSWERS_MB: '0', COMPILE_THREADS: '0' });
  let connection = new Connection(peer);
  const asked = (variables: Record<string, unknown>): Promise<string> => connection.ask({ query: WALK, variables });
  try {
    return await work(async (variables) => {
      // While the other side was measured the server may have given up the connection.
      const text = await asked(variables).catch(() => {
        connection = new Connection(peer);
        return asked(variables);
      });
      const { data } = JSON.parse(text) as { readonly data: { readonly lineage: Walked } | null };
      if (!data) throw new Error(text);
      return data.lineage;
    });
  } finally {
    connection.close();
    await stopPeers([peer]);
  }
}

async function benchStore(url: string, products: number, dialect: string): Promise<Measured[]> {
  const db = await Database.open(url);
  const driver = openDriver(url);
  const random = seededRandom(12);
  try {
    await productsForEdges(db, products);
    for (let id = 1; id <= products; id += CHUNK) {
      const ids = Array.from({ length: Math.min(CHUNK, products - id + 1) }, (_, at) => id + at);
      await publishAllEdges(
        db,
        ids.map((each) => [each, edgesOf(each, random)] as const),
      );
    }
    await driver.all(
      `INSERT INTO output_ports (fqn, name, table_name, columns, access, product_id, ordinal)
       VALUES (?, 'out', 't', '[]', 'allow', 1, 0)`,
      [HOT],
    );
    if (dialect === 'PostgreSQL') await driver.all('ANALYZE lineage_edges', []);
    const before = process.memoryUsage().rss;
    const graph = standingGraph(db);
    const build = await seconds(graph.now);
    const rss = (process.memoryUsage().rss - before) / 1e6;
    const { names, byteLengths, edges } = await graph.now();
    const follows: number[] = [];
    for (let id = products; id > products - 10; id--) {
      await publishEdges(db, id, edgesOf(id, random));
      follows.push(await seconds(graph.now));
    }
    console.log(
      `\n## ${products} products on ${dialect}: ${edges} edges of ${LEVELS.length} levels, ${names.count} names\n`,
    );
    console.log(
      `Built in ${build.toFixed(2)} s beside other requests, ${(edges / build / 1000).toFixed(0)} edges a ms;`,
    );
    console.log(
      `one publication followed in ${(median(follows) * 1000).toFixed(1)} ms (the first, which makes room, ${((follows[0] ?? 0) * 1000).toFixed(0)});`,
    );
    console.log(
      `${(byteLengths.edges / edges).toFixed(1)} bytes an edge, ${(byteLengths.names / names.count).toFixed(1)} a name; RSS + ${rss.toFixed(0)} MB.\n`,
    );
    return await served(url, (overHttp) => compare({ db, driver, overHttp }, products, dialect));
  } finally {
    await driver.close();
    await db.close();
  }
}

/** `npm run bench lineage`: walks over the graph in memory beside recursive statements by hand over the same tables. */
export async function benchLineage(sizes: readonly number[], stores: Stores): Promise<Measured[]> {
  await buildDist();
  const measured: Measured[] = [];
  for (const size of sizes)
    for (const dialect of stores.dialects)
      measured.push(...(await benchStore(await stores.empty(dialect), size, dialect)));
  return measured;
}
