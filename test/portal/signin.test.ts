import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, offlinePage } from '../support/browser.js';
import { AUDIENCE, startOidcProvider } from '../support/oidcProvider.js';
import { startTestServer } from '../support/server.js';

const SECRET = 'a secret of the tests, long enough for one';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** What is kept of the token in the tab. */
const kept = (page: Page): Promise<string | null> => page.evaluate(() => sessionStorage.getItem('floe.token'));

describe('signing in to the portal', () => {
  it('takes a token that holds, tells of one that does not, and lets it go again', async () => {
    const server = await startTestServer({
      acme: true,
      env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: SECRET.replaceAll(' ', '-') },
    });
    const { page } = await offlinePage(browser, [server.url]);
    await page.goto(server.url);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.locator('#token').fill('floe_none');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.problem', { hasText: 'UNAUTHENTICATED' }).waitFor();
    expect(await kept(page)).toBeNull();
    await page.locator('#token').fill(SECRET.replaceAll(' ', '-'));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    expect(await kept(page)).toBeNull();
  });

  it('goes to the provider and comes back with a token, by code and PKCE', async () => {
    const provider = await startOidcProvider();
    const env = {
      AUTH: 'oidc',
      OIDC_ISSUER: provider.issuer,
      OIDC_AUDIENCE: AUDIENCE,
      OIDC_PORTAL_CLIENT_ID: 'floe-portal',
    };
    const server = await startTestServer({ acme: true, env });
    provider.knowPortal(`${server.url}/signin`);
    const { page } = await offlinePage(browser, [server.url, provider.issuer]);
    await page.goto(`${server.url}/signin?to=${encodeURIComponent('/contracts')}`);
    await page.getByRole('button', { name: /^Sign in at/ }).click();
    await page.locator('input[name="login"]').fill('ann');
    await page.locator('input[name="password"]').fill('any');
    await page.locator('button[type="submit"]').click();
    await page.waitForURL(/interaction/);
    await page.locator('button[type="submit"]', { hasText: 'Continue' }).click();
    await page.locator('h1', { hasText: 'Contracts' }).waitFor();
    await page.locator('.visitor', { hasText: 'ann@acme.com' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/contracts');
  });
});
