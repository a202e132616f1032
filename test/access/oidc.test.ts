import { generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { askAs } from '../support/as.js';
import { AUDIENCE, startOidcProvider, type OidcProvider } from '../support/oidcProvider.js';
import { startTestServer, type TestServer } from '../support/server.js';

const VIEWER = '{ viewer { name kind email domains teams roles scopes } }';

async function start(
  env: Record<string, string> = {},
  acme = false,
): Promise<{ provider: OidcProvider; server: TestServer }> {
  const provider = await startOidcProvider();
  const server = await startTestServer({
    acme,
    env: { AUTH: 'oidc', OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: AUDIENCE, ...env },
  });
  return { provider, server };
}

const seconds = (from: number): number => Math.floor(Date.now() / 1_000) + from;

describe('a bearer token of an OpenID Connect provider', () => {
  it('of a client in its own name is a machine, with the domains and scopes that the provider gives it', async () => {
    const { provider, server } = await start();
    const { data } = await askAs(server.url, await provider.clientToken('publish monitor'), VIEWER);
    expect(data).toEqual({
      viewer: {
        name: 'sales-pipeline',
        kind: 'TOKEN',
        email: null,
        domains: ['sales'],
        teams: [],
        roles: [],
        scopes: ['publish', 'monitor'],
      },
    });
  });

  it('of a person says who it is by the claims that the configuration names, and what it maps', async () => {
    const { provider, server } = await start({
      OIDC_NAME_CLAIM: 'profile.name',
      OIDC_ROLES_CLAIM: 'realm_access.roles',
      OIDC_MAPPING:
        'groups=dg-sales > domain:sales; groups=dg-sales > team:sales-engineering; groups=dg-x > role:platform',
    });
    const token = await provider.sign({
      profile: { name: 'Ann' },
      email: 'ann@acme.com',
      groups: ['dg-sales', 'other'],
      realm_access: { roles: ['analyst'] },
    });
    expect((await askAs(server.url, token, VIEWER)).data).toEqual({
      viewer: {
        name: 'Ann',
        kind: 'USER',
        email: 'ann@acme.com',
        domains: ['sales'],
        teams: ['dg-sales', 'other', 'sales-engineering'],
        roles: ['analyst'],
        scopes: [],
      },
    });
  });

  it('has no address where the provider says that it has not verified it', async () => {
    const { provider, server } = await start();
    const token = await provider.sign({ email: 'ceo@acme.com', email_verified: false });
    expect((await askAs(server.url, token, '{ viewer { email } }')).data).toEqual({ viewer: { email: null } });
  });

  it.each<[string, (provider: OidcProvider) => Promise<string>, string]>([
    ['for another audience', (each) => each.sign({ aud: 'https://other.acme.com' }), '"aud"'],
    ['of another issuer', (each) => each.sign({ iss: 'https://accounts.example.com' }), '"iss"'],
    ['that has expired', (each) => each.sign({ exp: seconds(-31) }), 'expired'],
    ['that holds for ever', (each) => each.sign({ exp: undefined }), '"exp"'],
    ['that is about nobody', (each) => each.sign({ sub: undefined }), '"sub"'],
    ['that is not valid yet', (each) => each.sign({ nbf: seconds(90) }), '"nbf"'],
    [
      'signed by another key under the same name',
      async (each) => each.sign({}, { key: (await generateKeyPair('RS256')).privateKey }),
      'signature',
    ],
    [
      'signed with a shared secret',
      (each) => each.sign({}, { alg: 'HS256', key: new Uint8Array(64) }),
      'OIDC_ALGORITHMS',
    ],
    [
      'signed with nothing (alg none)',
      async (each) => {
        const [, payload] = (await each.sign({})).split('.');
        return `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`;
      },
      'OIDC_ALGORITHMS',
    ],
    [
      'whose claims were changed',
      async (each) => {
        const [head, , signature] = (await each.sign({})).split('.');
        const [, payload] = (await each.sign({ roles: ['platform'] })).split('.');
        return `${head}.${payload}.${signature}`;
      },
      'signature',
    ],
  ])('%s is refused, with the reason', async (_what, tokenOf, told) => {
    const { provider, server } = await start();
    const { errors } = await askAs(server.url, await tokenOf(provider), VIEWER);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(errors?.[0]?.message).toContain(told);
  });

  it('is taken a little after its time, for clocks differ', async () => {
    const { provider, server } = await start({ OIDC_CLOCK_SKEW_SECONDS: '60' });
    const token = await provider.sign({ exp: seconds(-40) });
    expect((await askAs(server.url, token, VIEWER)).errors).toBeUndefined();
  });

  it('is verified with keys that are fetched once, and again when the provider has a new one', async () => {
    const { provider, server } = await start();
    const before = await provider.sign({ sub: 'before' });
    for (let nth = 0; nth < 3; nth += 1) await askAs(server.url, await provider.sign({ sub: `n${nth}` }), VIEWER);
    expect(provider.keysAsked()).toBe(1);
    await provider.rotate();
    await new Promise((resolve) => setTimeout(resolve, 2_100)); // keys are not fetched again at once
    expect((await askAs(server.url, await provider.sign({ sub: 'after' }), VIEWER)).errors).toBeUndefined();
    expect(provider.keysAsked()).toBe(2);
    expect((await askAs(server.url, before, VIEWER)).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('cannot be told where the provider is away: that is UNAVAILABLE, and who comes without a token still reads', async () => {
    const { provider, server } = await start();
    const token = await provider.sign({});
    await provider.stop();
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: VIEWER }),
    });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).not.toBeNull();
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    expect((await askAs(server.url, null, '{ domains { totalCount } }')).errors).toBeUndefined();
  });
});
