import { strictEqual } from 'node:assert';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { buildDist } from '../../scripts/build.js';
import { createActions } from '../../src/actions/createActions.js';
import { Database } from '../../src/entities/database.js';
import { generateMesh } from '../../test/support/generateMesh.js';
import { startPostgres } from '../../test/support/postgresServer.js';
import { median } from '../measure.js';
import { DESCRIBE, PAGE, type Question } from './questions.js';

const ROUNDS = 5;
const SECONDS = 2;
const AT_ONCE = 8;
const ROOT = path.resolve(import.meta.dirname, '../..');

interface Peer {
  readonly name: string;
  readonly url: string;
  readonly child: ChildProcess;
}

/** A server of this folder as a process of its own. */
async function startPeer(name: string, argument: string): Promise<Peer> {
  const child = fork(path.join(import.meta.dirname, `${name}.ts`), [argument], { execArgv: ['--import', 'tsx'] });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return { name, url, child };
}

/** The catalog as it is built and started (`npm start`), its answers kept within so many megabytes. */
async function startCatalogPeer(name: string, databaseUrl: string, answersMb: number): Promise<Peer> {
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PORT: '0',
    HOST: '127.0.0.1',
    ANSWERS_MB: String(answersMb),
  };
  const child = spawn(process.execPath, [path.join(ROOT, 'dist/main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve) =>
    lines.on('line', (line) => {
      const served = /"url":"(http:[^"]+)"/.exec(line)?.[1];
      if (served) resolve(served);
    }),
  );
  return { name, url, child };
}

const agent = new Agent({ keepAlive: true });

async function ask({ url }: Peer, question: Question): Promise<string> {
  const body = JSON.stringify(question);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Seconds of CPU that a process has taken; null where the system does not say. */
function cpuOf({ child }: Peer): number | null {
  const file = `/proc/${child.pid}/stat`;
  if (!existsSync(file)) return null;
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

interface Round {
  readonly perSecond: number;
  /** CPU of the server for one answer, in milliseconds. */
  readonly cpuMs: number;
}

async function roundOf(peer: Peer, next: () => Question): Promise<Round> {
  const [begun, cpu] = [performance.now(), cpuOf(peer)];
  let answers = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() - begun < SECONDS * 1000) {
      await ask(peer, next());
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const seconds = (performance.now() - begun) / 1000;
  return { perSecond: answers / seconds, cpuMs: cpu === null ? NaN : (((cpuOf(peer) ?? 0) - cpu) * 1000) / answers };
}

const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** Every peer in turn, for some rounds; medians, and ratios of each round to the first peer's. */
async function compare(title: string, peers: readonly Peer[], next: () => Question): Promise<void> {
  const rounds: Round[][] = [];
  for (const peer of peers) for (let warm = 0; warm < 200; warm += 1) await ask(peer, next());
  for (let nth = 0; nth < ROUNDS; nth += 1) {
    const round: Round[] = [];
    for (const peer of peers) round.push(await roundOf(peer, next));
    rounds.push(round);
  }
  console.log(
    `\n### ${title}\n\n| server | answers/s | CPU ms an answer | of ${peers[0]?.name} | CPU of ${peers[0]?.name} |\n|---|--:|--:|--:|--:|`,
  );
  peers.forEach((peer, at) => {
    const of = (value: (round: Round) => number): number => median(rounds.map((round) => value(round[at] as Round)));
    const ratio = median(rounds.map((round) => (round[at] as Round).perSecond / (round[0] as Round).perSecond));
    const cpu = median(rounds.map((round) => (round[0] as Round).cpuMs / (round[at] as Round).cpuMs));
    console.log(
      `| ${peer.name} | ${figure(of((each) => each.perSecond))} | ${figure(of((each) => each.cpuMs))} | ${ratio.toFixed(3)} | ${cpu.toFixed(3)} |`,
    );
  });
}

async function fill(url: string, products: number): Promise<string[]> {
  const mesh = generateMesh({ products });
  const db = await Database.open(url);
  const clock = { now: () => new Date() };
  const actions = createActions({ db, clock, actor: { name: 'bench' }, registry: { base: null } });
  for (const manifest of mesh.manifests) await actions.publishManifest(manifest);
  const fqns: string[] = [];
  for (const request of mesh.products) {
    const { product } = await actions.publishProduct(request);
    if (!product) throw new Error('a product of the bench was refused');
    fqns.push(product.fqn);
  }
  await db.close();
  return fqns;
}

async function benchStore(url: string, products: number, dialect: string): Promise<void> {
  const fqns = await fill(url, products);
  let at = 0;
  const different = (): Question => ({ query: DESCRIBE, variables: { fqn: fqns[(at += 1) % fqns.length] } });
  const same = (): Question => ({ query: DESCRIBE, variables: { fqn: fqns[7] } });
  const page = (): Question => {
    const after = Buffer.from(JSON.stringify([fqns[(at += 1) % fqns.length]])).toString('base64url');
    return { query: PAGE, variables: { after } };
  };
  const anew = await startCatalogPeer('floe, nothing kept', url, 0);
  const bare = await startPeer('bare', (await ask(anew, same())).trim());
  const hand = await startPeer('hand', url);
  const tutorial = await startPeer('tutorial', url);
  const floe = await startCatalogPeer('floe', url, 32);
  const peers = [bare, hand, tutorial, anew, floe];
  try {
    for (const peer of [hand, tutorial, floe])
      for (const question of [same(), page()]) strictEqual(await ask(peer, question), await ask(anew, question));
    console.log(`\n## ${products} products on ${dialect}, ${AT_ONCE} at once`);
    await compare('describe, all different', peers, different);
    await compare('describe, the same one', peers, same);
    await compare('a page of 50, from anywhere', [hand, bare, tutorial, anew, floe], page);
  } finally {
    for (const { child } of peers) child.kill();
  }
}

/** `npm run bench http`: the catalog over HTTP beside its peers, in one run. */
export async function benchHttp(sizes: readonly number[]): Promise<void> {
  await buildDist();
  const folder = await mkdtemp(path.join(tmpdir(), 'floe-bench-'));
  const postgres = await startPostgres();
  try {
    for (const products of sizes) {
      await benchStore(`sqlite:${path.join(folder, `${products}.sqlite`)}`, products, 'SQLite');
      await benchStore(await postgres.create(`bench_${products}`), products, 'PostgreSQL');
    }
  } finally {
    agent.destroy();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
