import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acmeProduct } from '../support/acme.js';
import { axeFindings } from '../support/axe.js';
import { launchBrowser, offlinePage } from '../support/browser.js';
import { cuttableProxy } from '../support/cuttableProxy.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PUBLISH = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) { product { version } userErrors { message } } }`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Publishes a further version of the product of reference data, which changes nothing that it promises. */
async function publish(server: TestServer, version: string): Promise<void> {
  const input = acmeProduct('enterprise/reference-data', {
    source: (text) => text.replace('version: "1.0.0"', `version: "${version}"`),
  });
  expect(await server.data(PUBLISH, { input })).toMatchObject({ publishProduct: { product: { version } } });
}

const first = (page: Page) => page.locator('ol.feed li').first();

it('tells what happens as it happens, from a place that stands in the address, narrowed by kind and domain', async () => {
  const server = await startTestServer({ acme: true });
  const { page, elsewhere, messages } = await offlinePage(browser, [server.url, server.url.replace('http', 'ws')]);
  await page.goto(`${server.url}/live`);
  await page.locator('.badge.good', { hasText: 'live' }).waitFor();
  await publish(server, '1.0.1');
  await expect.poll(() => first(page).textContent()).toContain('enterprise.reference-data 1.0.1');
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await expect.poll(() => first(page).textContent()).toContain('enterprise.reference-data 1.0.1');

  await page.getByLabel('contract changed').check();
  await expect.poll(() => new URL(page.url()).searchParams.get('kinds')).toBe('CONTRACT_CHANGED');
  await expect.poll(() => page.locator('ol.feed li').count()).toBeGreaterThan(0);
  const told = await page.locator('ol.feed li .badge:first-child').allTextContents();
  expect(new Set(told.filter((_, index) => index % 2 === 0))).toEqual(new Set(['contract changed']));
  await page.getByLabel('risk', { exact: true }).check();
  await expect.poll(() => page.locator('ol.feed li').count()).toBe(1);
  expect(await first(page).textContent()).toContain('enterprise-to-risk-countries');
  await page.goBack();
  await expect.poll(() => page.locator('ol.feed li').count()).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'Only what comes from now on' }).click();
  await page.getByText('Nothing yet.').waitFor();
  expect([elsewhere, messages]).toEqual([[], []]);
});

it('shows that it reconnects, and goes on behind the last event', async () => {
  const server = await startTestServer({ acme: true });
  const proxy = await cuttableProxy(server.url);
  const { page } = await offlinePage(browser, [proxy.url, proxy.url.replace('http', 'ws')]);
  await page.goto(new URL('/live', proxy.url).href);
  await page.locator('.badge.good', { hasText: 'live' }).waitFor();
  await publish(server, '1.0.1');
  await expect.poll(() => first(page).textContent()).toContain('enterprise.reference-data 1.0.1');
  const before = await page.locator('ol.feed li').count();
  await proxy.cut();
  await page.locator('.badge.warn', { hasText: 'reconnecting' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await publish(server, '1.0.2');
  await proxy.mend();
  await page.locator('.badge.good', { hasText: 'live' }).waitFor();
  await expect.poll(() => first(page).textContent()).toContain('enterprise.reference-data 1.0.2');
  expect(await page.locator('ol.feed li').count()).toBe(before + 1);
});
