import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.js';
import { isForThisHost } from '../../src/server/request/hosts.js';
import { connects } from '../support/connects.js';
import { startTestServer, type TestServer } from '../support/server.js';

const ASKED = JSON.stringify({ query: '{ __typename }' });

/** The status and body of the answer to who names the server so. */
async function named(server: TestServer, host: string, path = '/graphql'): Promise<[number | undefined, string]> {
  const method = path === '/graphql' ? 'POST' : 'GET';
  const sent = request(`${server.url}${path}`, { method, headers: { host, 'content-type': 'application/json' } });
  const answered = new Promise<[number | undefined, string]>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response) => void text(response).then((body) => resolve([response.statusCode, body]), reject));
  });
  sent.end(method === 'POST' ? ASKED : undefined);
  return answered;
}

/** As a page of that name connects. */
const connectsAs = (server: TestServer, host: string): Promise<string> =>
  connects(server, { host, origin: `http://${host}` });

const OTHERS = [
  'evil.example',
  'evil.example:4000',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '10.0.0.1',
  '[',
];

describe('a server on loopback', () => {
  it('answers by the names of loopback, whatever the port before it', async () => {
    const server = await startTestServer();
    for (const host of ['localhost', 'localhost:4000', '127.0.0.1:1', '[::1]:4000']) {
      const [status, body] = await named(server, host);
      expect([status, JSON.parse(body)], host).toEqual([200, { data: { __typename: 'Query' } }]);
      expect(await connectsAs(server, host), host).toBe('open');
    }
  });

  it('answers nobody who names it otherwise, as a page does that points its own name here', async () => {
    const server = await startTestServer();
    for (const host of OTHERS) {
      const [status, body] = await named(server, host);
      expect(status, host).toBe(421);
      expect(JSON.parse(body)).toEqual({
        errors: [
          {
            message:
              'This server is asked by a name that it does not have: set ALLOWED_HOSTS where a proxy gives it another one.',
            extensions: { code: 'FORBIDDEN' },
          },
        ],
      });
      expect(await connectsAs(server, host), host).toBe('403');
      expect((await named(server, host, '/explorer'))[0], host).toBe(421);
    }
  });

  it('answers by the names that it is given, and probes by any', async () => {
    const server = await startTestServer({ env: { ALLOWED_HOSTS: 'catalog.acme.com, catalog.internal' } });
    for (const host of ['catalog.acme.com', 'catalog.internal:8443', 'localhost'])
      expect((await named(server, host))[0], host).toBe(200);
    for (const host of OTHERS) expect((await named(server, host))[0], host).toBe(421);
    for (const probe of ['/healthz', '/readyz']) expect((await named(server, '10.0.0.1', probe))[0]).toBe(200);
  });
});

// A server of tests listens on loopback alone: what one on a network would do is asked of what decides it.
describe('a server on a network', () => {
  const answers = (allowed: string | undefined, host: string): boolean => {
    const config = readConfig({ HOST: '0.0.0.0', AUTH_NONE: 'anywhere', ALLOWED_HOSTS: allowed });
    return isForThisHost({ url: '/graphql', headers: { host } } as IncomingMessage, config);
  };

  it('answers by any name', () => {
    for (const host of ['catalog.acme.com', '10.0.0.1:4000', 'localhost']) expect(answers(undefined, host)).toBe(true);
  });

  it('answers by those names alone that it is given, and those of loopback', () => {
    expect(answers('catalog.acme.com', 'catalog.acme.com:443')).toBe(true);
    expect(answers('catalog.acme.com', 'localhost:4000')).toBe(true);
    for (const host of OTHERS) expect(answers('catalog.acme.com', host), host).toBe(false);
  });
});

describe('ALLOWED_HOSTS', () => {
  it.each(['*', 'https://catalog.acme.com', 'catalog.acme.com:443', 'Catalog.acme.com', 'a,'])(
    'refuses %s in words',
    (value) => {
      expect(() => readConfig({ ALLOWED_HOSTS: value })).toThrow('expected names of hosts with commas between them');
    },
  );
});
