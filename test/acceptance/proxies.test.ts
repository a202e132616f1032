import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { addressThrough } from '../../src/server/request/addressOf.js';
import { askAs, BOOTSTRAP } from '../support/as.js';
import { atEnd, atEndOfFile } from '../support/atEnd.js';
import { startTestServer, type TestServer } from '../support/server.js';

const RETIRE = 'mutation { retireProduct(input: {fqn: "a.b", reason: "no"}) { userErrors { code } } }';
const FEED = 'subscription { contractChanged { cursor } }';
const HERE = /^(::ffff:)?127\.0\.0\.1$/;

interface Audited {
  readonly auditEvents: { readonly nodes: readonly { readonly from: string }[] };
}

/** An operation that a proxy passes on with this header. */
const through = (forwarded: string, query: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded, ...headers },
  body: JSON.stringify({ query }),
});

const send = (server: TestServer, ...asked: Parameters<typeof through>): Promise<Response> =>
  fetch(`${server.url}/graphql`, through(...asked));

const start = (env: Record<string, string>): Promise<TestServer> =>
  startTestServer({
    lasting: true,
    env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP, RATE_ANONYMOUS: '2100', MAX_SOCKETS: '1', ...env },
  });

/** The status with which an upgrade is answered; 101 where it is let in. */
async function upgraded(server: TestServer, forwarded: string): Promise<number | undefined> {
  const headers = { 'x-forwarded-for': forwarded };
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  atEnd(() => socket.terminate());
  socket.on('error', () => undefined);
  const refused = once(socket, 'unexpected-response') as Promise<[unknown, IncomingMessage]>;
  return Promise.race([once(socket, 'open').then(() => 101), refused.then(([, { statusCode }]) => statusCode)]);
}

async function lastFrom(server: TestServer): Promise<string | undefined> {
  const { data } = await askAs(server.url, BOOTSTRAP, '{ auditEvents(last: 1) { nodes { from } } }');
  return (data as unknown as Audited).auditEvents.nodes[0]?.from;
}

describe('behind a proxy that is trusted', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' });
  });

  it('each client has a minute of its own, and is who the audit log names', async () => {
    for (const client of ['203.0.113.1', '203.0.113.2']) {
      expect((await send(server, client, RETIRE)).status).toBe(200);
      expect(await lastFrom(server)).toBe(client);
      expect((await send(server, client, RETIRE)).status).toBe(429);
    }
  });

  it('a client that says it is another is still itself', async () => {
    expect((await send(server, '198.51.100.9, 203.0.113.3, 10.1.2.3', RETIRE)).status).toBe(200);
    expect(await lastFrom(server)).toBe('203.0.113.3');
    for (const told of ['198.51.100.10, 203.0.113.3', '127.0.0.1, 203.0.113.3', '10.9.9.9, 203.0.113.3, 10.1.2.3'])
      expect((await send(server, told, RETIRE)).status, told).toBe(429);
  });

  it('each client has WebSockets and event streams of its own', async () => {
    expect(await upgraded(server, '203.0.113.4')).toBe(101);
    expect(await upgraded(server, '198.51.100.1, 203.0.113.4')).toBe(429);
    expect(await upgraded(server, '203.0.113.5')).toBe(101);
    const controller = new AbortController();
    atEnd(() => controller.abort());
    const asked = through('203.0.113.5', FEED, { accept: 'text/event-stream' });
    const events = await fetch(`${server.url}/graphql`, { ...asked, signal: controller.signal });
    expect(await events.text()).toContain('"limit":"MAX_SOCKETS"');
  });
});

describe('where no proxy is trusted', () => {
  it('nothing is changed by what a client says of where it comes from', async () => {
    for (const env of [{ TRUSTED_PROXIES: '' }, { TRUSTED_PROXIES: '10.0.0.0/8' }]) {
      const server = await start(env);
      expect((await send(server, '203.0.113.1', RETIRE)).status).toBe(200);
      expect(await lastFrom(server)).toMatch(HERE);
      expect((await send(server, '203.0.113.2', RETIRE)).status).toBe(429);
      expect(await upgraded(server, '203.0.113.3')).toBe(101);
      expect(await upgraded(server, '203.0.113.4')).toBe(429);
    }
  });
});

describe('the address of a client', () => {
  let url: string;
  beforeAll(async () => {
    const http = createServer((asked, response) => {
      const trusted = String(asked.headers['x-trusted']);
      response.end(addressThrough(trusted === 'nobody' ? [] : trusted.split(','))(asked));
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    atEndOfFile(() => void http.close());
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  });

  it.each([
    ['nobody', '203.0.113.1', '127.0.0.1'],
    ['10.0.0.0/8', '203.0.113.1', '127.0.0.1'],
    ['127.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['loopback', '203.0.113.1', '203.0.113.1'],
    ['127.0.0.1', '1.2.3.4, 203.0.113.1', '203.0.113.1'],
    ['127.0.0.1', '2001:db8::1', '2001:db8::1'],
    ['127.0.0.1,10.0.0.0/8', '203.0.113.1, 10.0.0.1,10.0.0.2', '203.0.113.1'],
    ['127.0.0.1,10.0.0.0/8', '10.0.0.1', '10.0.0.1'],
    ['127.0.0.1', '', '127.0.0.1'],
    ['127.0.0.1', 'unknown', '127.0.0.1'],
    ['127.0.0.1,10.0.0.0/8', '203.0.113.1, _hidden, 10.0.0.1', '10.0.0.1'],
    ['127.0.0.1', '<script>', '127.0.0.1'],
  ])('where %s is trusted and "%s" is said is %s', async (trusted, said, address) => {
    const asked = request(url, { headers: { 'x-trusted': trusted, 'x-forwarded-for': said } }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    expect(await text(response)).toBe(address);
  });
});
