import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atEnd } from '../support/atEnd.js';
import { startTestServer, type TestServer } from '../support/server.js';

let browser: Browser;
beforeAll(async () => {
  // The binary is that of an npm package; it runs as root too, hence without a sandbox, and reaches 127.0.0.1 alone.
  const args = ['--no-sandbox', '--disable-gpu'];
  browser = await playwright.launch({ args, executablePath: await chromium.executablePath() });
});
afterAll(() => browser.close());

/** A page that reaches this server and nothing else; what it asked of others, and what went wrong in it. */
async function offlinePage(server: TestServer): Promise<{ page: Page; elsewhere: string[]; mistakes: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  atEnd(() => page.close());
  const elsewhere: string[] = [];
  const mistakes: string[] = [];
  page.on('pageerror', (error) => mistakes.push(error.message));
  page.on('console', (message) => message.type() === 'error' && mistakes.push(message.text()));
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(server.url) || url.startsWith('data:') || url.startsWith('blob:')) return route.continue();
    elsewhere.push(url);
    return route.abort();
  });
  return { page, elsewhere, mistakes };
}

describe('the landing page', () => {
  it('says what this is and leads to the explorer, in a browser that reaches nothing else', async () => {
    const server = await startTestServer({ acme: true });
    const { page, elsewhere, mistakes } = await offlinePage(server);
    await page.goto(`${server.url}/`);
    expect(await page.title()).toBe('floe-catalog');
    for (const link of ['/schema.graphql', '/healthz', '/readyz'])
      expect((await fetch(server.url + (await page.getAttribute(`a[href="${link}"]`, 'href')))).status).toBe(200);
    await page.click('a[href="/explorer"]');
    await page.waitForSelector('.graphiql-container');
    expect([elsewhere, mistakes]).toEqual([[], []]);
  });

  it("leads a browser from /graphql to the explorer, where the example's query is run", async () => {
    const server = await startTestServer({ acme: true });
    const { page, elsewhere, mistakes } = await offlinePage(server);
    await page.goto(`${server.url}/graphql`);
    expect(page.url()).toBe(`${server.url}/explorer`);
    await page.click('button.graphiql-execute-button');
    const answer = page.locator('.result-window');
    await answer.getByText('sales.customer-360', { exact: false }).first().waitFor();
    expect([elsewhere, mistakes]).toEqual([[], []]);
  });

  it('follows a subscription over WebSocket in the explorer', async () => {
    const server = await startTestServer({ acme: true });
    const { page } = await offlinePage(server);
    const query = 'subscription { contractChanged(after: "WzBd") { message } }';
    await page.goto(`${server.url}/explorer?query=${encodeURIComponent(query)}`);
    await page.click('button.graphiql-execute-button');
    await page.locator('.result-window').getByText('message', { exact: false }).first().waitFor();
    expect(server.followers()).toBe(1);
  });
});

describe('every page', () => {
  it('runs its own scripts and no other, asks no other server, and stands in no frame', async () => {
    const server = await startTestServer();
    for (const path of ['/', '/explorer', '/schema.graphql']) {
      const { headers } = await fetch(server.url + path);
      const policy = headers.get('content-security-policy') ?? '';
      const directives = new Map(policy.split(';').map((each) => each.split(/ (.*)/, 2) as [string, string]));
      expect([...directives.keys()], path).toEqual(
        expect.arrayContaining(['default-src', 'script-src', 'connect-src']),
      );
      expect(directives.get('script-src'), path).toMatch(/^('none'|'sha256-[\w+/=]+'( |$))+$/);
      expect(directives.get('connect-src'), path).toBe("'self'");
      expect(directives.get('frame-ancestors'), path).toBe("'none'");
      expect([headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual([
        'nosniff',
        'no-referrer',
      ]);
    }
  });

  it('lets no script run that was put into it', async () => {
    const server = await startTestServer();
    const { page, mistakes } = await offlinePage(server);
    await page.goto(`${server.url}/`);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.body.append(script);
    });
    expect(await page.title()).toBe('floe-catalog');
    expect(mistakes.join()).toContain('Content Security Policy');
  });
});
