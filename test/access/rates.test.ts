import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { askAs, BOOTSTRAP, tokenFor } from '../support/as.js';
import { atEnd } from '../support/atEnd.js';
import { databases } from '../support/databases.js';
import { until } from '../support/follow.js';
import { rawSocket } from '../support/rawSocket.js';
import { startTestServer, type TestServer } from '../support/server.js';

const start = (env: Record<string, string>, dialect: (typeof databases)[number] = 'sqlite'): Promise<TestServer> =>
  startTestServer({ dialect, acme: true, env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP, ...env } });

/** Costs 10 as a request, and what is in brackets beside. */
const NAME = '{ __typename }'; // 1
const PAGE = '{ products(first: 500) { nodes { fqn } } }'; // 551
const RETIRE = 'mutation { retireProduct(input: {fqn: "sales.customer-360", reason: "no"}) { userErrors { code } } }'; // 2004
const AUDIT = '{ auditEvents(first: 100) { nodes { verb } } }';

/** One operation by nobody; each way of sending it. */
async function sent(server: TestServer, query: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
}

const limited = (limit: string, allowed: number) => ({
  errors: [
    {
      message: expect.stringMatching(
        new RegExp(`^More is asked than a minute allows: .* \\(${limit}\\)\\. Ask again in \\d+ s`),
      ) as string,
      extensions: { code: 'RATE_LIMITED', limit, allowed, retryAfterMs: expect.any(Number) as number },
    },
  ],
});

describe.each(databases)('who does not say who he is, on %s', (dialect) => {
  it('writes no more into the audit log than his minute allows, and makes nobody forget an answer', async () => {
    const server = await start({ RATE_ANONYMOUS: '5000' }, dialect);
    const written = async (): Promise<number> => {
      const { data } = await askAs(server.url, BOOTSTRAP, AUDIT);
      return (data as { auditEvents: { nodes: object[] } }).auditEvents.nodes.length;
    };
    const before = await written();
    for (const nth of [1, 2])
      expect(await server.ask(RETIRE), String(nth)).toMatchObject({
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    expect(await written()).toBe(before + 2);
    await server.data(PAGE);

    const refused = await sent(server, RETIRE);
    expect([refused.status, await refused.json()]).toEqual([429, limited('RATE_ANONYMOUS', 5000)]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    const { statements } = await server.db.countStatements(async () => {
      for (const accept of ['*/*', 'application/json;q=1', 'application/graphql-response+json'])
        expect((await sent(server, RETIRE, { accept })).status).toBe(429);
      // What is kept is given, for it costs a request and no more; others of a PostgreSQL may have moved its position.
      if (dialect === 'sqlite') await server.data(PAGE);
    });
    expect(statements).toEqual([]);
    expect(await written()).toBe(before + 2);
  });
});

describe('what may be asked in a minute', () => {
  it('is over with the last request that it has room for, whatever is asked then, kept answers too', async () => {
    const server = await start({ RATE_ANONYMOUS: '35' });
    for (const nth of [1, 2, 3]) expect((await sent(server, NAME)).status, String(nth)).toBe(200); // 11 + 10 + 10
    for (const query of [NAME, '{', '']) {
      const refused = await sent(server, query);
      expect([refused.status, await refused.json()]).toEqual([429, limited('RATE_ANONYMOUS', 35)]);
    }
    for (const page of ['/', '/healthz', '/readyz']) expect((await fetch(server.url + page)).status).toBe(200);
  });

  it('is each principal’s own, and no address’s', async () => {
    const server = await start({ RATE_ANONYMOUS: '15', RATE_KNOWN: '9000' });
    const [one, other] = [await tokenFor(server.url, 'one', ['read']), await tokenFor(server.url, 'other', ['read'])];
    expect((await sent(server, NAME)).status).toBe(200);
    expect((await sent(server, NAME)).status).toBe(429);
    const retire = RETIRE.slice('mutation { '.length, -' }'.length);
    const text = `mutation { ${['a', 'b', 'c', 'd'].map((name) => `${name}: ${retire}`).join(' ')} }`;
    const many = { authorization: `Bearer ${one}` };
    expect((await sent(server, text, many)).status).toBe(200);
    const refused = await sent(server, text, many);
    expect([refused.status, await refused.json()]).toEqual([429, limited('RATE_KNOWN', 9000)]);
    expect((await sent(server, NAME, many)).status).toBe(200);
    expect((await sent(server, text, { authorization: `Bearer ${other}` })).status).toBe(200);
  });

  it('holds over WebSocket, as events and by GET', async () => {
    const server = await start({ RATE_ANONYMOUS: '200' });
    const socket = await rawSocket(server);
    socket.say({ id: '1', type: 'subscribe', payload: { query: PAGE } });
    expect(await socket.next()).toEqual({ id: '1', type: 'error', payload: limited('RATE_ANONYMOUS', 200).errors });
    const events = await (await sent(server, PAGE, { accept: 'text/event-stream' })).text();
    expect(events).toContain('"code":"RATE_LIMITED"');
    const headers = { 'apollo-require-preflight': '1' };
    expect((await fetch(`${server.url}/graphql?query=${encodeURIComponent(PAGE)}`, { headers })).status).toBe(429);
    expect((await sent(server, NAME)).status).toBe(200);
  });

  it('is not held where nobody is asked who he is, of this machine, nor where it is 0', async () => {
    const open = await startTestServer({ env: { RATE_ANONYMOUS: '10' } });
    const unbounded = await start({ RATE_ANONYMOUS: '0' });
    for (const server of [open, unbounded])
      for (const nth of [1, 2, 3]) expect((await sent(server, NAME)).status, String(nth)).toBe(200);
  });
});

describe('credentials that do not hold', () => {
  it('are refused with 429 when too many came from one address in a minute; those that hold are let in', async () => {
    const server = await start({ RATE_REFUSED: '3' });
    const token = await tokenFor(server.url, 'one', ['read']);
    const wrong = (nth: number): string[] => [`Bearer wrong${nth}`, `Bearer floe_${'0'.repeat(16)}_${'a'.repeat(43)}`];
    for (const nth of [0, 1, 2])
      expect((await sent(server, NAME, { authorization: wrong(nth)[nth % 2] ?? '' })).status).toBe(401);
    for (const authorization of [...wrong(4), 'Basic eDp5']) {
      const refused = await sent(server, NAME, { authorization });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
      expect(await refused.json()).toEqual({
        errors: [
          {
            message: expect.stringMatching(
              /^Wrong credentials .* 3 times .* \(RATE_REFUSED\)\. Try again in \d+ s/,
            ) as string,
            extensions: {
              code: 'RATE_LIMITED',
              limit: 'RATE_REFUSED',
              allowed: 3,
              retryAfterMs: expect.any(Number) as number,
            },
          },
        ],
      });
    }
    expect((await sent(server, NAME, { authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await sent(server, NAME)).status).toBe(200);
  });

  it('count alike where they come over WebSocket', async () => {
    const server = await start({ RATE_REFUSED: '1' });
    const reasonOf = async (authorization: string): Promise<[number, string]> => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })));
      const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
      return [code, reason.toString()];
    };
    expect(await reasonOf('Bearer wrong')).toEqual([4403, 'The token is none that is known here.']);
    const [code, reason] = await reasonOf('Bearer wrong');
    expect([code, reason]).toEqual([4403, expect.stringMatching(/\(RATE_REFUSED\)\. Try again in \d+ s/)]);
    expect((await sent(server, NAME, { authorization: 'Bearer wrong' })).status).toBe(429);
  });

  it('are not counted where RATE_REFUSED is 0', async () => {
    const server = await start({ RATE_REFUSED: '0' });
    for (const nth of [1, 2, 3])
      expect((await sent(server, NAME, { authorization: `Bearer wrong${nth}` })).status).toBe(401);
  });
});

describe('the requests of one caller that are answered at once', () => {
  it('are MAX_RUNNING, those that send their body slowly among them; a stream counts as one', async () => {
    const server = await startTestServer({ env: { MAX_RUNNING: '1' } });
    const headers = { 'content-type': 'application/json', 'content-length': '100' };
    const slow = request(`${server.url}/graphql`, { method: 'POST', headers }).on('error', () => undefined);
    atEnd(() => void slow.destroy());
    slow.write('{');
    await until(async () => (await sent(server, NAME)).status === 429);
    const refused = await sent(server, NAME);
    expect(refused.headers.get('retry-after')).toBe('1');
    const extensions = { code: 'LIMIT_EXCEEDED', limit: 'MAX_RUNNING', found: 2, allowed: 1, retryAfterMs: 1000 };
    expect(await refused.json()).toMatchObject({ errors: [{ extensions }] });
    slow.destroy();
    await until(async () => (await sent(server, NAME)).status === 200);

    const controller = new AbortController();
    atEnd(() => controller.abort());
    await until(async () => {
      const body = JSON.stringify({ query: 'subscription { contractChanged { cursor } }' });
      const accept = 'text/event-stream';
      const { signal } = controller;
      const init = { method: 'POST', headers: { 'content-type': 'application/json', accept }, body, signal };
      return (await fetch(`${server.url}/graphql`, init)).status === 200;
    });
    await until(async () => (await sent(server, NAME)).status === 200);
  });
});
