import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { getOperationAST, parse, type GraphQLSchema } from 'graphql';
import { buildDist } from '../scripts/build.js';
import { readConfig } from '../src/config/config.js';
import { catalogResolvers } from '../src/resolvers/index.js';
import { buildCatalogSchema } from '../src/schema/buildSchema.js';
import { OperationCost } from '../src/server/limits/OperationCost.js';
import { openDriver } from './stores/handwritten.js';
import { cpuOf, startCatalogPeer, stopPeers, type Peer } from './http/peers.js';
import type { Measured } from './measured.js';
import type { Dialect, Stores } from './stores/stores.js';

/** What is allowed where nobody says otherwise (docs/limits.md). */
const { maxCost: MAX_COST } = readConfig({});
const MAX_ALIASES = 100;

/** An operation that grows with a number, up to so much of it. */
interface Candidate {
  readonly what: string;
  readonly most: number;
  readonly text: (size: number) => string;
}

const times = (size: number, field: (at: number) => string): string =>
  `{ ${Array.from({ length: size }, (_, at) => `a${at}: ${field(at)}`).join(' ')} }`;
const several = (what: string, field: (at: number) => string, most = MAX_ALIASES): Candidate => ({
  what,
  most,
  text: (size) => times(size, field),
});

interface Names {
  readonly hot: string;
  readonly products: readonly string[];
  readonly ports: readonly string[];
}

async function namesOf(url: string): Promise<Names> {
  const driver = openDriver(url);
  const [hot] = await driver.all(
    `SELECT from_fqn AS fqn FROM lineage_edges WHERE level = 'port' AND from_kind = 'output_port'
     GROUP BY from_fqn ORDER BY COUNT(*) DESC LIMIT 1`,
    [],
  );
  const products = await driver.all('SELECT fqn FROM products ORDER BY id', []);
  const ports = await driver.all('SELECT fqn FROM output_ports ORDER BY id LIMIT 1000', []);
  await driver.close();
  const fqns = (rows: readonly Record<string, unknown>[]): string[] => rows.map(({ fqn }) => String(fqn));
  return { hot: String(hot?.['fqn']), products: fqns(products), ports: fqns(ports) };
}

const ALL = `totalNodes truncated frontier cycles pageInfo { endCursor } nodes { fqn kind depth } edges { from to how }`;
const PRODUCT = `fqn version description publishedAt domain { name } ownership { team email } outputPorts { fqn table columns { name type } }
  inputPorts { fqn } consumers(first: 5) { nodes { fqn } } contracts(first: 5) { nodes { name status } }`;

/** Of each kind of question the dearest that comes to mind. */
function candidates({ hot, products, ports }: Names): Candidate[] {
  const [product = ''] = products;
  const port = (at: number): string => ports[at % ports.length] ?? '';
  const levels = ['PRODUCT', 'PORT', 'MODEL', 'COLUMN'].map((level) => {
    const of = level === 'PRODUCT' ? hot.split('.').slice(0, 2).join('.') : hot;
    return several(
      `lineage whole, both ways, ${level}`,
      () => `lineage(of: "${of}", level: ${level}, direction: BOTH) { ${ALL} }`,
    );
  });
  const past = several(
    'lineage as it was, PORT',
    () => `lineage(of: "${hot}", asOf: "2999-01-01T00:00:00Z") { nodes { fqn } }`,
  );
  return [
    ...levels,
    { ...past, text: (size) => past.text(size).replaceAll('2999-01-01T00:00:00Z', new Date().toISOString()) },
    {
      what: 'lineage as it was with its objects',
      most: 50_000,
      text: (size) =>
        `{ lineage(of: "${hot}", first: ${size}, asOf: "${new Date().toISOString()}") {
          nodes { object { id ... on OutputPort { columns { name type } } } } edges { contract { name } } } }`,
    },
    {
      what: 'lineage with its objects',
      most: 50_000,
      text: (size) =>
        `{ lineage(of: "${hot}", first: ${size}) { nodes { object { id } } edges { contract { name } } } }`,
    },
    {
      what: 'a page of lineage, COLUMN',
      most: 50_000,
      text: (size) => `{ lineage(of: "${hot}", first: ${size}, level: COLUMN) { nodes { fqn } edges { from to } } }`,
    },
    several('reach', (at) => `reach(of: "${at === 0 ? hot : port(at)}") { products ports consumers domains }`),
    several('search, a broad word', () => 'search(text: "a", first: 50) { totalCount nodes { __typename } }'),
    several(
      'products by a broad text, counted',
      (at) => `products(filter: { text: "${'aeioubcdst'[at % 10]}" }, first: 1) { totalCount nodes { fqn } }`,
    ),
    several(
      'products by everything',
      (at) =>
        `products(filter: { text: "a", consumes: "${hot}", domains: ["d1"] }, orderBy: CATALOG_ASC, first: ${1 + at}) { totalCount }`,
    ),
    several('pages of products in depth', () => `products(first: 50) { totalCount nodes { ${PRODUCT} } }`),
    {
      what: 'one page of products in depth',
      most: 500,
      text: (size) => `{ products(first: ${size}) { nodes { ${PRODUCT} } } }`,
    },
    {
      what: 'documents of products',
      most: 500,
      text: (size) => `{ products(first: ${size}) { nodes { source description } } }`,
    },
    {
      what: 'consumers of consumers',
      most: 500,
      text: (size) =>
        `{ outputPort(fqn: "${hot}") { consumers(first: ${size}) { nodes { consumers(first: 100) { nodes { fqn providers(first: 2) { totalCount } } } } } } }`,
    },
    {
      what: '_entities',
      most: 1000,
      text: (size) =>
        `{ _entities(representations: [${products
          .slice(0, size)
          .map((fqn) => `{ __typename: "DataProduct", fqn: "${fqn}" }`)
          .join(', ')}]) { ... on DataProduct { ${PRODUCT} } } }`,
    },
    several(
      'previews',
      () =>
        `previewChange(input: { port: { fqn: "${hot}", schema: "{\\"type\\": \\"object\\", \\"properties\\": {}}" } }) { diagnostics { code } preview { requiredVersion markdown consumers { verdict port } } }`,
    ),
    several(
      'previews for a program',
      () =>
        `previewChange(input: { port: { fqn: "${hot}", schema: "{\\"type\\": \\"object\\", \\"properties\\": {}}" } }) { preview { json consumers { verdict contract { name } } } }`,
    ),
    several(
      'differences',
      (at) => `diff(fqn: "${products[at] ?? product}", from: "1.0.0", to: "1.0.0") { bump ports { port } }`,
    ),
    several('access', (at) => `effectiveAccess(port: "${port(at)}") { access reasons { __typename } }`),
    several(
      'products as they were',
      (at) => `product(fqn: "${products[at * 7] ?? product}", asOf: "${new Date().toISOString()}") { ${PRODUCT} }`,
    ),
    several(
      'the feed',
      (at) => `contractChanges(last: ${1 + (at % 500)}) { totalCount nodes { kind contract { name } } }`,
    ),
    several('namespaces', () => 'namespaces { path children { path } tables { totalCount } }'),
  ];
}

/** Megabytes: resident now, and the most since that was last forgotten. NaN where the system does not say. */
function resident({ child }: Peer, name: 'VmRSS' | 'VmHWM'): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1000;
  } catch {
    return NaN;
  }
}

function forgetMost({ child }: Peer): void {
  try {
    writeFileSync(`/proc/${child.pid}/clear_refs`, '5');
  } catch {
    // Then the most since the start is what is told.
  }
}

/** What an operation costs, as the server reckons it; Infinity for one that is refused anyway. */
function costOf(schema: GraphQLSchema, text: string): number {
  const document = parse(text);
  const operation = getOperationAST(document);
  return operation ? new OperationCost(schema, document, operation).with({}) : Infinity;
}

async function answerOf({ url }: Peer, query: string): Promise<Buffer> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return Buffer.from(await response.arrayBuffer());
}

/** The largest that is allowed. */
function largest(schema: GraphQLSchema, { text, most }: Candidate): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (costOf(schema, text(middle)) <= MAX_COST) low = middle;
    else high = middle - 1;
  }
  return low;
}

async function ofStore(url: string, size: number, dialect: Dialect): Promise<Measured[]> {
  const peer = await startCatalogPeer('floe', {
    DATABASE_URL: url,
    ANSWERS_MB: '0',
    MAX_TOKENS: '100000',
    COMPILE_THREADS: '0',
  });
  const worst = { seconds: 0, memory: 0 };
  try {
    const names = await namesOf(url);
    const { schema } = buildCatalogSchema(catalogResolvers);
    await answerOf(peer, `{ lineage(of: "${names.hot}", first: 1000) { totalNodes nodes { fqn } } }`);
    // The order of names is learned meanwhile.
    await sleep(10_000);
    console.log(`\n## ${size} products on ${dialect}, ${resident(peer, 'VmRSS').toFixed(0)} MB when idle\n`);
    console.log('| the most of it | cost | seconds | of CPU | MB more at most | MB of answer | |');
    console.log('|---|--:|--:|--:|--:|--:|---|');
    for (const candidate of candidates(names)) {
      const most = largest(schema, candidate);
      const text = candidate.text(most);
      await sleep(500);
      forgetMost(peer);
      const before = resident(peer, 'VmRSS');
      const [begun, cpu] = [performance.now(), cpuOf(peer) ?? NaN];
      const answer = await answerOf(peer, text);
      const seconds = (performance.now() - begun) / 1000;
      const memory = resident(peer, 'VmHWM') - before;
      const [error = ''] = /"message":"[^"]{0,120}/.exec(answer.toString('latin1', 0, 5_000)) ?? [];
      worst.seconds = Math.max(worst.seconds, seconds);
      worst.memory = Math.max(worst.memory, memory);
      const cells = [
        `${candidate.what}: ${most}`,
        costOf(schema, text),
        seconds.toFixed(2),
        ((cpuOf(peer) ?? NaN) - cpu).toFixed(2),
        memory.toFixed(0),
        (answer.length / 1e6).toFixed(1),
      ];
      console.log(`| ${[...cells, error].join(' | ')} |`);
    }
  } finally {
    await stopPeers([peer]);
  }
  return [
    { name: `worst.seconds.${dialect}`, size, value: worst.seconds },
    { name: `worst.memory.${dialect}`, size, value: worst.memory },
  ];
}

/**
 * `npm run worst`: of each kind the dearest operation that the limits admit, over HTTP, nothing kept: how long it takes and how
 * much memory.
 */
export async function benchWorst(sizes: readonly number[], stores: Stores): Promise<Measured[]> {
  await buildDist();
  const measured: Measured[] = [];
  for (const size of sizes)
    for (const dialect of stores.dialects)
      measured.push(...(await ofStore(await stores.of(dialect, size), size, dialect)));
  return measured;
}
