import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.js';
import { launchBrowser, offlinePage } from '../support/browser.js';
import { startTestServer } from '../support/server.js';

const OBSERVE = `mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { userErrors { message } } }`;
const HOUR = 3_600_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('shows what is broken and why, what breaks next and how each domain did; a breach is acknowledged', async () => {
  const server = await startTestServer({ acme: true });
  const at = Date.now() - 60_000;
  const seen = (port: string, hours: number) => ({
    port,
    objective: 'FRESHNESS',
    at: new Date(at).toISOString(),
    dataAt: new Date(at - hours * HOUR).toISOString(),
  });
  const observations = [
    seen('marketing.campaign-attribution.customer_interactions', 20),
    seen('sales.customer-360.customer_segments', 30),
    seen('marketing.campaign-attribution.attribution', 1),
  ];
  expect(await server.data(OBSERVE, { input: { observations } })).toEqual({ recordObservations: { userErrors: [] } });

  const { page, elsewhere, messages } = await offlinePage(browser, [server.url]);
  await page.goto(`${server.url}/slas`);
  const open = page.getByRole('region', { name: /Open breaches/ });
  const breaches = open.locator('ul.feed > li');
  await expect.poll(() => breaches.count()).toBe(2);
  expect((await breaches.allTextContents()).join('\n')).toContain(
    'Follows from marketing.campaign-attribution.customer_interactions',
  );
  const domain = page.getByRole('region', { name: 'Promises by domain' }).locator('tr', { hasText: 'marketing' });
  await expect.poll(() => domain.locator('td').nth(3).textContent()).toBe('1');
  const due = page.getByRole('region', { name: 'Promises that fall due' });
  expect(await due.textContent()).toContain('marketing.campaign-attribution.attribution');
  expect(await axeFindings(page)).toEqual([]);

  const cause = breaches.filter({ hasText: 'It is its own cause' });
  await cause.getByRole('button', { name: 'Acknowledge' }).click();
  await cause.getByLabel('What is done about it').fill('the loader is run again');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => cause.textContent()).toContain('the loader is run again');
  expect(await cause.textContent()).toContain('acknowledged');
  expect([elsewhere, messages]).toEqual([[], []]);
});
