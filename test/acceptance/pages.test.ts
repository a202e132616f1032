import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, offlinePage } from '../support/browser.js';
import { startTestServer } from '../support/server.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Of what a page wrote to its console, the errors. */
const errors = (messages: readonly string[]): string[] => messages.filter((each) => each.startsWith('error: '));

describe('the explorer', () => {
  it('is one step from the portal, as are the schema and how the process is', async () => {
    const server = await startTestServer({ acme: true });
    const { page, elsewhere, messages } = await offlinePage(browser, [server.url]);
    await page.goto(`${server.url}/`);
    await page.waitForSelector('footer');
    for (const link of ['/schema.graphql', '/healthz', '/readyz'])
      expect((await fetch(server.url + (await page.getAttribute(`a[href="${link}"]`, 'href')))).status).toBe(200);
    await page.click('a[href="/explorer"]');
    await page.waitForSelector('.graphiql-container');
    expect([elsewhere, errors(messages)]).toEqual([[], []]);
  });

  it("leads a browser from /graphql to the explorer, where the example's query is run", async () => {
    const server = await startTestServer({ acme: true });
    const { page, elsewhere, messages } = await offlinePage(browser, [server.url]);
    await page.goto(`${server.url}/graphql`);
    expect(page.url()).toBe(`${server.url}/explorer`);
    await page.click('button.graphiql-execute-button');
    const answer = page.locator('.result-window');
    await answer.getByText('sales.customer-360', { exact: false }).first().waitFor();
    expect([elsewhere, errors(messages)]).toEqual([[], []]);
  });

  it('follows a subscription over WebSocket in the explorer', async () => {
    const server = await startTestServer({ acme: true });
    const { page } = await offlinePage(browser, [server.url]);
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
    for (const path of ['/', '/products/a.b', '/explorer', '/schema.graphql']) {
      const { headers } = await fetch(server.url + path);
      const policy = headers.get('content-security-policy') ?? '';
      const directives = new Map(policy.split(';').map((each) => each.split(/ (.*)/, 2) as [string, string]));
      expect([...directives.keys()], path).toEqual(
        expect.arrayContaining(['default-src', 'script-src', 'connect-src']),
      );
      expect(directives.get('script-src'), path).toMatch(/^('none'|'self'|'sha256-[\w+/=]+'( |$))+$/);
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
    const { page, messages } = await offlinePage(browser, [server.url]);
    await page.goto(`${server.url}/`);
    await page.waitForSelector('h1');
    const title = await page.title();
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.body.append(script);
    });
    expect(await page.title()).toBe(title);
    expect(messages.join()).toContain('Content Security Policy');
  });
});
