import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { patiently } from '../../src/entities/patiently.js';
import { sql } from '../../src/entities/sql.js';
import { newAcmeUrl } from '../support/acmeStore.js';
import { campaignAttribution } from '../support/acme.js';
import { atEnd } from '../support/atEnd.js';
import { cuttableProxy } from '../support/cuttableProxy.js';
import { follow, until } from '../support/follow.js';
import { type GraphQLAnswer, startTestServer, type TestServer } from '../support/server.js';

const PRODUCT = '{ product(fqn: "sales.customer-360") { fqn } }';
const found = { data: { product: { fqn: 'sales.customer-360' } } };
const PUBLISH = `mutation ($input: CompileProductInput!) {
  publishProduct(input: $input) { product { version } userErrors { code message } } }`;

async function post(server: { url: string }, query: string, variables = {}): Promise<[Response, GraphQLAnswer]> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return [response, (await response.json()) as GraphQLAnswer];
}

const readyz = async (url: string): Promise<[number, unknown]> => {
  const response = await fetch(`${url}/readyz`);
  return [response.status, await response.json()];
};

async function operatorOf(url: string): Promise<pg.Client> {
  const operator = new pg.Client({ connectionString: url });
  await operator.connect();
  atEnd(() => operator.end());
  return operator;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A version of marketing's product with one more column in a port. */
const version = (number: number) =>
  campaignAttribution(`1.${5 + number}.0`, (names) => {
    names[`extra_${number}`] = { type: 'string' };
  });

describe('a store that is away', () => {
  it('is told as UNAVAILABLE with when to ask again, in one line of the log a second, and forgotten when it is back', async () => {
    const proxy = await cuttableProxy(await newAcmeUrl('postgres'));
    const server = await startTestServer({ databaseUrl: proxy.url });
    await proxy.cut();
    const begun = performance.now();
    const before = server.logged.length;
    for (let round = 0; round < 10; round += 1)
      await Promise.all(
        Array.from({ length: 10 }, async () => {
          const [response, answer] = await post(server, PRODUCT);
          expect(response.headers.get('retry-after')).toBe('1');
          expect(answer.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', retryAfterMs: 1_000 } }]);
          expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|ECONN|stack/);
        }),
      );
    expect(await readyz(server.url)).toMatchObject([503, { ready: false, store: 'unreachable' }]);
    const seconds = Math.ceil((performance.now() - begun) / 1_000);
    const told = server.logged.slice(before).filter(({ level }) => Number(level) >= 40);
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(seconds + 1);
    expect(JSON.stringify(told)).not.toContain('stack');

    await proxy.mend();
    await until(async () => (await readyz(server.url))[0] === 200);
    expect((await post(server, PRODUCT))[1]).toEqual(found);
  });

  it('is waited for when the server starts: it lives, is not ready, and says so', async () => {
    const proxy = await cuttableProxy(await newAcmeUrl('postgres'));
    await proxy.cut();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const starting = startTestServer({ databaseUrl: proxy.url, env: { PORT: String(port) } });
    await until(async () => (await fetch(`${url}/healthz`).catch(() => null))?.ok === true);
    expect(await readyz(url)).toMatchObject([503, { ready: false, store: 'unreachable' }]);
    const [response, answer] = await post({ url }, PRODUCT);
    expect([response.status, response.headers.get('retry-after'), answer.errors?.[0]?.extensions['code']]).toEqual([
      503,
      '1',
      'UNAVAILABLE',
    ]);
    await proxy.mend();
    const server = await starting;
    expect(server.url).toBe(url);
    expect(server.logged.map(({ msg }) => msg)).toContain('the store is away: trying again');
    expect(await readyz(url)).toMatchObject([200, { ready: true }]);
    expect((await post(server, PRODUCT))[1]).toEqual(found);
  });

  it('is not told by readyz where it ended the connection that was asked on, and no other', async () => {
    const databaseUrl = await newAcmeUrl('postgres');
    const server = await startTestServer({ databaseUrl });
    const operator = await operatorOf(databaseUrl);
    await operator.query('BEGIN; LOCK TABLE migrations IN ACCESS EXCLUSIVE MODE');
    const asked = readyz(server.url);
    const waiting = `SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'migrations'::regclass`;
    await until(async () => {
      const { rows } = await operator.query<{ pid: number }>(waiting);
      for (const { pid } of rows) await operator.query('SELECT pg_terminate_backend($1)', [pid]);
      return rows.length > 0;
    });
    await operator.query('ROLLBACK');
    expect(await asked).toMatchObject([200, { ready: true, store: 'reachable', pendingMigrations: 0 }]);
  });

  it('ends a subscription whose event it could not tell, with the cursor that brings the event', async () => {
    const databaseUrl = await newAcmeUrl('postgres');
    const server = await startTestServer({ databaseUrl });
    const { contractChanges } = await server.data<{ contractChanges: { nodes: { cursor: string }[] } }>(
      '{ contractChanges(first: 3) { nodes { cursor } } }',
    );
    const [first, second, third] = contractChanges.nodes.map(({ cursor }) => cursor);
    const operator = await operatorOf(databaseUrl);
    await operator.query('BEGIN; LOCK TABLE contracts IN ACCESS EXCLUSIVE MODE');
    const query = 'subscription ($after: Cursor) { contractChanged(after: $after) { cursor contract { name } } }';
    const followed = follow<{ cursor: string }>(server.webSocket(), query, { after: first });
    const waiting = `SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'contracts'::regclass`;
    await until(async () => {
      const { rows } = await operator.query<{ pid: number }>(waiting);
      for (const { pid } of rows) await operator.query('SELECT pg_terminate_backend($1)', [pid]);
      return rows.length > 0;
    });
    await until(() => followed.errors.length > 0);
    await operator.query('ROLLBACK');
    expect(followed.events).toEqual([]);
    expect(followed.errors).toMatchObject([
      { extensions: { code: 'UNAVAILABLE', after: expect.any(String) as string } },
    ]);
    const again = follow<{ cursor: string }>(server.webSocket(), query, {
      after: followed.errors[0]?.extensions?.['after'],
    });
    expect((await again.atLeast(2)).slice(0, 2).map(({ cursor }) => cursor)).toEqual([second, third]);
  });
});

describe('a log of events that cannot be read', () => {
  it('is told to the log of the server once a second and without a stack, and read again as soon as it can be', async () => {
    const databaseUrl = await newAcmeUrl('postgres');
    const server = await startTestServer({ databaseUrl });
    const query = 'subscription { productPublished { fqn } }';
    const followed = Array.from({ length: 20 }, () => follow<{ fqn: string }>(server.webSocket(), query));
    await until(() => server.followers() === followed.length);
    const operator = await operatorOf(databaseUrl);
    await operator.query('BEGIN; LOCK TABLE events IN ACCESS EXCLUSIVE MODE');
    const waker = await operatorOf(databaseUrl);
    await waker.query('NOTIFY floe_events');
    const begun = performance.now();
    const waiting = `SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'events'::regclass`;
    let ended = 0;
    await until(async () => {
      const { rows } = await waker.query<{ pid: number }>(waiting);
      for (const { pid } of rows) await waker.query('SELECT pg_terminate_backend($1)', [pid]);
      ended += rows.length;
      return ended > 2;
    });
    await operator.query('ROLLBACK');
    const seconds = Math.ceil((performance.now() - begun) / 1_000);
    const told = server.logged.filter(({ level }) => Number(level) >= 40);
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(seconds + 1);
    expect(JSON.stringify(told)).not.toContain('stack');
    await post(server, PUBLISH, { input: version(1) });
    for (const each of followed)
      expect(await each.atLeast(1)).toMatchObject([{ fqn: 'marketing.campaign-attribution' }]);
  });
});

describe('many publications at once', () => {
  it('take no connection while they wait: who reads, and whether it is ready, is answered', async () => {
    const databaseUrl = await newAcmeUrl('postgres');
    const server = await startTestServer({ databaseUrl });
    const operator = await operatorOf(databaseUrl);
    await operator.query('BEGIN; LOCK TABLE events IN SHARE ROW EXCLUSIVE MODE');
    let published = 0;
    const retire = `mutation ($input: RetireProductInput!) { retireProduct(input: $input) { userErrors { code } } }`;
    const publications = Array.from({ length: 200 }, async () => {
      const [, answer] = await post(server, retire, { input: { fqn: 'risk.counterparty-risk', reason: 'merged' } });
      published += 1;
      return answer;
    });
    const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = 'events'::regclass`;
    await until(async () => ((await operator.query<{ n: number }>(waiting)).rows[0]?.n ?? 0) > 0);
    for (let each = 0; each < 20; each += 1) {
      const query = `{ a${each}: product(fqn: "sales.customer-360") { fqn } }`;
      expect((await post(server, query))[1].errors).toBeUndefined();
      expect((await readyz(server.url))[0]).toBe(200);
    }
    expect(published).toBeLessThan(200);
    await operator.query('ROLLBACK');
    const answers = await Promise.all(publications);
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  });
});

describe('a SQLite file that another process holds', () => {
  async function held(): Promise<[TestServer, Sqlite.Database]> {
    const databaseUrl = await newAcmeUrl('sqlite');
    const server = await startTestServer({ databaseUrl });
    const other = new Sqlite(databaseUrl.slice('sqlite:'.length));
    atEnd(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    return [server, other];
  }

  it('is waited for without holding up anybody else', async () => {
    const [server, other] = await held();
    let done = false;
    const publishing = post(server, PUBLISH, { input: version(1) }).finally(() => (done = true));
    for (let each = 0; each < 10; each += 1) {
      await pause(20);
      expect(
        (await post(server, `{ a${each}: product(fqn: "sales.customer-360") { fqn } }`))[1].errors,
      ).toBeUndefined();
      expect((await readyz(server.url))[0]).toBe(200);
    }
    expect(done).toBe(false);
    other.exec('ROLLBACK');
    expect((await publishing)[1]).toMatchObject({
      data: { publishProduct: { product: { version: '1.6.0' }, userErrors: [] } },
    });
  });

  it('is given up after a while', async () => {
    const [, other] = await held();
    const third = new Sqlite(other.name, { timeout: 0 });
    atEnd(() => void third.close());
    await expect(patiently(() => third.exec('BEGIN IMMEDIATE'), 100)).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    other.exec('ROLLBACK');
    await patiently(() => third.exec('BEGIN IMMEDIATE'), 100);
  });
});

describe('a full disk', () => {
  it('is told to who writes and by readyz, and nothing is half written; who reads is answered', async () => {
    const server = await startTestServer({ acme: true });
    const limit = async (pages: number): Promise<void> => {
      await server.db.transaction(async (tx) => void (await tx.all(sql.raw(`PRAGMA max_page_count = ${pages}`))));
    };
    await limit(1); // SQLite takes the number of pages that there are for the least
    const [, refused] = await post(server, PUBLISH, { input: version(1) });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    expect(refused.errors?.[0]?.message).toContain('disk');
    expect(await readyz(server.url)).toMatchObject([200, { ready: true, store: 'full' }]);
    expect((await post(server, '{ product(fqn: "marketing.campaign-attribution") { version } }'))[1]).toEqual({
      data: { product: { version: '1.5.0' } },
    });
    await limit(1_000_000);
    await pause(1_100); // what is written at once might be something small
    const [, done] = await post(server, PUBLISH, { input: version(1) });
    expect(done).toMatchObject({ data: { publishProduct: { product: { version: '1.6.0' } } } });
    expect(await readyz(server.url)).toMatchObject([200, { ready: true, store: 'reachable' }]);
  });
});
