import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../portal/src/app/paths.js';
import { axeFindings } from '../support/axe.js';
import { launchBrowser, offlinePage } from '../support/browser.js';
import { root, startTestServer, type TestServer } from '../support/server.js';

/** Where screenshots are left for who looks at a run of CI; git ignores it. */
const SCREENSHOTS = path.join(root, 'artifacts/portal');

/** An address of each page of the portal, in acme, and what stands on it once it has its answer. */
const SHOWN: Readonly<Record<string, { readonly address: string; readonly settled: string }>> = {
  '/': { address: '/', settled: 'h2:has-text("marketing")' },
  '/products/:fqn': { address: '/products/sales.customer-360', settled: '.cards li' },
  '/products/:fqn/announce': { address: '/products/sales.customer-360/announce', settled: 'textarea' },
  '/domains/:name': { address: '/domains/sales', settled: 'h2:has-text("Layers")' },
  '/map': { address: '/map?of=sales.customer-360', settled: '.map-svg .box' },
  '/live': { address: '/live', settled: 'ol.feed li' },
  '/slas': { address: '/slas', settled: 'h2:has-text("By domain")' },
  '/search': { address: '/search?q=customer', settled: '.hits a' },
  '/ports/:fqn': {
    address: '/ports/marketing.campaign-attribution.customer_interactions?column=campaign_id',
    settled: 'h3:has-text("Goes into") ~ * li',
  },
  '/contracts': { address: '/contracts', settled: 'td a' },
  '/contracts/:name': { address: '/contracts/sales-to-marketing-customers', settled: '.timeline li' },
  '/compile': { address: '/compile?of=sales.customer-360', settled: 'button.primary:enabled' },
  '/signin': { address: '/signin', settled: 'text=asks nobody' },
};

/** Parts of pages that are opened by their address alone. */
const PARTS = [
  { address: '/products/sales.customer-360?tab=compilation', settled: '.source li' },
  { address: '/products/sales.customer-360?tab=versions', settled: 'td' },
  { address: '/products/sales.customer-360?tab=inputs', settled: 'td' },
  { address: '/ports/sales.customer-360.customers?tab=access', settled: 'h2:has-text("somebody else")' },
];

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ acme: true, lasting: true })]);
  await mkdir(SCREENSHOTS, { recursive: true });
});
afterAll(() => browser.close());

/** Whether something is wider than the page, so that all of it would scroll sideways. */
const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('every page of the portal', () => {
  it('is named here', () => {
    expect(Object.keys(SHOWN).sort()).toEqual(paths.map(({ path: each }) => each).sort());
  });

  const cases = [...Object.values(SHOWN), ...PARTS].flatMap((shown) =>
    (['light', 'dark'] as const).flatMap((colours) =>
      (['desktop', 'phone'] as const).map((size) => ({ ...shown, colours, size })),
    ),
  );
  it.each(cases)('$address, $colours, $size: no finding of axe, no message, asks nobody else', async (each) => {
    const { address, settled, colours, size } = each;
    const { page, elsewhere, messages } = await offlinePage(browser, [server.url], {
      viewport: SIZES[size],
      colorScheme: colours,
    });
    await page.goto(server.url + address);
    await page.locator(settled).first().waitFor();
    const name = address.replace(/^\//, '').replaceAll(/[^\w-]+/g, '-') || 'home';
    await page.screenshot({ path: path.join(SCREENSHOTS, `${name}-${colours}-${size}.png`), fullPage: true });
    expect(await axeFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    expect([elsewhere, messages]).toEqual([[], []]);
  });
});
