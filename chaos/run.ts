import { setTimeout as sleep } from 'node:timers/promises';
import { check } from '../src/admin/check.js';
import { Dice } from '../fuzz/Dice.js';
import type { PostgresServer } from '../test/support/postgresServer.js';
import { startServerProcess } from '../test/support/serverProcess.js';
import { must, ask, send } from './ask.js';
import { atRate } from './atRate.js';
import { fqnOf, versionOf } from './documents.js';
import { Follower } from './Follower.js';
import { prepare, PRODUCTS } from './prepare.js';
import { spoil, type Spoil } from './spoil.js';
import { Storm } from './Storm.js';
import { Stream } from './Stream.js';
import { Tally } from './Tally.js';
import { SENDING, Target } from './Target.js';
import { Weather } from './Weather.js';
import { Writer } from './Writer.js';

export interface ChaosOptions {
  readonly postgres: PostgresServer;
  readonly seconds: number;
  /** A second, over all replicas. */
  readonly reads: number;
  readonly writes: number;
  /** How many subscribe to the changes of contracts, over a socket each. */
  readonly followers: number;
  /** Whether the log is relayed to a NATS, which is ended too. */
  readonly nats: boolean;
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
  /** How many changes of contracts there were, which all who followed were to see. */
  readonly changes: number;
  readonly followers: { readonly count: number; readonly left: number; readonly cutOff: number };
  readonly webhook: { readonly came: number; readonly taken: number; readonly twice: number };
  /** How many changes the stream has; null without one. */
  readonly streamed: number | null;
  /** What `floe admin check` says. */
  readonly checked: string;
  readonly faults: readonly string[];
}

const REPLICAS = 3;
const READINESS_MS = 200;
/** How long those who follow may take for the rest when all is over. */
const REST_MS = 30_000;

const READ = 'query ($fqn: String!) { product(fqn: $fqn) { version outputPorts { fqn columns { name } } } }';
const VERSIONS = 'query ($fqn: String!) { product(fqn: $fqn) { versions(first: 500) { nodes { version } } } }';
const FEED = `query ($after: Cursor) { contractChanges(first: 500, after: $after) {
  edges { cursor node { path after contract { name } } } pageInfo { hasNextPage } } }`;

interface Edge {
  readonly cursor: string;
  readonly node: { readonly path: string; readonly after: unknown; readonly contract: { readonly name: string } };
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

/** Where what is written is to arrive. */
interface Outlets {
  readonly followers: readonly Follower[];
  readonly target: Target;
  readonly stream: Stream | null;
}

/** Waits until it is so, or has been waited for long enough. */
async function patiently(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + REST_MS; performance.now() < end && !(await isSo());) await sleep(50);
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
    private readonly outlets: Outlets,
  ) {}

  async all(databaseUrl: string): Promise<Chaos> {
    const { seconds, seed, reads, writes, spoils = [] } = this.options;
    const { followers } = this.outlets;
    const following = followers.map((each) => each.follow());
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
    const arrived = await this.arrived(changes);
    for (const each of followers) each.stop();
    await Promise.all(following);
    const { out, exitCode } = await check({}, databaseUrl);
    if (exitCode !== 0) this.tally.fault(`floe admin check: ${out}`);
    const sum = (of: (each: Follower) => number): number => followers.reduce((all, each) => all + of(each), 0);
    return {
      told: this.tally.told,
      struck: this.weather.counts(),
      acknowledged: writers.reduce((all, { acknowledged }) => all + acknowledged, 0),
      changes: changes.length,
      followers: { count: followers.length, left: sum(({ left }) => left), cutOff: sum(({ cutOff }) => cutOff) },
      ...arrived,
      checked: out,
      faults: this.tally.faults,
    };
  }

  /** Waits until every change is where it was asked for, and holds what came there to the feed. */
  private async arrived(changes: readonly Edge[]): Promise<Pick<Chaos, 'webhook' | 'streamed'>> {
    const { followers, target, stream } = this.outlets;
    const cursors = changes.map(({ cursor }) => cursor);
    await patiently(() => followers.every((each) => each.cursors.length >= cursors.length));
    for (const [nth, each] of followers.entries()) this.sameOrder(`follower ${nth}`, each.cursors, cursors);
    await patiently(() => target.taken().size >= cursors.length);
    for (const fault of target.faults(cursors)) this.tally.fault(fault);
    const { came, taken } = target.counts;
    const webhook = { came, taken, twice: taken - target.taken().size };
    return { webhook, streamed: stream && (await this.streamed(stream, cursors)) };
  }

  /** Holds the stream to the feed; returns how many changes it has. */
  private async streamed(stream: Stream, cursors: readonly string[]): Promise<number> {
    let told: readonly string[] = [];
    const after = (): readonly string[] => told.slice(told.indexOf(this.first) + 1);
    await patiently(async () => {
      told = await stream.changes().catch(() => []);
      return after().length >= cursors.length;
    });
    this.sameOrder('the stream', after(), cursors);
    return after().length;
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
    const told = changes.map(({ node }) => `${node.contract.name} ${node.path} ${JSON.stringify(node.after)}`);
    const wanted = writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    const distinct = new Set(told).size;
    if (distinct !== told.length || told.length !== wanted)
      this.tally.fault(`${wanted} versions made ${told.length} changes of contracts, ${distinct} different ones`);
    return changes;
  }

  private sameOrder(who: string, seen: readonly string[], cursors: readonly string[]): void {
    const place = cursors.findIndex((cursor, nth) => cursor !== seen[nth]);
    if (place === -1 && seen.length === cursors.length) return;
    const doubled = seen.length - new Set(seen).size;
    this.tally.fault(
      `${who} saw ${seen.length} events of ${cursors.length}, ${doubled} twice; other than the feed from the ${place + 1}th on`,
    );
  }
}

/**
 * Starts what is needed, lets the storm rage, and tells what came of it; ends the replicas, and leaves the receiver and NATS
 * to the end of who asked. Throws where the replicas do not even start.
 */
export async function chaos(options: ChaosOptions): Promise<Chaos> {
  const { postgres, seed, say } = options;
  const databaseUrl = await postgres.create('chaos');
  const stream = options.nats ? await Stream.open() : null;
  const env: Record<string, string> = stream ? { ...SENDING, NATS_URL: stream.nats.url } : { ...SENDING };
  const replicas = await Promise.all(Array.from({ length: REPLICAS }, () => startServerProcess(databaseUrl, env)));
  try {
    const urls = replicas.map(({ url }) => url.replace(/\/$/, ''));
    await prepare(urls[0] ?? '');
    const first = (await feed(urls[0] ?? '', null)).at(-1)?.cursor ?? '';
    const target = await Target.open(new Dice(seed, 1));
    await target.follow(urls[0] ?? '', first);
    const followers = Array.from(
      { length: options.followers },
      (_, nth) => new Follower(urls, first, new Dice(seed, 2 + nth)),
    );
    const struck = { postgres, databaseUrl, replicas, env, nats: stream?.nats ?? null };
    const storm = (weather: Weather): Storm => new Storm(struck, weather, new Dice(seed, 0), say);
    return await new Run(options, urls, storm, first, { followers, target, stream }).all(databaseUrl);
  } finally {
    await Promise.all(replicas.map((each) => each.end('SIGKILL')));
  }
}
