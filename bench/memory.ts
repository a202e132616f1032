import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildDist } from '../scripts/build.js';
import { openDriver } from './stores/handwritten.js';
import { ask, Connection, startCatalogPeer, stopPeers, type Peer } from './http/peers.js';
import { DESCRIBE, PAGE, type Question } from './http/questions.js';
import { median } from './measure.js';
import type { Measured } from './measured.js';
import type { Dialect, Stores } from './stores/stores.js';

const STARTS = 3;
const SECONDS = 15;
const AT_ONCE = 8;

const LINEAGE = 'query ($of: String!) { lineage(of: $of, first: 1000) { totalNodes nodes { fqn depth } } }';
const SEARCH = 'query ($text: String!) { search(text: $text, first: 10) { nodes { __typename } } }';

/** Megabytes of resident memory: now, and the most since the process began. NaN where the system does not say. */
function residentOf({ child }: Peer): { readonly now: number; readonly most: number } {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const of = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1000;
    return { now: of('VmRSS'), most: of('VmHWM') };
  } catch {
    return { now: NaN, most: NaN };
  }
}

/** Until it says that it is ready. */
async function ready({ url }: Peer): Promise<void> {
  while (!(await fetch(url.replace('/graphql', '/readyz'))).ok) await sleep(5);
}

interface Started {
  readonly peer: Peer;
  readonly seconds: number;
}

/** The catalog as it is built, from the start of its process until it is ready. Threads that compile are left out. */
async function start(url: string): Promise<Started> {
  const begun = performance.now();
  const peer = await startCatalogPeer('floe', { DATABASE_URL: url, COMPILE_THREADS: '0' });
  await ready(peer);
  return { peer, seconds: (performance.now() - begun) / 1000 };
}

/** Other questions each time: descriptions, pages, lineage from everywhere, words. */
async function questionsOf(url: string): Promise<{ readonly first: string; readonly next: () => Question }> {
  const driver = openDriver(url);
  const fqns = (await driver.all('SELECT fqn FROM products ORDER BY id', [])).map((row) => String(row['fqn']));
  await driver.close();
  let at = 0;
  const next = (): Question => {
    const fqn = fqns[((at += 1) * 7919) % fqns.length] ?? '';
    const after = Buffer.from(JSON.stringify([fqn])).toString('base64url');
    const asked: readonly Question[] = [
      { query: DESCRIBE, variables: { fqn } },
      { query: PAGE, variables: { after } },
      { query: LINEAGE, variables: { of: fqn } },
      { query: SEARCH, variables: { text: fqn.slice(fqn.indexOf('.') + 1) } },
    ];
    return asked[at % asked.length] as Question;
  };
  return { first: fqns[0] ?? '', next };
}

async function load(peer: Peer, next: () => Question): Promise<number> {
  const end = performance.now() + SECONDS * 1000;
  let answers = 0;
  const worker = async (): Promise<void> => {
    const connection = new Connection(peer);
    while (performance.now() < end) {
      await connection.ask(next());
      answers += 1;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}

async function ofStore(url: string, size: number, dialect: Dialect): Promise<Measured[]> {
  const seconds: number[] = [];
  for (let nth = 1; nth < STARTS; nth += 1) {
    const started = await start(url);
    seconds.push(started.seconds);
    await stopPeers([started.peer]);
  }
  const { peer, seconds: last } = await start(url);
  try {
    seconds.push(last);
    const { first, next } = await questionsOf(url);
    const { now: whenReady } = residentOf(peer);
    const answered = performance.now();
    await ask(peer, { query: LINEAGE, variables: { of: first } });
    const graph = (performance.now() - answered) / 1000;
    const answers = await load(peer, next);
    const { most } = residentOf(peer);
    const cells = [`${size} on ${dialect}`, `${median(seconds).toFixed(2)} s`, `${whenReady.toFixed(0)} MB`];
    console.log(`| ${[...cells, `${most.toFixed(0)} MB`, answers, `${graph.toFixed(2)} s`].join(' | ')} |`);
    return [
      { name: `memory.start.${dialect}`, size, value: median(seconds) },
      { name: `memory.ready.${dialect}`, size, value: whenReady },
      { name: `memory.load.${dialect}`, size, value: most },
    ];
  } finally {
    await stopPeers([peer]);
  }
}

/**
 * `npm run bench memory`: the built server's resident memory when it is ready and at most under load, without threads
 * that compile, and how long it takes from the start of its process until it is ready.
 */
export async function benchMemory(sizes: readonly number[], stores: Stores): Promise<Measured[]> {
  await buildDist();
  const measured: Measured[] = [];
  const filled: [string, number, Dialect][] = [];
  for (const size of sizes)
    for (const dialect of stores.dialects) filled.push([await stores.of(dialect, size), size, dialect]);
  console.log('| products | start to ready | ready | most under load | answers | first question for lineage |');
  console.log('|---|--:|--:|--:|--:|--:|');
  for (const each of filled) measured.push(...(await ofStore(...each)));
  return measured;
}
