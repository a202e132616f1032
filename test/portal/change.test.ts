import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignAttribution } from '../support/acme.js';
import { atEnd } from '../support/atEnd.js';
import { launchBrowser, offlinePage } from '../support/browser.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PORT = 'marketing.campaign-attribution.customer_interactions';
const SIZES = [
  ['a desktop', { width: 1280, height: 800 }],
  ['a phone', { width: 390, height: 844 }],
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The heading of the page, once it is this one. */
const arrived = (page: Page, heading: string): Promise<void> => page.locator('h1', { hasText: heading }).waitFor();

/** A product in a folder of its own, gone at the end of the test. */
async function folderOf({ source, files }: ReturnType<typeof campaignAttribution>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'floe-product-'));
  atEnd(() => rm(folder, { recursive: true }));
  for (const each of [{ path: 'data-product.yaml', content: source }, ...files]) {
    await mkdir(path.dirname(path.join(folder, each.path)), { recursive: true });
    await writeFile(path.join(folder, each.path), each.content);
  }
  return folder;
}

describe('search', () => {
  it('is reached by /, suggests what the results then show, and counts the same', async () => {
    const server = await startTestServer({ acme: true });
    const { page, messages } = await offlinePage(browser, [server.url]);
    await page.goto(server.url);
    await arrived(page, 'The mesh');
    await page.keyboard.press('/');
    await page.keyboard.type('customer');
    const told = page.locator('.suggestions p');
    await told.waitFor();
    const [, total] = /of (\d+)/.exec((await told.textContent()) ?? '') ?? [];
    const suggested = await page.locator('.suggestions .name').allTextContents();
    await page.keyboard.press('Enter');
    await arrived(page, 'customer');
    await page.locator('.hits a').first().waitFor();
    const found = await page.locator('.hits a').allTextContents();
    expect(found.slice(0, suggested.length)).toEqual(suggested);
    expect(new Set(found).size).toBe(found.length);
    const places = await page.getByText('columns are shown with their port').textContent();
    expect(places?.trim()).toMatch(new RegExp(`^${total} hits in ${found.length} places`));
    expect(await page.locator('.pager p').textContent()).toBe(`${total} hits`);
    expect(messages).toEqual([]);
  });

  it('gives the whole name first, opens what the arrows chose, and goes back', async () => {
    const server = await startTestServer({ acme: true });
    const { page } = await offlinePage(browser, [server.url]);
    await page.goto(`${server.url}/contracts`);
    await arrived(page, 'Contracts');
    await page.keyboard.press('/');
    await page.keyboard.type('customer-360');
    await page.locator('.suggestions li').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await arrived(page, 'sales.customer-360');
    expect(new URL(page.url()).pathname).toBe('/products/sales.customer-360');
    await page.goBack();
    await arrived(page, 'Contracts');
  });
});

describe('a column that is to go', () => {
  it.each(SIZES)('tells on %s whom it breaks, by the keyboard alone, and changes nothing', async (_, viewport) => {
    const server = await startTestServer({ acme: true });
    const { page, messages, elsewhere } = await offlinePage(browser, [server.url], { viewport });
    await page.goto(`${server.url}/ports/${PORT}`);
    const column = page.getByRole('button', { name: 'campaign_id', exact: true });
    await column.focus();
    await page.keyboard.press('Enter');
    await page.locator('button[aria-expanded="true"]', { hasText: 'campaign_id' }).waitFor();
    const drop = page.getByRole('button', { name: 'What if I drop campaign_id?' });
    await drop.focus();
    await page.keyboard.press('Enter');
    const impact = page.locator('.impact');
    await impact.waitFor();
    expect(await impact.textContent()).toMatch(/Without campaign_id, 1 of 1 consumers break.*sales\.customer-360/s);
    expect(
      await server.data('{ product(fqn: "marketing.campaign-attribution") { version announcement { version } } }'),
    ).toEqual({
      product: { version: '1.5.0', announcement: null },
    });
    expect([messages, elsewhere]).toEqual([[], []]);
  });

  const CONTRACT = 'marketing-to-sales-customer-interactions';
  const next = campaignAttribution('2.0.0', (names) => delete names['campaign_id']);

  it('is announced from its folder after a preview, agreed to by the consumer, and published', async () => {
    const server = await startTestServer({ acme: true });
    const { page, messages, elsewhere } = await offlinePage(browser, [server.url]);
    await page.goto(`${server.url}/products/marketing.campaign-attribution`);
    await page.getByRole('link', { name: 'Announce a change' }).click();
    await page.locator('#folder').setInputFiles(await folderOf(next));
    await page.getByText(`${next.files.length} files beside it`).waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.locator('.impact', { hasText: '1.5.0 → 2.0.0' }).waitFor();
    expect(await page.locator('.impact tbody').textContent()).toMatch(/sales\.customer-360\s*breaking/);
    await page.getByRole('button', { name: 'Announce 2.0.0' }).click();
    await page.locator('.notice', { hasText: '2.0.0 is announced' }).waitFor();

    await page.getByRole('link', { name: 'Contracts' }).click();
    await page.locator('h1', { hasText: /^Contracts$/ }).waitFor();
    const row = page.locator('tr', { hasText: CONTRACT });
    await row.waitFor();
    expect(await row.textContent()).toMatch(/\d+ d \d\d:\d\d:\d\d.* to 2\.0\.0,\s*not answered/);
    await row.getByRole('link', { name: CONTRACT }).click();
    await page.getByRole('button', { name: 'Preview the answer' }).click();
    await page.getByText('Once all consumers have accepted').waitFor();
    expect(await responseOf(server)).toBeNull();
    await page.getByRole('button', { name: 'Give this answer' }).click();
    await page.getByText('The consumer answered accepted').waitFor();
    expect(await responseOf(server)).toBe('ACCEPTED');

    const publish = 'mutation ($input: CompileProductInput!) { publishProduct(input: $input) { product { version } } }';
    expect(await server.data(publish, { input: next })).toEqual({ publishProduct: { product: { version: '2.0.0' } } });
    await page.reload();
    await page.locator('.version', { hasText: '2.0.0' }).waitFor();
    await page.locator('.timeline', { hasText: 'change acknowledged' }).waitFor();
    expect([messages, elsewhere]).toEqual([[], []]);
  });

  /** What the consumer answered, over the API. */
  async function responseOf(server: TestServer): Promise<string | null> {
    const query = `{ contract(name: "${CONTRACT}") { announced { response } } }`;
    const { contract } = await server.data<{ contract: { announced: { response: string | null } } }>(query);
    return contract.announced.response;
  }
});
