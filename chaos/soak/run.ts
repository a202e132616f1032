import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from '../../fuzz/Dice.js';
import { startServerProcess } from '../../test/support/serverProcess.js';
import { ask, must } from '../ask.js';
import { atRate } from '../atRate.js';
import { fqnOf } from '../documents.js';
import { Follower } from '../Follower.js';
import { prepare, PRODUCTS } from '../prepare.js';
import { Tally } from '../Tally.js';
import { SENDING, Target } from '../Target.js';
import { Weather } from '../Weather.js';
import { Writer } from '../Writer.js';
import { growthOf, slicesOf, type Sample, type Slice } from './flatness.js';
import { sampleOf } from './sampleOf.js';

export interface SoakOptions {
  readonly databaseUrl: string;
  readonly seconds: number;
  readonly seed: number;
  /** A second. */
  readonly reads: number;
  readonly writes: number;
  readonly observations: number;
  /** How many subscribe to the changes of contracts, and come and go. */
  readonly followers: number;
}

export interface Soaked {
  readonly slices: readonly Slice[];
  readonly growth: Slice;
  /** How often each answer came. */
  readonly told: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly published: number;
  readonly delivered: number;
  /** What came to the followers, over all of them. */
  readonly followed: number;
  readonly faults: readonly string[];
}

/** So few that they are full before the first third is over: what is kept is bounded, and filling it is no growth. */
const ANSWERS_MB = '4';
const SAMPLE_MS = 1_000;
const SLICES = 30;
const READS = [
  'query ($fqn: String!) { product(fqn: $fqn) { version description outputPorts { fqn columns { name } sla { freshness } } } }',
  'query ($fqn: String!) { products(first: 20, orderBy: CONSUMERS_DESC) { totalCount nodes { fqn version } } product(fqn: $fqn) { fqn } }',
  'query ($fqn: String!) { lineage(of: $fqn, direction: DOWNSTREAM, level: PORT, first: 50) { totalNodes nodes { fqn depth } } }',
  'query ($fqn: String!) { search(text: $fqn, first: 10) { totalCount nodes { __typename } } }',
  'query ($fqn: String!) { contractChanges(last: 50, filter: { products: [$fqn] }) { nodes { kind message } } }',
];
const OBSERVE = `mutation ($input: RecordObservationsInput!) {
  recordObservations(input: $input) { accepted userErrors { code message } } }`;

/**
 * Uses one server as it is used from day to day, with as much at the end as at the beginning: questions of each kind,
 * publications, observations, subscriptions that come and go, a webhook whose receiver fails half the time. What it holds
 * is asked once a second. Leaves the receiver to the end of who asked.
 */
export async function soak({ databaseUrl, seconds, seed, ...rates }: SoakOptions): Promise<Soaked> {
  const server = await startServerProcess(databaseUrl, { ...SENDING, ANSWERS_MB });
  try {
    const url = server.url.replace(/\/$/, '');
    await prepare(url);
    const { contractChanges } = await must<{ contractChanges: { edges: { cursor: string }[] } }>(
      url,
      '{ contractChanges(last: 1) { edges { cursor } } }',
    );
    const first = contractChanges.edges[0]?.cursor ?? '';
    const target = await Target.open(new Dice(seed, 0));
    await target.follow(url, first);
    const weather = new Weather();
    const tally = new Tally(weather);
    const writers = Array.from(
      { length: PRODUCTS },
      (_, each) => new Writer(each, `soak-${seed}`, [url], tally, weather),
    );
    const followers = Array.from(
      { length: rates.followers },
      (_, nth) => new Follower([url], first, new Dice(seed, 1 + nth)),
    );
    const following = followers.map((each) => each.follow());
    const samples: Sample[] = [];
    const asked = async (kind: string, query: string, variables: Record<string, unknown>): Promise<void> => {
      const from = weather.now();
      tally.note(kind, 0, await ask(url, query, variables), from);
    };
    await Promise.all([
      atRate(rates.reads, seconds, (nth) =>
        asked('read', READS[nth % READS.length] ?? '', { fqn: fqnOf(Math.floor(nth / READS.length) % PRODUCTS) }),
      ),
      atRate(rates.writes, seconds, async (nth) => {
        const writer = writers[nth % PRODUCTS];
        if (writer?.free) await writer.write(0);
      }),
      atRate(rates.observations, seconds, (nth) => {
        const at = new Date().toISOString();
        const port = `${fqnOf(nth % PRODUCTS)}.rows`;
        const observations = [
          { port, objective: 'FRESHNESS', at, dataAt: at },
          { port, objective: 'AVAILABILITY', at, up: nth % 50 !== 0 },
        ];
        return asked('observe', OBSERVE, { input: { observations } });
      }),
      atRate(1_000 / SAMPLE_MS, seconds, async () => void samples.push(await sampleOf(url))),
    ]);
    await sleep(500);
    for (const each of followers) each.stop();
    await Promise.all(following);
    const slices = slicesOf(samples, SLICES);
    return {
      slices,
      growth: growthOf(slices),
      told: tally.told,
      published: writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
      delivered: target.taken().size,
      followed: followers.reduce((sum, { cursors }) => sum + cursors.length, 0),
      faults: tally.faults,
    };
  } finally {
    await server.end('SIGTERM');
  }
}
