import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { sql } from '../../src/entities/sql.js';
import { askAs, BOOTSTRAP, createToken, tokenFor } from '../support/as.js';

const VIEWER = '{ viewer { name kind email domains roles scopes } }';
const REVOKE = `mutation ($id: ID!) { revokeToken(input: {id: $id}) { token { name revokedAt } userErrors { code } } }`;
const PUBLISH = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) { product { fqn } userErrors { code } } }`;

const start = (dialect: (typeof databases)[number], clock?: { now(): Date }): Promise<TestServer> =>
  startTestServer({ dialect, acme: true, clock, env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP } });

describe.each(databases)('API tokens on %s', (dialect) => {
  it('say who comes with them, and nobody comes without', async () => {
    const { url } = await start(dialect);
    expect((await askAs(url, null, VIEWER)).data).toEqual({
      viewer: { name: null, kind: 'ANONYMOUS', email: null, domains: [], roles: [], scopes: [] },
    });
    const secret = await tokenFor(url, 'sales-ci', ['publish', 'compile'], ['sales']);
    expect((await askAs(url, secret, VIEWER)).data).toEqual({
      viewer: {
        name: 'sales-ci',
        kind: 'TOKEN',
        email: null,
        domains: ['sales'],
        roles: [],
        scopes: ['publish', 'compile'],
      },
    });
  });

  it('are asked for where nobody may read without, however the path is spelled', async () => {
    const env = { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP, ANONYMOUS: 'refuse' };
    const server = await startTestServer({ dialect, acme: true, env });
    const body = JSON.stringify({ query: '{ product(fqn: "sales.customer-360") { fqn } }' });
    const post = async (target: string, headers: Record<string, string> = {}): Promise<number | undefined> => {
      const { hostname, port } = new URL(server.url);
      const type = { 'content-type': 'application/json', 'content-length': String(body.length) };
      const sent = request({ hostname, port, method: 'POST', path: target, headers: { ...type, ...headers } });
      sent.end(body);
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    const spellings = ['/graphql', '/GraphQL', '/graphql/', '/GRAPHQL?x=1', `${server.url}/graphql`, '/graphql/more'];
    for (const target of spellings) expect(await post(target), target).toBe(401);
    expect(await post('/graphql', { authorization: `Bearer ${BOOTSTRAP}` })).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it('are kept as a hash: neither the row nor the log of the server has the secret', async () => {
    const { url, db, logged } = await start(dialect);
    const secret = await tokenFor(url, 'sales-ci', ['publish'], ['sales']);
    await askAs(url, secret, VIEWER);
    const random = secret.split('_').slice(2).join('_');
    const rows = await db.all(sql`SELECT * FROM api_tokens`);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(random);
    expect(JSON.stringify(logged)).not.toContain(random);
  });

  it('are refused from the request on that follows their revocation, on every server of the store', async () => {
    const first = await start(dialect);
    const second = await startTestServer({
      databaseUrl: first.databaseUrl,
      env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP },
    });
    const { secret, token } = await createToken(first.url, {
      name: 'sales-ci',
      scopes: ['publish'],
      domains: ['sales'],
    });
    expect((await askAs(second.url, secret, VIEWER)).errors).toBeUndefined();
    const { data } = await askAs(first.url, BOOTSTRAP, REVOKE, { id: token?.['id'] });
    expect(data).toMatchObject({ revokeToken: { token: { name: 'sales-ci' }, userErrors: [] } });
    for (const { url } of [first, second])
      expect((await askAs(url, secret, VIEWER)).errors).toMatchObject([
        { message: 'The API token sales-ci is revoked.', extensions: { code: 'UNAUTHENTICATED' } },
      ]);
  });

  it('expire at the end of their time, and not before', async () => {
    let now = new Date('2026-03-01T00:00:00.000Z');
    const { url } = await start(dialect, { now: () => now });
    const { secret, token } = await createToken(url, { name: 'short', scopes: ['read'], expiresIn: 'PT1H' });
    expect(token?.['expiresAt']).toBe('2026-03-01T01:00:00.000Z');
    now = new Date('2026-03-01T00:59:59.999Z');
    expect((await askAs(url, secret, VIEWER)).errors).toBeUndefined();
    now = new Date('2026-03-01T01:00:00.000Z');
    expect((await askAs(url, secret, VIEWER)).errors?.[0]?.message).toContain('expired at 2026-03-01T01:00:00.000Z');
  });

  it('show when they were used last, written once a minute', async () => {
    let now = new Date('2026-03-01T00:00:00.000Z');
    const { url, db } = await start(dialect, { now: () => now });
    const secret = await tokenFor(url, 'sales-ci', ['publish'], ['sales']);
    const lastUse = async (): Promise<unknown> => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return (await db.one<{ at: string | null }>(sql`SELECT last_used_at AS "at" FROM api_tokens`))?.at;
    };
    expect(await lastUse()).toBeNull();
    await askAs(url, secret, VIEWER);
    expect(await lastUse()).toBe('2026-03-01T00:00:00.000Z');
    now = new Date('2026-03-01T00:00:59.000Z');
    await askAs(url, secret, VIEWER);
    expect(await lastUse()).toBe('2026-03-01T00:00:00.000Z');
    now = new Date('2026-03-01T00:01:00.000Z');
    await askAs(url, secret, VIEWER);
    expect(await lastUse()).toBe('2026-03-01T00:01:00.000Z');
  });

  it('are made with a name that no person has, scopes and domains that there are, once', async () => {
    const { url } = await start(dialect);
    const refusedFor = async (input: object): Promise<unknown> =>
      (await createToken(url, { name: 'ci', scopes: ['publish'], domains: ['sales'], ...input })).userErrors;
    expect(await refusedFor({ name: 'ann@acme.com' })).toMatchObject([
      { code: 'BAD_USER_INPUT', path: ['input', 'name'] },
    ]);
    expect(await refusedFor({ scopes: ['publsh'] })).toMatchObject([
      { path: ['input', 'scopes'], message: expect.stringContaining('Did you mean publish?') as string },
    ]);
    expect(await refusedFor({ scopes: [] })).toMatchObject([{ path: ['input', 'scopes'] }]);
    expect(await refusedFor({ domains: ['slaes'] })).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'domains'] }]);
    expect(await refusedFor({})).toEqual([]);
    expect(await refusedFor({})).toMatchObject([{ code: 'CONFLICT', path: ['input', 'name'] }]);
  });
});

describe('a server that asks who comes', () => {
  it.each([
    ['no token of it', `floe_0123456789abcdef_${'A'.repeat(43)}`],
    ['a secret that is not that of the token', null],
    ['some text', 'Bearer-of-news'],
  ])('refuses %s with 401 and says how to come in', async (_what, given) => {
    const { url } = await start('sqlite');
    const secret = await tokenFor(url, 'sales-ci', ['publish'], ['sales']);
    const wrong = given ?? `${secret.slice(0, -2)}${secret.endsWith('AA') ? 'BB' : 'AA'}`;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${wrong}` },
      body: JSON.stringify({ query: VIEWER }),
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('lets nobody read who does not say who he is, where it is told so', async () => {
    const env = { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP, ANONYMOUS: 'refuse' };
    const { url } = await startTestServer({ env });
    expect((await askAs(url, null, '{ domains { totalCount } }')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect((await askAs(url, BOOTSTRAP, '{ domains { totalCount } }')).data).toEqual({ domains: { totalCount: 0 } });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('lets nobody write who does not say who he is', async () => {
    const { url } = await start('sqlite');
    const { errors } = await askAs(url, null, PUBLISH, { input: { source: 'kind: DataProduct\n' } });
    expect(errors).toMatchObject([{ path: ['publishProduct'], extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
