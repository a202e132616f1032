import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BOOTSTRAP, tokenFor } from '../support/as.js';
import { built } from '../support/built.js';
import { AUDIENCE, SECRET, signInAt, startOidcProvider, type OidcProvider } from '../support/oidcProvider.js';
import { runFloe, type Ran } from '../support/runFloe.js';
import { root, startTestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

type Floe = (args: readonly string[], env?: NodeJS.ProcessEnv, onErr?: (text: string) => void) => Promise<Ran>;

interface Started {
  readonly provider: OidcProvider;
  readonly url: string;
  readonly home: string;
  readonly floe: Floe;
}

/** A catalog with a provider, and `floe` with a home of its own. */
async function start(): Promise<Started> {
  const provider = await startOidcProvider();
  const env = { AUTH: 'oidc', OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: AUDIENCE, BOOTSTRAP_TOKEN: BOOTSTRAP };
  const { url } = await startTestServer({
    acme: true,
    env: { ...env, OIDC_MAPPING: 'groups=dg-sales > domain:sales' },
  });
  const home = await temporaryFolder();
  const floe: Floe = (args, further = {}, onErr) =>
    runFloe(url, args, root, [built('floe')], { XDG_CONFIG_HOME: home, ...further }, onErr);
  return { provider, url, home, floe };
}

describe('floe says who it is', () => {
  it('by FLOE_TOKEN; without it, it is nobody, and is told how to sign in where that is not enough', async () => {
    const { url, floe } = await start();
    const secret = await tokenFor(url, 'sales-ci', ['publish'], ['sales']);
    expect(await floe(['whoami'])).toMatchObject({ code: 0, stdout: 'nobody (anonymous)\n' });
    const known = await floe(['whoami'], { FLOE_TOKEN: secret });
    expect(known).toMatchObject({ code: 0, stdout: 'sales-ci (token)\ndomains: sales\nscopes: publish\n' });
    const publish = ['products', 'publish', 'examples/acme/domains/sales/products/customer-360'];
    expect((await floe(publish, { FLOE_TOKEN: secret })).code).toBe(0);
    const nobody = await floe(publish);
    expect(nobody.code).toBe(2);
    expect(nobody.stderr).toContain('Sign in with `floe login`, or set FLOE_TOKEN.');
    const others = await floe(['products', 'publish', 'examples/acme/domains/marketing/products/targeting-engine'], {
      FLOE_TOKEN: secret,
    });
    expect(others.stderr).toContain('to be an owner of the domain marketing');
  });

  it('by client credentials, for CI', async () => {
    const { provider, floe } = await start();
    const env = {
      FLOE_CLIENT_ID: 'sales-pipeline',
      FLOE_CLIENT_SECRET: SECRET,
      FLOE_ISSUER: provider.issuer,
      FLOE_SCOPE: 'publish',
    };
    const ran = await floe(['whoami', '--json'], env);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      name: 'sales-pipeline',
      kind: 'TOKEN',
      domains: ['sales'],
      scopes: ['publish'],
    });
    const wrong = await floe(['whoami'], { ...env, FLOE_CLIENT_SECRET: 'another' });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain(`${provider.issuer} does not let you in (the client, or its secret`);
    expect((await floe(['whoami'], { FLOE_CLIENT_ID: 'sales-pipeline' })).stderr).toContain(
      'goes with FLOE_CLIENT_SECRET',
    );
  });

  it('by a login in the browser, kept for this catalog alone in a file that nobody else reads, until it is forgotten', async () => {
    const { provider, url, home, floe } = await start();
    let signedIn: Promise<void> | undefined;
    const ran = await floe(['login'], {}, (text) => {
      const [, address] = /Open (\S+) and enter/.exec(text) ?? [];
      if (address) signedIn ??= signInAt(address, 'ann');
    });
    await signedIn;
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('ann@acme.com (user)') as string });
    expect(ran.stdout).toContain('domains: sales');
    const file = path.join(home, 'floe', 'logins.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const kept = JSON.parse(await readFile(file, 'utf8')) as Record<string, { expiresAt: string }>;
    expect(Object.keys(kept)).toEqual([`${url}/graphql`]);
    expect((await floe(['whoami'])).stdout).toContain('ann@acme.com');

    for (const login of Object.values(kept)) login.expiresAt = '2020-01-01T00:00:00.000Z';
    await writeFile(file, JSON.stringify(kept));
    expect((await floe(['whoami'])).stdout).toContain('ann@acme.com'); // by the refresh token
    await provider.rotate(); // which forgets all sessions
    for (const login of Object.values(kept)) login.expiresAt = '2020-01-01T00:00:00.000Z';
    await writeFile(file, JSON.stringify(kept));
    expect((await floe(['whoami'])).stderr).toContain('sign in again (floe login)');
    expect((await floe(['logout'])).code).toBe(0);
    expect((await floe(['whoami'])).stdout).toBe('nobody (anonymous)\n');
  });
});

describe('floe token', () => {
  it('makes tokens, lists and revokes them', async () => {
    const { floe } = await start();
    const admin = { FLOE_TOKEN: BOOTSTRAP };
    const made = await floe(
      ['token', 'create', 'sales-ci', '--scope', 'publish', 'acknowledge', '--domain', 'sales', '--expires-in', 'P90D'],
      admin,
    );
    expect(made.code).toBe(0);
    const secret = made.stdout.trim();
    expect(secret).toMatch(/^floe_[0-9a-f]{16}_[\w-]{43}$/);
    expect((await floe(['whoami'], { FLOE_TOKEN: secret })).stdout).toContain('sales-ci (token)');
    const again = await floe(['token', 'create', 'sales-ci', '--scope', 'publish'], admin);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('A token sales-ci stands') as string });
    expect((await floe(['token', 'list'], admin)).stdout).toMatch(/sales-ci +sales +publish, acknowledge .*stands/);
    expect((await floe(['token', 'revoke', 'sales-ci'], admin)).stdout).toBe('Revoked sales-ci.\n');
    expect((await floe(['whoami'], { FLOE_TOKEN: secret })).stderr).toContain('is revoked');
    expect((await floe(['token', 'revoke', 'sales-ci'], admin)).code).toBe(1);
  });
});
