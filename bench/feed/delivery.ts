import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { WebSocketServer } from 'ws';
import { createActions } from '../../src/actions/createActions.js';
import { readConfig } from '../../src/config/config.js';
import type { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { appendEvents } from '../../src/entities/writes/events.js';
import { startCatalog, type RunningCatalog } from '../../src/startCatalog.js';
import { publishAcme } from '../../test/support/acme.js';
import { Clients } from './Clients.js';
import { heldBytes } from './heldBytes.js';
import { median } from '../measure.js';
import type { Measured } from '../measured.js';

const QUERY = 'subscription { productPublished { fqn version description ownership { team } outputPorts { name } } }';
const ROUNDS = 5;
/** Of fewer sockets the memory is not told: the rest of the process moves more. */
const FEW = 1_000;
/** Sockets that come and go on each side before: what the first of them costs once is not theirs. */
const FIRST = 100;
/** Events of a round, on each side. */
const EVENTS = 20;

/** What one side showed in one round. */
interface Round {
  /** Events delivered to a socket, per second. */
  readonly perSecond: number;
  /** The server's CPU for each of them, in microseconds. */
  readonly cpu: number;
  /** From the commit (of the bare server: from the first send) to the last socket, in milliseconds. */
  readonly times: readonly number[];
}

/** One way to send an event to every socket. */
interface Side {
  /** Sends one event, or so many; the time of `process.hrtime`, in milliseconds, at which it was there to be sent. */
  send(events?: number): Promise<number>;
  readonly clients: Clients;
}

const now = (): number => Number(process.hrtime.bigint()) / 1e6;
const p99 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * 0.99))] ?? 0;

/**
 * Commits events of a product that is published already: what is measured is what happens from their COMMIT on. Returns
 * the time at which that began.
 */
async function commit(db: Database, versionId: number, events = 1): Promise<number> {
  const event = {
    kind: 'product_published',
    at: new Date().toISOString(),
    domain: 'sales',
    subjectId: versionId,
  } as const;
  return db.transaction(async (tx) => {
    await appendEvents(tx, Array<typeof event>(events).fill(event));
    return now();
  });
}

async function catalogSide(catalog: RunningCatalog, sockets: number): Promise<Side> {
  const version = await catalog.db.one<{ id: number }>(sql`SELECT MAX(id) AS "id" FROM product_versions`);
  const url = `${catalog.url.replace('http', 'ws')}/graphql`;
  const clients = await Clients.open({
    url,
    protocol: 'graphql-transport-ws',
    sockets,
    subscribe: { query: QUERY },
  });
  while (catalog.followers() < sockets) await sleep(20);
  return { send: (events) => commit(catalog.db, version?.id ?? 0, events), clients };
}

/** The whole of a server that has the text ready, and sends it. */
async function bareSide(server: WebSocketServer, sockets: number, bytes: number): Promise<Side> {
  const { port } = server.address() as AddressInfo;
  const text = Buffer.alloc(bytes, 'x');
  const clients = await Clients.open({ url: `ws://127.0.0.1:${port}/`, protocol: null, sockets, subscribe: null });
  const send = async (): Promise<number> => {
    const at = now();
    for (const socket of server.clients) socket.send(text, { binary: false });
    return at;
  };
  return { send, clients };
}

/** One event after another, each once the one before is with every socket. */
async function round({ send, clients }: Side, sockets: number, events: number): Promise<Round> {
  const times: number[] = [];
  const cpu = process.cpuUsage();
  const start = now();
  for (let each = 0; each < events; each += 1) {
    const at = await send();
    const told = await clients.next();
    if ('last' in told) times.push(told.last - at);
  }
  const { user, system } = process.cpuUsage(cpu);
  const deliveries = sockets * events;
  return { perSecond: (deliveries / (now() - start)) * 1000, cpu: (user + system) / deliveries, times };
}

/** How many bytes the message of an event has. */
async function bytesOf(side: Side, sockets: number): Promise<number> {
  await side.send();
  const told = await side.clients.next();
  return 'bytes' in told ? Math.round(told.bytes / sockets) : 0;
}

function print(name: string, rounds: readonly Round[]): void {
  const times = rounds.flatMap((each) => each.times);
  const cells = [
    median(rounds.map((each) => each.perSecond)).toFixed(0),
    `${median(rounds.map((each) => each.cpu)).toFixed(1)} µs`,
    `${median(times).toFixed(1)} ms`,
    `${p99(times).toFixed(1)} ms`,
  ];
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}

async function compare(catalog: RunningCatalog, bare: WebSocketServer, sockets: number): Promise<Measured[]> {
  const empty = await heldBytes();
  const ours = await catalogSide(catalog, sockets);
  try {
    const bytes = await bytesOf(ours, sockets);
    const between = await heldBytes();
    const limit = await bareSide(bare, sockets, bytes);
    try {
      await bytesOf(limit, sockets);
      const [held, bareHeld] = [between - empty, (await heldBytes()) - between].map((each) => each / sockets);
      const pairs: { ours: Round; limit: Round }[] = [];
      for (let each = 0; each <= ROUNDS; each += 1) {
        const pair = { ours: await round(ours, sockets, EVENTS), limit: await round(limit, sockets, EVENTS) };
        if (each > 0) pairs.push(pair); // the first warms both
      }
      console.log(`\n## ${sockets} sockets, messages of ${bytes} bytes\n`);
      console.log(
        '| | events to a socket, per second | CPU of one | commit to last, median | p99 |\n|---|---|---|---|---|',
      );
      print(
        'catalog',
        pairs.map((each) => each.ours),
      );
      print(
        'bare ws',
        pairs.map((each) => each.limit),
      );
      const ratio = median(pairs.map((each) => each.ours.perSecond / each.limit.perSecond));
      const [slow, fast] = [pairs.flatMap((each) => each.ours.times), pairs.flatMap((each) => each.limit.times)];
      const late = p99(slow) / p99(fast);
      const memory = (held ?? 0) / (bareHeld ?? 0);
      const kept = [held, bareHeld].map((each) => ((each ?? 0) / 1024).toFixed(1));
      console.log(
        `\nratio: ${ratio.toFixed(2)} of bare ws; p99 ${late.toFixed(2)} times its; memory a socket ${kept.join(' and ')} KiB, ${memory.toFixed(2)} times its`,
      );
      return [
        { name: 'feed.deliveries', size: sockets, value: ratio },
        { name: 'feed.p99', size: sockets, value: late },
        ...(sockets < FEW ? [] : [{ name: 'feed.memory', size: sockets, value: memory }]),
      ];
    } finally {
      await limit.clients.close();
    }
  } finally {
    await ours.clients.close();
  }
}

/** So many sockets on each side, told an event, and gone again. */
async function warm(catalog: RunningCatalog, bare: WebSocketServer): Promise<void> {
  const ours = await catalogSide(catalog, FIRST);
  const limit = await bareSide(bare, FIRST, await bytesOf(ours, FIRST));
  await bytesOf(limit, FIRST);
  for (const { clients } of [ours, limit]) await clients.close();
  while (catalog.followers() + bare.clients.size > 0) await sleep(20);
}

/** A catalog in memory with one product published: the time of a disk is none of the fan-out's. */
export async function startFollowed(): Promise<RunningCatalog> {
  const config = readConfig({ PORT: '0', DATABASE_URL: 'sqlite::memory:', MAX_SOCKETS: '1000000' });
  const catalog = await startCatalog(config, { log: pino({ level: 'silent' }) });
  const clock = { now: () => new Date() };
  const kit = { db: catalog.db, clock, actor: { name: 'bench' }, registry: { base: null } };
  await publishAcme(createActions(kit), ['sales/customer-360']);
  return catalog;
}

/** What one event after another took at so many sockets, and the server's CPU for many of one transaction, in milliseconds; none of that for 0. */
export async function roundsOf(
  catalog: RunningCatalog,
  sockets: number,
  burst: number,
): Promise<{ readonly rounds: readonly Round[]; readonly bursts: readonly number[] }> {
  const side = await catalogSide(catalog, sockets);
  try {
    const [rounds, bursts]: [Round[], number[]] = [[], []];
    for (let each = 0; each <= ROUNDS; each += 1) {
      rounds.push(await round(side, sockets, EVENTS));
      if (burst === 0) continue;
      const cpu = process.cpuUsage();
      await side.send(burst);
      for (let event = 0; event < burst; event += 1) await side.clients.next();
      const { user, system } = process.cpuUsage(cpu);
      bursts.push((user + system) / 1000);
    }
    return { rounds: rounds.slice(1), bursts: bursts.slice(1) }; // the first warms
  } finally {
    await side.clients.close();
  }
}

/**
 * An event for every one of so many sockets that ask the same, beside a bare `ws` server that sends as many bytes to as
 * many sockets: both in this process, their clients in one each, in turn for five rounds. A number of sockets for which
 * there are not enough file descriptors is left out, and said.
 */
export async function benchDelivery(counts: readonly number[]): Promise<Measured[]> {
  const measured: Measured[] = [];
  const catalog = await startFollowed();
  const bare = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  try {
    await warm(catalog, bare);
    for (const sockets of counts)
      await compare(catalog, bare, sockets).then(
        (shown) => void measured.push(...shown),
        (error: unknown) =>
          console.log(`\n${sockets} sockets: left out (${String(error)}; try ulimit -n ${2 * sockets + 1000})`),
      );
    console.log(
      'method: SQLite in memory; one event after another; medians of five rounds in turn, after one to warm up; memory is what JavaScript and its buffers hold after a collection, of both sides in one process, without what the system keeps of a connection, and without what the first hundred cost once',
    );
    return measured;
  } finally {
    bare.close();
    await catalog.close();
  }
}
