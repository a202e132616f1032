import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../../support/axe.js';
import { launchBrowser, offlinePage } from '../../support/browser.js';
import { generateMesh } from '../../support/generateMesh.js';
import { root, startTestServer, type TestServer } from '../../support/server.js';

const ANNOUNCE = `mutation ($input: AnnounceProductInput!) {
  announceProduct(input: $input) { announcement { effectiveAt } userErrors { message } } }`;
const OBSERVE = `mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { userErrors { message } } }`;
const PUBLISH = `mutation ($input: PublishManyInput!) { publishMany(input: $input) { failed } }`;

const HUB = 'domain-000.';
const PRODUCTS = 230;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A page of a server; what is wrong with it is asked at the end of each test. */
async function opened(server: TestServer, address: string) {
  const watched = await offlinePage(browser, [server.url]);
  await watched.page.goto(server.url + address);
  await watched.page.locator('.map-frame').waitFor();
  return {
    page: watched.page,
    sound: async (): Promise<void> => {
      expect(await axeFindings(watched.page)).toEqual([]);
      expect([watched.elsewhere, watched.messages]).toEqual([[], []]);
    },
  };
}

const textOf = (page: Page, selector: string): Promise<string> =>
  page.locator(selector).first().textContent().then(String);

describe('the map of acme', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ acme: true, lasting: true });
    const folder = path.join(root, 'examples/broken/campaign-attribution');
    const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
    const files = ['schemas/attribution.json', 'schemas/customer_interactions.json'];
    const announced = await server.data(ANNOUNCE, {
      input: {
        source: read('data-product.yaml'),
        files: files.map((file) => ({ path: file, content: read(file) })),
      },
    });
    expect(announced).toMatchObject({ announceProduct: { announcement: {}, userErrors: [] } });
    const at = new Date(Date.now() - 60_000);
    const observed = await server.data(OBSERVE, {
      input: {
        observations: [
          {
            port: 'sales.customer-360.customers',
            objective: 'FRESHNESS',
            at: at.toISOString(),
            dataAt: new Date(at.getTime() - 86_400_000).toISOString(),
          },
        ],
      },
    });
    expect(observed).toMatchObject({ recordObservations: { userErrors: [] } });
  });

  it('shows a product with what is one hop away, each contract in its state, told by sign and word too', async () => {
    const { page, sound } = await opened(server, '/map?of=sales.customer-360');
    await page.locator('.map-svg .box').nth(3).waitFor();
    expect(await page.locator('.box .name').allTextContents()).toEqual(
      expect.arrayContaining(['customer-360', 'campaign-attribution', 'targeting-engine', 'revenue-metrics']),
    );
    const list = page.getByRole('region', { name: 'Contracts on the map' });
    const rows = await list.locator('tbody tr').allTextContents();
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())).toEqual([
      expect.stringContaining('! SLA breached'),
      expect.stringContaining('! SLA breached'),
      expect.stringContaining('… notice running'),
      expect.stringContaining('active'),
    ]);
    const dashes = await page
      .locator('.map-svg .arrow.warn path')
      .evaluateAll((paths) => paths.map((each) => each.getAttribute('stroke-dasharray')));
    expect(dashes).toEqual(['9 4']);
    await sound();
  });

  it('is walked by the keyboard, and opens what is selected', async () => {
    const { page, sound } = await opened(server, '/map?of=sales.customer-360');
    await page.locator('.map-svg .box').first().waitFor();
    await page.locator('.map-frame').focus();
    expect(await textOf(page, '.map [role=status]')).toBe('sales.customer-360, 1 providers, 3 consumers');
    await page.keyboard.press('ArrowRight');
    const first = await textOf(page, '.map [role=status]');
    expect(first).not.toContain('sales.customer-360');
    await page.keyboard.press('ArrowLeft');
    expect(await textOf(page, '.map [role=status]')).toContain('sales.customer-360');
    await sound();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/products/sales.customer-360');
  });

  it('is moved and made larger; what is selected is kept in view', async () => {
    const { page } = await opened(server, '/map?of=sales.customer-360');
    const drawn = page.locator('.map-svg > g');
    await page.locator('.map-svg .box').first().waitFor();
    const before = await drawn.getAttribute('transform');
    const frame = (await page.locator('.map-frame').boundingBox())!;
    await page.mouse.move(frame.x + 20, frame.y + 20);
    await page.mouse.down();
    await page.mouse.move(frame.x + 420, frame.y + 220, { steps: 4 });
    await page.mouse.up();
    expect(await drawn.getAttribute('transform')).not.toBe(before);
    await page.locator('.map-frame').focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('+');
    await page.keyboard.press('ArrowRight');
    const box = (await page.locator('.box.selected').boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(frame.x);
    expect(box.x + box.width).toBeLessThanOrEqual(frame.x + frame.width);
    expect(box.y).toBeGreaterThanOrEqual(frame.y);
    expect(box.y + box.height).toBeLessThanOrEqual(frame.y + frame.height);
  });

  it('goes back in time: what was announced and seen since is not shown', async () => {
    const { page, sound } = await opened(server, '/map?of=sales.customer-360');
    const states = page.getByRole('region', { name: 'Contracts on the map' }).locator('td .badge');
    await page.locator('.map-svg .arrow.bad').first().waitFor();
    await page.locator('#as-of').focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByText('SLAs are known of now alone').waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toMatch(/^\d{4}-\d\d-\d\dT00:00:00.000Z$/);
    await expect.poll(async () => new Set(await states.allTextContents())).toEqual(new Set([' active']));
    await sound();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.locator('.map-svg .arrow.bad').first().waitFor();
  });

  it('says where a product was not there yet', async () => {
    const { page } = await offlinePage(browser, [server.url]);
    await page.goto(`${server.url}/map?of=sales.customer-360&asOf=2020-01-01T00:00:00.000Z`);
    await page.getByRole('alert').waitFor();
    expect(await textOf(page, '[role=alert]')).toContain('There is no product sales.customer-360 as of 2020-01-01.');
  });

  it('finds what was meant where no product has a name', async () => {
    const watched = await offlinePage(browser, [server.url]);
    await watched.page.goto(`${server.url}/map?of=sales.custmer-360`);
    await watched.page.getByRole('alert').waitFor();
    expect(await textOf(watched.page, '[role=alert]')).toContain('There is no product sales.custmer-360');
  });
});

describe('the map of a large mesh', () => {
  let server: TestServer;
  let hub = '';
  beforeAll(async () => {
    server = await startTestServer({ lasting: true });
    const mesh = generateMesh({ products: PRODUCTS, seed: 3 });
    const published = await server.data(PUBLISH, { input: { manifests: mesh.manifests, products: mesh.products } });
    expect(published).toEqual({ publishMany: { failed: 0 } });
    hub = mesh.hotPort.split('.').slice(0, 2).join('.');
    expect(hub).toContain(HUB);
  });

  it('begins with twelve consumers, tells how many are not shown, and grows by twelve', async () => {
    const { page, sound } = await opened(server, `/map?of=${hub}`);
    const more = page.getByRole('button', { name: '+ 12 consumers' });
    await more.waitFor();
    const { product } = await server.data<{ product: { consumers: { totalCount: number } } }>(
      'query ($fqn: String!) { product(fqn: $fqn) { consumers(first: 1) { totalCount } } }',
      { fqn: hub },
    );
    const all = product.consumers.totalCount;
    expect(all).toBeGreaterThan(24);
    const side = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Is read by' }) })
      .last();
    expect(await side.textContent()).toContain(`${all - 12} of ${all} are not shown`);
    expect(await page.locator('.box').count()).toBeGreaterThanOrEqual(13);
    await more.click();
    await expect.poll(() => side.textContent()).toContain(`${all - 24} of ${all} are not shown`);
    await sound();
  });

  it('is drawn on a canvas where it is whole, all of it counted, and walked by the keyboard', async () => {
    const { page, sound } = await opened(server, '/map');
    const note = (): Promise<string> => textOf(page, 'aside [role=status]');
    await expect.poll(note).toContain(`200 of ${PRODUCTS} products`);
    await page.getByRole('button', { name: 'Show more products' }).click();
    await expect.poll(note).toContain(`${PRODUCTS} of ${PRODUCTS} products, with all their contracts`);
    await page.locator('canvas[data-drawn]').waitFor();
    await page.locator('.map-frame').focus();
    await page.keyboard.press('ArrowRight');
    expect(await textOf(page, '.map [role=status]')).toContain('domain-');
    await sound();
  });
});
