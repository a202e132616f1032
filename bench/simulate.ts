import { Database } from '../src/entities/database.js';
import type { RunningCatalog } from '../src/startCatalog.js';
import { generateMesh } from '../test/support/generateMesh.js';
import { roundsOf, startFollowed } from './feed/delivery.js';
import { simulate, type Costs } from './feed/simulation.js';
import { median, round } from './measure.js';
import type { Measured } from './measured.js';
import { publishAll } from './publish/publishing.js';
import type { Stores } from './stores/stores.js';

/** The numbers of sockets, and of events in a transaction, at which costs are measured: fewer than those that are predicted. */
const [FEW, MORE] = [50, 500];
const BURST = 50;
/** Published one by one for what the log is held for. */
const PUBLISHED = 100;
/** A prediction that is further off is not to be relied on. */
const OFF = 1.2;

/** What is asked of the simulation. */
const PER_SECOND = 1_000;
const SUBSCRIBERS = 100_000;
const SECONDS = 5;
/** From the commit to the last socket, of 99 of 100 events, in milliseconds; and how busy a server may be. */
const LATE_MS = 1_000;
const BUSY = 0.9;

const p99 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * 0.99)] ?? 0;
const ms = (value: number): string => `${value.toPrecision(3)} ms`;

/** Of an event to all sockets, and of many in one transaction, in milliseconds. */
interface Taken {
  readonly one: number;
  readonly burst: number;
}

interface Figures {
  /** Between two events, each once the one before is with every socket, in milliseconds. */
  readonly every: number;
  /** From the commit to the last socket. */
  readonly time: number;
  /** The server's CPU, of the commit too. */
  readonly cpu: Taken;
}

async function measured(catalog: RunningCatalog, sockets: number, events: number): Promise<Figures> {
  const { rounds, bursts } = await roundsOf(catalog, sockets, events);
  return {
    every: median(rounds.map((each) => (1000 * sockets) / each.perSecond)),
    time: median(rounds.flatMap((each) => each.times)),
    cpu: {
      one: (median(rounds.map((each) => each.cpu)) * sockets) / 1000,
      burst: events === 0 ? 0 : median(bursts),
    },
  };
}

/** The line through what few and more sockets took: what comes with each socket, and what comes with the event. */
function costsOf(few: Taken, more: Taken): Omit<Costs, 'lock'> {
  const delivery = (more.one - few.one) / (MORE - FEW);
  const burst = (more.burst - few.burst) / (MORE - FEW);
  const event = (few.burst - FEW * burst - (few.one - FEW * delivery)) / (BURST - 1);
  const atLeast0 = (value: number): number => Math.max(0, value);
  return {
    look: atLeast0(few.one - FEW * delivery - atLeast0(event)),
    event: atLeast0(event),
    delivery: atLeast0(delivery),
    further: atLeast0((burst - delivery) / (BURST - 1)),
  };
}

/** What a publication on PostgreSQL takes beside compiling, in milliseconds: as if the log were held for all of it. */
async function measureLock(stores: Stores): Promise<number> {
  const db = await Database.open(await stores.empty('PostgreSQL'));
  try {
    const { seconds, compiling } = await publishAll(db, generateMesh({ products: PUBLISHED }));
    return ((seconds - compiling) * 1000) / PUBLISHED;
  } finally {
    await db.close();
  }
}

/** Costs by the clock, of one event after another: before and after something else was measured, for others use the machine. */
async function costsAround<T>(
  catalog: RunningCatalog,
  work: () => Promise<T>,
): Promise<{ readonly costs: Costs; readonly result: T }> {
  const figures = async (): Promise<Figures[]> => [await measured(catalog, FEW, 0), await measured(catalog, MORE, 0)];
  const [before, result, after] = [await figures(), await work(), await figures()];
  const mean = (at: 0 | 1, of: (figures: Figures) => number): number =>
    ([before, after] as Figures[][]).reduce((sum, each) => sum + of(each[at] as Figures), 0) / 2;
  const [few, more] = [mean(0, ({ time }) => time), mean(1, ({ time }) => time)];
  const delivery = (more - few) / (MORE - FEW);
  const costs = {
    lock: Math.max(
      0,
      mean(0, ({ every, time }) => every - time),
    ),
    look: Math.max(0, few - FEW * delivery),
    event: 0,
    delivery,
    further: delivery,
  };
  return { costs, result };
}

/** Predicts what is measured at sizes at which no cost was. */
async function comparePrediction(catalog: RunningCatalog, sizes: readonly number[]): Promise<Measured[]> {
  console.log('\n| sockets | a delivery costs | | predicted | measured | |\n|--:|--:|---|--:|--:|---|');
  const all: Measured[] = [];
  for (const sockets of sizes) {
    const { costs, result } = await costsAround(catalog, () => measured(catalog, sockets, 0));
    const predicted = simulate(costs, { perSecond: null, publications: 100, sockets, share: 1 });
    const pairs = [
      ['deliveries a second', predicted.perSecond * sockets, (1000 * sockets) / result.every],
      ['commit to the last socket, median, in ms', median(predicted.times), result.time],
    ] as const;
    for (const [what, expected, seen] of pairs) {
      const off = Math.max(expected / seen, seen / expected);
      const verdict = off <= OFF ? 'within 20 %' : `${off.toFixed(2)} times off: not to be relied on`;
      const cells = [sockets, ms(costs.delivery), what, round(expected), round(seen), verdict];
      console.log(`| ${cells.join(' | ')} |`);
      all.push({ name: 'simulate.off', size: sockets, value: off });
    }
  }
  return all;
}

/** How long who publishes waits for the log, at rates up to the one that is asked. */
function printLog(lock: number): void {
  console.log(
    '\n| publications a second | committed a second | log held | asked to committed, p99 |\n|--:|--:|--:|--:|',
  );
  for (const perSecond of [10, 50, 100, 200, 500, PER_SECOND]) {
    const load = { perSecond, publications: perSecond * SECONDS, sockets: 0, share: 1 };
    const {
      perSecond: committed,
      busy,
      commits,
    } = simulate({ lock, look: 0, event: 0, delivery: 0, further: 0 }, load);
    console.log(`| ${perSecond} | ${committed.toFixed(0)} | ${(busy.log * 100).toFixed(0)} % | ${ms(p99(commits))} |`);
  }
  console.log(`\nOne log carries ${(1000 / lock).toFixed(0)} a second where each is a transaction of its own.`);
}

/** The most sockets of a server that is not late, where the log is no limit; 0 where reading alone is too much. */
function mostSockets(costs: Costs, perSecond: number, share: number): number {
  const keepsUp = (sockets: number): boolean => {
    const { times, busy } = simulate(costs, { perSecond, publications: perSecond * SECONDS, sockets, share });
    return busy.server <= BUSY && p99(times) <= LATE_MS;
  };
  let [kept, late] = [0, SUBSCRIBERS + 1];
  while (late - kept > 1) {
    const sockets = Math.floor((kept + late) / 2);
    if (keepsUp(sockets)) kept = sockets;
    else late = sockets;
  }
  return kept;
}

function printServers(costs: Costs): void {
  console.log(
    `\n${SUBSCRIBERS} subscribers, were the log no limit: 99 of 100 events within ${LATE_MS / 1000} s, servers at most ${BUSY * 100} % busy\n`,
  );
  console.log('| publications a second | each follows | sockets of a server of one core | servers | looks a second |');
  console.log('|--:|---|--:|--:|--:|');
  for (const perSecond of [PER_SECOND / 10, PER_SECOND])
    for (const share of [1, 0.1, 0.01]) {
      const sockets = mostSockets(costs, perSecond, share);
      const servers = Math.ceil(SUBSCRIBERS / sockets);
      const { looks } = simulate(costs, { perSecond, publications: perSecond * SECONDS, sockets, share });
      const found = sockets === 0 ? ['0', 'none suffices', ''] : [sockets, servers, round((looks / SECONDS) * servers)];
      console.log(`| ${perSecond} | ${share * 100} % of all events | ${found.join(' | ')} |`);
    }
  const reads = 1000 / costs.event;
  console.log(`\nA server of one core reads ${round(reads)} events a second, with nobody to send them to.`);
}

/**
 * `npm run bench simulate`: measures what the feed costs at few sockets, predicts by simulation what is then measured at the
 * sizes, and goes on to 1,000 publications a second and 100,000 subscribers (docs/scale.md).
 */
export async function benchSimulate(sizes: readonly number[], stores: Stores): Promise<Measured[]> {
  const catalog = await startFollowed();
  try {
    const all = await comparePrediction(catalog, sizes);
    const [few, more] = [await measured(catalog, FEW, BURST), await measured(catalog, MORE, BURST)];
    const costs = costsOf(few.cpu, more.cpu);
    const { look, event, delivery, further } = costs;
    console.log(
      `\nof a server's CPU: ${ms(look)} a look at the log, ${ms(event)} an event, ${ms(delivery)} a delivery, ${ms(further)} each further one of a look`,
    );
    const lock = await measureLock(stores);
    console.log(`\na publication on PostgreSQL, but for compiling: ${ms(lock)} (${PUBLISHED} one after another)`);
    printLog(lock);
    printServers({ ...costs, lock: 0 });
    return all;
  } finally {
    await catalog.close();
  }
}
