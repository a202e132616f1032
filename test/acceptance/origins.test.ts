import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.js';
import { connects } from '../support/connects.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PORTAL = 'https://portal.acme.com';
const body = JSON.stringify({ query: '{ __typename }' });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ lasting: true, env: { CORS_ORIGINS: `${PORTAL}, http://localhost:3000` } });
});

const connectsFrom = (origin?: string): Promise<string> => connects(server, origin === undefined ? {} : { origin });

const OTHERS = [
  'https://evil.example',
  'null',
  'http://127.0.0.1:1',
  'https://portal.acme.com.evil.example',
  'nonsense',
];

describe('a page of another origin', () => {
  it('may not connect by WebSocket, where every page may try', async () => {
    for (const origin of OTHERS) expect(await connectsFrom(origin), origin).toBe('403');
  });

  it('gets no CORS header, hence no answer from its browser', async () => {
    for (const origin of OTHERS) {
      const headers = { 'content-type': 'application/json', origin };
      const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      const preflight = await fetch(`${server.url}/graphql`, { method: 'OPTIONS', headers });
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('a page of an allowed origin, of our own, and who is no browser', () => {
  it('may connect by WebSocket', async () => {
    for (const origin of [PORTAL, 'http://localhost:3000', server.url, undefined])
      expect(await connectsFrom(origin), origin).toBe('open');
  });

  it('gets the answer, after its browser has asked whether it may', async () => {
    const preflight = await fetch(`${server.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: PORTAL, 'access-control-request-headers': 'content-type, authorization' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
      204,
      'content-type, authorization',
    ]);
    for (const accept of ['*/*', 'application/json;q=1']) {
      const headers = { 'content-type': 'application/json', origin: PORTAL, accept };
      const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
      expect(response.headers.get('access-control-allow-origin')).toBe(PORTAL);
      expect(response.headers.get('vary')?.toLowerCase()).toContain('origin');
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
      expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
    }
  });
});

describe('CORS_ORIGINS', () => {
  it.each(['*', 'portal.acme.com', `${PORTAL}/`, `${PORTAL},`])('refuses %s in words', (value) => {
    expect(() => readConfig({ CORS_ORIGINS: value })).toThrow('expected origins with commas between them');
  });
});
