import { setTimeout as sleep } from 'node:timers/promises';
import { check } from '../src/admin/check.js';
import { Dice } from '../fuzz/Dice.js';
import type { PostgresServer } from '../test/support/postgresServer.js';
import { startServerProcess } from '../test/support/serverProcess.js';
import { must, ask, send } from './ask.js';
import { fqnOf, MANIFESTS, reader, versionOf, written } from './documents.js';
import { Follower } from './Follower.js';
import { spoil, type Spoil } from './spoil.js';
import { Storm } from './Storm.js';
import { Tally } from './Tally.js';
import { Weather } from './Weather.js';
import { Writer } from './Writer.js';

export interface ChaosOptions {
  readonly postgres: PostgresServer;
  readonly seconds: number;
  /** A second, over all replicas. */
  readonly reads: number;
  readonly writes: number;
  readonly seed: number;
  /** What is done to the store that no server does: the run must find it. */
  readonly spoils?: readonly Spoil[];
  readonly say: (line: string) => void;
}

export interface Chaos {
  /** By kind and replica: how often each code came. */
  readonly told: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** How often what was struck. */
  readonly struck: ReadonlyMap<string, number>;
  readonly acknowledged: number;
  readonly events: number;
  readonly cutOff: number;
  /** What `floe admin check` says. */
  readonly checked: string;
  readonly faults: readonly string[];
}

const REPLICAS = 3;
const PRODUCTS = 20;
const READINESS_MS = 200;
/** How long the follower may take for the rest, and a replica to be ready, when all is over. */
const REST_MS = 10_000;

const MANIFEST = `mutation ($input: PublishManifestInput!) {
  publishManifest(input: $input) { manifest { name } userErrors { message } } }`;
const PRODUCT = `mutation ($input: CompileProductInput!) {
  publishProduct(input: $input) { product { fqn } userErrors { message } compilation { diagnostics { code message } } } }`;
const READ = 'query ($fqn: String!) { product(fqn: $fqn) { version outputPorts { fqn columns { name } } } }';
const VERSIONS = 'query ($fqn: String!) { product(fqn: $fqn) { versions(first: 500) { nodes { version } } } }';
const FEED = `query ($after: Cursor) { contractChanges(first: 500, after: $after) {
  edges { cursor node { path contract { name } } } pageInfo { hasNextPage } } }`;

interface Edge {
  readonly cursor: string;
  readonly node: { readonly path: string; readonly contract: { readonly name: string } };
}

/** Writes what is read and written later. */
async function prepare(url: string): Promise<void> {
  for (const input of MANIFESTS) await must(url, MANIFEST, { input });
  for (let each = 0; each < PRODUCTS; each += 1)
    for (const source of [written(each, 0), reader(each)]) {
      const { publishProduct } = await must<{ publishProduct: { product: unknown } }>(url, PRODUCT, {
        input: { source },
      });
      if (!publishProduct.product) throw new Error(JSON.stringify(publishProduct));
    }
}

/** The changes of contracts after a place, in their order. */
async function feed(url: string, after: string | null): Promise<Edge[]> {
  const all: Edge[] = [];
  for (;;) {
    const place = all.at(-1)?.cursor ?? after;
    const { contractChanges } = await must<{
      contractChanges: { edges: Edge[]; pageInfo: { hasNextPage: boolean } };
    }>(url, FEED, { after: place });
    all.push(...contractChanges.edges);
    if (!contractChanges.pageInfo.hasNextPage) return all;
  }
}

/** Calls at a fixed rate, whatever becomes of the calls, until it is over; then waits for all. */
async function atRate(perSecond: number, seconds: number, call: (nth: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const under: Promise<void>[] = [];
  for (let nth = 0; performance.now() - began < seconds * 1_000; nth += 1) {
    under.push(call(nth));
    await sleep(Math.max(0, began + ((nth + 1) * 1_000) / perSecond - performance.now()));
  }
  await Promise.all(under);
}

/** Holds three replicas on one database to what they must be, whatever befalls them. */
class Run {
  private readonly weather = new Weather();
  private readonly tally = new Tally(this.weather);

  constructor(
    private readonly options: ChaosOptions,
    private readonly urls: readonly string[],
    private readonly storm: (weather: Weather) => Storm,
    private readonly first: string,
  ) {}

  async all(databaseUrl: string): Promise<Chaos> {
    const { seconds, seed, reads, writes, spoils = [] } = this.options;
    const follower = new Follower(this.urls, this.first, new Dice(seed, 1));
    const following = follower.follow();
    const writers = Array.from(
      { length: PRODUCTS },
      (_, each) => new Writer(each, `chaos-${seed}`, this.urls, this.tally, this.weather),
    );
    await Promise.all([
      this.storm(this.weather).rage(seconds - 3),
      atRate(reads, seconds, (nth) => this.read(nth)),
      atRate(writes, seconds, (nth) => this.write(writers, nth)),
      ...this.urls.map((_, replica) => atRate(1_000 / READINESS_MS, seconds, () => this.readiness(replica))),
      ...spoils.filter((each) => each === 'red').map((each) => spoil(databaseUrl, each)),
    ]);
    await this.settle(writers);
    for (const each of spoils) if (each !== 'red') await spoil(databaseUrl, each);
    const changes = await this.afterwards(writers);
    for (const end = this.weather.now() + REST_MS; follower.cursors.length < changes.length; await sleep(50))
      if (this.weather.now() > end) break;
    follower.stop();
    await following;
    this.sameOrder(follower.cursors, changes);
    const { out, exitCode } = await check({}, databaseUrl);
    if (exitCode !== 0) this.tally.fault(`floe admin check: ${out}`);
    return {
      told: this.tally.told,
      struck: this.weather.counts(),
      acknowledged: writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
      events: follower.cursors.length,
      cutOff: follower.cutOff - 1,
      checked: out,
      faults: this.tally.faults,
    };
  }

  private async read(nth: number): Promise<void> {
    const replica = nth % REPLICAS;
    const from = this.weather.now();
    // Sometimes with a name of its own, so that no kept answer is told.
    const said = await ask(this.urls[replica] ?? '', READ.replace('query', `query Read${nth % 7}`), {
      fqn: fqnOf(nth % PRODUCTS),
    });
    this.tally.note('read', replica, said, from);
  }

  private async write(writers: readonly Writer[], nth: number): Promise<void> {
    const free = writers.map((_, each) => writers[(nth + each) % PRODUCTS]).find((each) => each?.free);
    if (free) await free.write(nth % REPLICAS);
    else this.tally.count('publish, held back', 'ALL_UNDER_WAY');
  }

  private async readiness(replica: number): Promise<void> {
    const from = this.weather.now();
    const { status, text, code } = await send(`${this.urls[replica]}/readyz`);
    const said = status === 200 ? 'ready' : status === 0 ? code : text;
    this.tally.count(`readiness, replica ${replica}`, said);
    if (status === 200 || (status === 503 && this.weather.excusesRed(from))) return;
    if (this.weather.excusesReset(replica, from)) return;
    this.tally.fault(`replica ${replica} was not ready: ${said}`);
  }

  /** What was not acknowledged is sent until it is, so that each product stands at a known version. */
  private async settle(writers: readonly Writer[]): Promise<void> {
    for (const [each, writer] of writers.entries()) {
      const before = writer.acknowledged;
      for (let tried = 0; tried < REPLICAS && writer.acknowledged === before; tried += 1)
        await writer.write((each + tried) % REPLICAS);
    }
  }

  /** Holds what stands to what was acknowledged, as each replica tells it. */
  private async afterwards(writers: readonly Writer[]): Promise<readonly Edge[]> {
    for (const [replica, url] of this.urls.entries())
      for (const [product, { acknowledged }] of writers.entries()) {
        const { product: found } = await must<{ product: { versions: { nodes: { version: string }[] } } }>(
          url,
          VERSIONS,
          { fqn: fqnOf(product) },
        );
        const versions = found.versions.nodes.map(({ version }) => version).reverse();
        const expected = Array.from({ length: acknowledged + 1 }, (_, nth) => versionOf(nth));
        if (versions.join() !== expected.join())
          this.tally.fault(
            `${fqnOf(product)} has ${versions.join()} by replica ${replica}, acknowledged ${expected.join()}`,
          );
      }
    const changes = await feed(this.urls[0] ?? '', this.first);
    const told = changes.map(({ node }) => `${node.contract.name} ${node.path}`);
    const wanted = writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    const distinct = new Set(told).size;
    if (distinct !== told.length || told.length !== wanted)
      this.tally.fault(`${wanted} versions made ${told.length} changes of contracts, ${distinct} different ones`);
    return changes;
  }

  private sameOrder(cursors: readonly string[], changes: readonly Edge[]): void {
    const place = changes.findIndex(({ cursor }, nth) => cursor !== cursors[nth]);
    if (place === -1 && cursors.length === changes.length) return;
    const doubled = cursors.length - new Set(cursors).size;
    this.tally.fault(
      `the follower saw ${cursors.length} events of ${changes.length}, ${doubled} twice; other than the feed from the ${place + 1}th on`,
    );
  }
}

/** Starts what is needed, lets the storm rage, and tells what came of it. Throws where the replicas do not even start. */
export async function chaos(options: ChaosOptions): Promise<Chaos> {
  const { postgres, seed, say } = options;
  const databaseUrl = await postgres.create('chaos');
  const replicas = await Promise.all(Array.from({ length: REPLICAS }, () => startServerProcess(databaseUrl)));
  try {
    const urls = replicas.map(({ url }) => url.replace(/\/$/, ''));
    await prepare(urls[0] ?? '');
    const first = (await feed(urls[0] ?? '', null)).at(-1)?.cursor ?? '';
    const dice = new Dice(seed, 0);
    const storm = (weather: Weather): Storm => new Storm(postgres, databaseUrl, replicas, weather, dice, say);
    return await new Run(options, urls, storm, first).all(databaseUrl);
  } finally {
    await Promise.all(replicas.map((each) => each.end('SIGKILL')));
  }
}
