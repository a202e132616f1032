import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../portal/src/app/paths.js';
import { portalRoutes } from '../../src/server/pages/portalRoutes.js';
import { atEnd } from '../support/atEnd.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** What a page may weigh, compressed, before it shows anything (issue of the portal). */
const MOST_BYTES = 60 * 1024;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ lasting: true });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(server.url + path, { headers });
const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

/** The scripts and styles that the page at an address asks for before it shows anything. */
async function firstFiles(path: string): Promise<string[]> {
  const response = await get(path);
  const inPage = [...(await response.text()).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, file = '']) => file);
  const ahead = [...(response.headers.get('link') ?? '').matchAll(/<([^>]+)>/g)].map(([, file = '']) => file);
  return [...new Set([...inPage, ...ahead])].filter((file) => file.startsWith('/assets/'));
}

describe('the portal', () => {
  const addresses = paths.map(({ path }) => path.replace(/:\w+/, 'a.b'));
  it.each(addresses)('weighs at most 60 kB before %s is shown', async (path) => {
    const files = await firstFiles(path);
    expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(1);
    const texts = await Promise.all(files.map(async (file) => Buffer.from(await (await get(file)).arrayBuffer())));
    const bytes = texts.map((text) => gzipSync(text, { level: 9 }).length);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(MOST_BYTES);
  });

  it('answers each of its addresses with the page, which is asked for again by its hash', async () => {
    const pages = await Promise.all(
      ['/', '/products/sales.customer-360', '/signin'].map((path) => get(path, asBrowser)),
    );
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(await Promise.all(pages.map((page) => page.text()))).size).toBe(1);
    const [first] = pages;
    expect(first?.headers.get('cache-control')).toBe('no-cache');
    // As browsers ask again; fetch alone would ask for a fresh one.
    const known = { 'if-none-match': first?.headers.get('etag') ?? '', 'cache-control': 'max-age=0' };
    const again = await get('/products/a.b', { ...asBrowser, ...known });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('shows the page, as one that is not there, at an address that nobody has, and JSON to all others', async () => {
    const page = await get('/no/such/page', asBrowser);
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    for (const accept of ['application/json', '*/*']) {
      const json = await get('/no/such/page', { accept });
      expect([json.status, await json.json()]).toEqual([
        404,
        { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'NOT_FOUND' }) })] },
      ]);
    }
    expect((await get('/assets/none.js')).status).toBe(404);
  });

  it('stands in the way of nothing else', async () => {
    for (const path of ['/healthz', '/readyz', '/schema.graphql', '/explorer', '/graphql?query={__typename}'])
      expect([path, (await get(path, { ...asBrowser, 'apollo-require-preflight': 'x' })).status]).toEqual([path, 200]);
    expect((await get('/graphql?query={__typename}', { 'apollo-require-preflight': 'x' })).status).toBe(200);
  });

  it('gives its files for ever, compressed as the build left them', async () => {
    const files = await firstFiles('/');
    for (const file of files) {
      expect(file).toMatch(/-[\w-]{8}\.(js|css)$/);
      for (const encoding of ['br', 'gzip'] as const) {
        const response = await get(file, { 'accept-encoding': encoding });
        expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        // What is smaller than a kilobyte gains nothing by it.
        const encoded = (await response.text()).length < 1_024 ? null : encoding;
        expect([file, response.headers.get('content-encoding')]).toEqual([file, encoded]);
      }
    }
  });

  it('keeps the files of its page where another build takes their place on the disk', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'floe-portal-'));
    atEnd(() => rm(folder, { recursive: true }));
    await cp('dist/portal', folder, { recursive: true });
    const settings = { auth: 'none', issuer: null, clientId: null, resource: null } as const;
    const listening = express().use(portalRoutes({ folder, settings }).routes).listen(0, '127.0.0.1');
    await once(listening, 'listening');
    atEnd(() => void listening.close());
    await rm(path.join(folder, 'assets'), { recursive: true });
    const { port } = listening.address() as AddressInfo;
    for (const file of await firstFiles('/')) {
      const there = await (await get(file)).text();
      expect(await (await fetch(`http://127.0.0.1:${port}${file}`)).text()).toBe(there);
    }
  });

  it('is told how one signs in, and nothing that is a secret', async () => {
    expect(await (await get('/portal.json')).json()).toEqual({
      auth: 'none',
      issuer: null,
      clientId: null,
      resource: null,
    });
    const provider = { AUTH: 'oidc', OIDC_ISSUER: 'https://login.acme.com', OIDC_AUDIENCE: 'https://catalog.acme.com' };
    const named = await startTestServer({ env: { ...provider, OIDC_PORTAL_CLIENT_ID: 'floe-portal' } });
    expect(await (await fetch(`${named.url}/portal.json`)).json()).toEqual({
      auth: 'oidc',
      issuer: 'https://login.acme.com',
      clientId: 'floe-portal',
      resource: 'https://catalog.acme.com',
    });
    const policy = (await fetch(named.url)).headers.get('content-security-policy');
    expect(policy).toContain("connect-src 'self' https://login.acme.com;");
  });
});
