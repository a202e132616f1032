import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignAttribution } from '../support/acme.js';
import { launchBrowser, offlinePage } from '../support/browser.js';
import { startTestServer, type TestServer } from '../support/server.js';

const ANNOUNCE = `mutation ($input: AnnounceProductInput!) { announceProduct(input: $input) {
  announcement { effectiveAt } userErrors { message } } }`;
const OBSERVE = `mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { userErrors { message } } }`;
const PUBLISH = `mutation ($input: PublishManyInput!) { publishMany(input: $input) { published failed } }`;
const DAY_LEFT = /^6 d 23:\d\d:\d\d$/;

/** A product of sales that reads marketing's interactions. */
const reader = (index: number): object => ({
  source: `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: reader-${index}, version: "1.0.0", description: "Made of interactions"}
domain: {ref: "oci://registry.acme.com/domains/sales-platform:v2.1.0"}
ownership: {team: sales-analytics, email: sales-analytics@acme.com}
input_ports:
  - name: interactions
    source: {type: data_product, ref: marketing.campaign-attribution.customer_interactions}
`,
});

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ acme: true, lasting: true })]);
  const now = Date.now();
  const observation = {
    port: 'sales.customer-360.customers',
    objective: 'FRESHNESS',
    at: new Date(now).toISOString(),
    dataAt: new Date(now - 8 * 3_600_000).toISOString(),
  };
  await server.data(OBSERVE, { input: { observations: [observation] } });
  const input = campaignAttribution('2.0.0', (names) => delete names['campaign_id']);
  expect(await server.data(ANNOUNCE, { input })).toMatchObject({ announceProduct: { userErrors: [] } });
});
afterAll(() => browser.close());

const rowsOf = (page: Page): Promise<string[]> => page.locator('tbody td:first-child a').allInnerTexts();

async function openContracts(query = ''): Promise<Page> {
  const { page, messages } = await offlinePage(browser, [server.url]);
  await page.goto(`${server.url}/contracts${query}`);
  await page.locator('.filters').waitFor();
  expect(messages).toEqual([]);
  return page;
}

describe('the list of contracts', () => {
  it('is narrowed by choices that say how many they leave, kept in the address and undone by going back', async () => {
    const page = await openContracts();
    expect(await page.getByRole('status').filter({ hasText: 'contracts' }).innerText()).toBe('7 contracts');
    const choices = [
      ['Status', 'active (7)', 7],
      ['Notice', 'announced (1)', 1],
      ['SLA', 'breached (2)', 2],
    ] as const;
    for (const [label, choice, count] of choices) {
      await page.getByLabel(label).selectOption({ label: choice });
      await page.getByText(count === 1 ? '1 contract' : `${count} contracts`, { exact: true }).waitFor();
      expect((await rowsOf(page)).length).toBe(count);
      await page.goBack();
      await page.getByText('7 contracts', { exact: true }).waitFor();
    }
    await page.getByLabel('Provider').selectOption('sales');
    await page.getByLabel('Consumer').selectOption('finance');
    await page.getByText('1 contract', { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?provider=sales&consumer=finance');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('7 contracts', { exact: true }).waitFor();
    await page.getByLabel('Name holds').fill('customers');
    await page.getByText('2 contracts', { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?text=customers');
  });

  it('takes its filters from the address, a product as an end of a contract too', async () => {
    const page = await openContracts('?provider=sales.customer-360&risk=any');
    expect(await page.getByLabel('Provider').inputValue()).toBe('sales.customer-360');
    expect(await rowsOf(page)).toEqual(['sales-to-finance-customers', 'sales-to-marketing-customers']);
    expect(await page.getByLabel('SLA').locator('option:checked').innerText()).toBe('breached or at risk (2)');
  });

  it('counts the notice down each second by one timer, and not while nobody sees it', async () => {
    const page = await openContracts('?notice=running');
    const clock = page.locator('.countdown span[aria-hidden]');
    const first = await clock.innerText();
    expect(first).toMatch(DAY_LEFT);
    await expect.poll(() => clock.innerText()).not.toBe(first);
    expect(await page.locator('.countdown .sr').innerText()).toMatch(/^in 6 days, on \w+ \d+, \d{4}/);
    expect(await page.locator('[aria-live] .countdown, [role=status] .countdown').count()).toBe(0);
    const hide = (hidden: boolean): Promise<void> =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await hide(true);
    const resting = await clock.innerText();
    await page.waitForTimeout(2_100);
    expect(await clock.innerText()).toBe(resting);
    await hide(false);
    await expect.poll(() => clock.innerText()).not.toBe(resting);
  });

  it('goes through its pages and back, with the keyboard alone', async () => {
    const products = Array.from({ length: 20 }, (_, index) => reader(index));
    expect(await server.data(PUBLISH, { input: { products } })).toEqual({ publishMany: { published: 20, failed: 0 } });
    const page = await openContracts();
    await page.getByText('25 of 27 contracts').waitFor();
    const first = await rowsOf(page);
    await page.getByRole('button', { name: 'Next' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('2 of 27 contracts').waitFor();
    const second = await rowsOf(page);
    expect(new Set([...first, ...second]).size).toBe(27);
    await page.getByRole('button', { name: 'Previous' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('25 of 27 contracts').waitFor();
    expect(await rowsOf(page)).toEqual(first);
    await page.goBack();
    await page.getByText('2 of 27 contracts').waitFor();
    expect(await rowsOf(page)).toEqual(second);
  });
});
