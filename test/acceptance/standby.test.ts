import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/entities/database.js';
import { createActions } from '../../src/actions/createActions.js';
import { campaignAttribution, publishAcme } from '../support/acme.js';
import { atEnd, atEndOfFile } from '../support/atEnd.js';
import { cuttableProxy } from '../support/cuttableProxy.js';
import { follow, until } from '../support/follow.js';
import { startPostgresPair, type PostgresPair } from '../support/postgresServer.js';
import { samplesOf, type Samples } from '../support/samples.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { halvesIn } from '../support/wholeness.js';

const PUBLISH = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) {
  product { version outputPorts { columns { name } } } userErrors { message } } }`;
const OBSERVE = `mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { accepted userErrors { message } } }`;
const VERSION = '{ product(fqn: "marketing.campaign-attribution") { version } }';
const PORT = 'sales.customer-360.customers';

/** The whole read path: plans, resolvers, search, lists, lineage, what is not in the event log. */
const QUERIES = [
  '{ product(fqn: "marketing.campaign-attribution") { version outputPorts { columns { name } } } }',
  '{ products(first: 20) { totalCount nodes { fqn version latestCompilation { status } } } }',
  '{ search(text: "campaign", first: 5) { totalCount nodes { __typename } } }',
  '{ contractChanges(first: 50) { totalCount nodes { cursor kind } } }',
  `{ lineage(of: "${PORT}", direction: DOWNSTREAM, level: COLUMN) { totalNodes nodes { fqn } } }`,
  `{ outputPort(fqn: "${PORT}") { slaStatus { objective state observedAt } } observations(port: "${PORT}", first: 50) { totalCount } }`,
];

let pair: PostgresPair;
let databaseUrl: string;
let standbyUrl: string;

beforeAll(async () => {
  pair = await startPostgresPair();
  atEndOfFile(async () => {
    await pair.standby.stop();
    await pair.primary.stop();
  });
  databaseUrl = await pair.primary.create('catalog');
  standbyUrl = `${pair.standby.url}/catalog`;
  const db = await Database.open(databaseUrl);
  const clock = { now: () => new Date('2026-01-15T12:00:00.000Z') };
  await publishAcme(createActions({ db, clock, actor: { name: null }, registry: { base: null } }));
  await db.close();
}, 120_000);

const readiness = async ({ url }: TestServer): Promise<[number, Record<string, unknown>]> => {
  const response = await fetch(`${url}/readyz`);
  return [response.status, (await response.json()) as Record<string, unknown>];
};
const isTold = async (server: TestServer, standby: string): Promise<boolean> =>
  (await readiness(server))[1]['standby'] === standby;
const scrape = async ({ url }: TestServer): Promise<Samples> => samplesOf(await (await fetch(`${url}/metrics`)).text());
const read = async (server: TestServer, by: string): Promise<number> =>
  (await scrape(server)).value('floe_query_statements_total', { server: by }) ?? 0;

/** A server whose queries read the standby, which follows. */
async function startReading(env: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer({ databaseUrl, env: { DATABASE_READ_URL: standbyUrl, ...env } });
  await until(() => isTold(server, 'following'));
  return server;
}

async function operatorOf(url: string): Promise<pg.Client> {
  const operator = new pg.Client({ connectionString: url });
  operator.on('error', () => undefined);
  await operator.connect();
  atEnd(() => operator.end().catch(() => undefined));
  return operator;
}

let released = 5;
const extras: string[] = [];
/** Publishes the next version by a server; gives its number. */
async function release(server: TestServer): Promise<string> {
  const version = `1.${(released += 1)}.0`;
  const name = `extra_${released}`;
  extras.push(name);
  const input = campaignAttribution(version, (columns) =>
    extras.forEach((each) => (columns[each] = { type: 'string' })),
  );
  const { publishProduct } = await server.data<{
    publishProduct: { product: { version: string; outputPorts: { columns: { name: string }[] }[] } };
  }>(PUBLISH, { input });
  expect(publishProduct.product.version).toBe(version);
  expect(publishProduct.product.outputPorts[0]?.columns.map((column) => column.name)).toContain(name);
  return version;
}

async function observe(server: TestServer): Promise<void> {
  const at = new Date(Date.UTC(2026, 9, 1, 0, (released += 1))).toISOString();
  const observations = [{ port: PORT, objective: 'AVAILABILITY', at, up: released % 2 === 1 }];
  expect(await server.data(OBSERVE, { input: { observations } })).toMatchObject({
    recordObservations: { accepted: 1, userErrors: [] },
  });
}

const versionAt = async (server: TestServer): Promise<string> =>
  (await server.data<{ product: { version: string } }>(VERSION)).product.version;

/** The answers of a server to every query, over HTTP and over WebSocket, whose operations resolvers answer. */
async function everyAnswer(server: TestServer): Promise<unknown[]> {
  const socket = server.webSocket();
  const overSocket = (query: string): Promise<unknown> =>
    new Promise((resolve, reject) =>
      socket.subscribe({ query }, { next: resolve, error: reject, complete: () => null }),
    );
  const answers: unknown[] = [];
  for (const query of QUERIES) answers.push(await server.ask(query), await overSocket(query));
  return answers;
}

describe('queries where there is a standby', { timeout: 60_000 }, () => {
  it('read the standby and nothing of the primary', async () => {
    const server = await startReading();
    const plain = await startTestServer({ databaseUrl });
    expect(await everyAnswer(server)).toEqual(await everyAnswer(plain));
    expect(await read(server, 'standby')).toBeGreaterThan(2 * QUERIES.length);
    expect(await read(server, 'primary')).toBe(0);
    const standby = await operatorOf(standbyUrl);
    const asked = `SELECT query FROM pg_stat_activity WHERE datname = 'catalog' AND query LIKE '%FROM %'`;
    await until(async () => {
      await server.ask(`{ product(fqn: "sales.nothing-${Math.random()}") { fqn } }`);
      const { rows } = await standby.query<{ query: string }>(asked);
      return rows.some(({ query }) => query.includes('FROM products'));
    });
    expect((await scrape(server)).value('floe_standby_following')).toBe(1);
    expect((await scrape(server)).value('floe_standby_lag_bytes')).toBe(0);
    expect((await scrape(plain)).all('floe_standby_following')).toEqual([]);
  });

  it('see what any server has written, on any other, from the next request on', async () => {
    const standby = await operatorOf(standbyUrl);
    await standby.query(`ALTER SYSTEM SET recovery_min_apply_delay = '200ms'`); // so that it is behind for a while
    await standby.query('SELECT pg_reload_conf()');
    atEnd(async () => {
      await standby.query('ALTER SYSTEM RESET recovery_min_apply_delay');
      await standby.query('SELECT pg_reload_conf()');
    });
    const servers = [
      await startReading(),
      await startReading({ ANSWERS_MB: '0' }),
      await startTestServer({ databaseUrl }),
    ];
    const [first, second, plain] = servers as [TestServer, TestServer, TestServer];
    for (const [nth, write] of [release, observe, release, release, observe].entries()) {
      await write(servers[nth % servers.length] as TestServer);
      const [ofFirst, ofSecond] = await Promise.all([everyAnswer(first), everyAnswer(second)]);
      const expected = await everyAnswer(plain);
      expect(ofFirst).toEqual(expected);
      expect(ofSecond).toEqual(expected);
    }
    for (let nth = 0; nth < 3; nth += 1) {
      const version = await release(plain);
      expect(await Promise.all([versionAt(first), versionAt(second)])).toEqual([version, version]);
    }
  });

  it('are answered by the primary while the standby does not replay, and by the standby when it has', async () => {
    const [writer, reader] = [await startReading(), await startReading()];
    const published = follow<{ version: string }>(reader.webSocket(), 'subscription { productPublished { version } }');
    await until(() => reader.followers() === 1);
    const standby = await operatorOf(standbyUrl);
    await standby.query('SELECT pg_wal_replay_pause()');
    const resume = (): Promise<unknown> => standby.query('SELECT pg_wal_replay_resume()');
    atEnd(() => resume().then(() => undefined));
    const version = await release(writer);
    expect([await versionAt(reader), await versionAt(writer)]).toEqual([version, version]);
    expect(await published.atLeast(1)).toEqual([{ version }]);
    await observe(writer);
    expect(await everyAnswer(reader)).toEqual(await everyAnswer(writer));
    expect(await readiness(reader)).toMatchObject([200, { ready: true, store: 'reachable', standby: 'behind' }]);
    const metrics = await scrape(reader);
    expect(metrics.value('floe_standby_following')).toBe(0);
    expect(metrics.value('floe_standby_lag_bytes')).toBeGreaterThan(0);
    expect(await read(reader, 'primary')).toBeGreaterThan(0);

    await resume();
    await until(() => isTold(reader, 'following'));
    const before = await read(reader, 'primary');
    expect(await everyAnswer(reader)).toEqual(await everyAnswer(writer));
    expect(await versionAt(reader)).toBe(version);
    expect(await read(reader, 'primary')).toBe(before);
    expect(reader.logged.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  it('go on where the standby is killed, which is told once, and read it again when it is back', async () => {
    const server = await startReading();
    await pair.standby.crash();
    for (let nth = 0; nth < 3; nth += 1) {
      const version = await release(server);
      expect(await versionAt(server)).toBe(version);
    }
    expect(await readiness(server)).toMatchObject([200, { ready: true, standby: 'away' }]);
    await pair.standby.start();
    await until(() => isTold(server, 'following'));
    const before = await read(server, 'standby');
    await everyAnswer(server);
    expect(await read(server, 'standby')).toBeGreaterThan(before);
    const told = server.logged.filter(({ level }) => Number(level) >= 40);
    expect(told).toMatchObject([
      { standby: 'away', msg: 'queries read the primary: the standby does not answer for it' },
    ]);
  });

  it.each([
    ['the primary itself', () => databaseUrl, 'it is no standby: it takes writes'],
    ['another database', () => `${pair.standby.url}/postgres`, 'it follows another primary'],
  ])('read the primary where DATABASE_READ_URL names %s', async (_, url, reason) => {
    const server = await startTestServer({ databaseUrl, env: { DATABASE_READ_URL: url() } });
    await until(() => isTold(server, 'unfit'));
    expect((await server.ask(VERSION)).errors).toBeUndefined();
    expect(await readiness(server)).toMatchObject([200, { ready: true, standby: 'unfit' }]);
    expect(server.logged).toContainEqual(expect.objectContaining({ standby: 'unfit', reason, level: 40 }));
    expect(await read(server, 'standby')).toBe(0);
  });
});

describe('a primary that fails over to its standby', { timeout: 120_000 }, () => {
  it('is followed by its address and by a list of hosts: nothing that was replayed is lost, and writes go on', async () => {
    const address = await cuttableProxy(databaseUrl);
    const [primaryHost, standbyHost] = [pair.primary.url, pair.standby.url].map((url) => new URL(url).host);
    const hosts = `postgres://floe:floe@${standbyHost},${primaryHost}/catalog?target_session_attrs=read-write`;
    const byAddress = await startTestServer({
      databaseUrl: address.url,
      env: { DATABASE_READ_URL: standbyUrl },
    });
    const byHosts = await startTestServer({ databaseUrl: hosts });
    const servers = [byAddress, byHosts];
    const followed = follow<{ version: string }>(byHosts.webSocket(), 'subscription { productPublished { version } }');
    await until(() => byHosts.followers() === 1);
    const acknowledged: string[] = [];
    for (const server of [...servers, ...servers]) acknowledged.push(await release(server));
    await until(() => isTold(byAddress, 'following')); // has replayed all of it
    for (const server of servers) expect(await versionAt(server)).toBe(acknowledged.at(-1));

    await Promise.all([pair.primary.crash(), address.cut()]);
    for (const server of servers) {
      expect(await readiness(server)).toMatchObject([503, { ready: false, store: 'unreachable' }]);
      expect((await server.ask(VERSION)).errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    }
    // The address has moved, and what is there takes no writes yet.
    await address.mend(standbyUrl);
    for (const server of servers) expect((await readiness(server))[0]).toBe(503);

    const operator = await operatorOf(standbyUrl);
    await operator.query('SELECT pg_promote()');
    for (const server of servers) await until(async () => (await readiness(server))[0] === 200);
    for (const server of servers) expect(await versionAt(server)).toBe(acknowledged.at(-1));
    for (const server of [...servers, ...servers]) {
      acknowledged.push(await release(server));
      for (const each of servers) expect(await versionAt(each)).toBe(acknowledged.at(-1));
    }
    expect((await followed.atLeast(acknowledged.length)).map(({ version }) => version)).toEqual(acknowledged);
    expect(await readiness(byAddress)).toMatchObject([200, { ready: true, standby: 'unfit' }]);
    expect(await operator.query('SELECT pg_is_in_recovery() AS "is"')).toMatchObject({ rows: [{ is: false }] });
    expect(await halvesIn(byHosts.db)).toEqual([]);
  });
});

describe('DATABASE_READ_URL', () => {
  it('is refused where the store is SQLite, and where it names no PostgreSQL', async () => {
    const refused = (env: Record<string, string>) => startTestServer({ env });
    await expect(refused({ DATABASE_READ_URL: 'postgres://floe@standby/floe' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('SQLite has no standby') as string,
    });
    await expect(refused({ DATABASE_READ_URL: 'sqlite:other.sqlite' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(/^DATABASE_READ_URL is not understood: expected postgres:/) as string,
    });
  });
});
