import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.js';
import { launchBrowser, offlinePage, type WatchedPage } from '../support/browser.js';
import { readRoot, startTestServer, type TestServer } from '../support/server.js';

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ acme: true, lasting: true })]);
});
afterAll(() => browser.close());

/** The playground after it compiled a text. */
async function compiled(text: string): Promise<WatchedPage> {
  const watched = await offlinePage(browser, [server.url, server.url.replace('http', 'ws')]);
  const { page } = watched;
  await page.goto(`${server.url}/compile`);
  await page.getByLabel('The document, YAML').fill(text);
  await page.getByRole('button', { name: 'Compile', exact: true }).click();
  await page.getByRole('heading', { name: 'The document with its findings' }).waitFor();
  await page.getByRole('region', { name: 'Values of the policy' }).locator('tbody tr').first().waitFor();
  return watched;
}

/** Who set a value of the policy, and what others say. */
const setBy = (page: Page, path: string): Promise<string[]> =>
  page
    .getByRole('region', { name: 'Values of the policy' })
    .locator('tr', { has: page.getByText(path, { exact: true }) })
    .locator('td')
    .allTextContents();

it('shows stages, a finding under the caret and the policy of a product that fails', async () => {
  const { page, elsewhere, messages } = await compiled(readRoot('examples/broken/customer-churn/data-product.yaml'));
  const stages = await page.locator('.stages > li strong').allTextContents();
  expect(stages.map((each) => each.trim())).toEqual([
    '[1/6] Loading enterprise platform',
    '[2/6] Loading domain platform',
    '[3/6] Validating data product',
    '[4/6] Validating data contracts',
    '[5/6] Validating governance',
    '[6/6] Compilation',
  ]);
  const marked = page.locator('.source li.marked');
  expect(await marked.locator('> code').textContent()).toBe('      ref: finance.revenue.invoices');
  expect(await marked.locator('.mark code').textContent()).toBe(`           ${'^'.repeat(24)}`);
  expect(await marked.textContent()).toContain('CONTRACT_INPUT_PORT_NOT_FOUND');
  expect(await setBy(page, 'governance.quality_gates.minimum_test_coverage')).toEqual([
    'governance.quality_gates.minimum_test_coverage',
    '80',
    'domain sales-domain 2.1.0',
    'enterprise: 70',
  ]);
  expect(await axeFindings(page)).toEqual([]);
  expect([elsewhere, messages]).toEqual([[], []]);
});

it('tells of a manifest what it states itself, and what it inherits', async () => {
  const source = readRoot('examples/acme/domains/sales/domain-manifest.yaml');
  const { page } = await compiled(source.replace('minimum_test_coverage: 80', 'minimum_test_coverage: 85'));
  expect(await page.locator('.stages > li').count()).toBe(4);
  expect((await setBy(page, 'governance.quality_gates.minimum_test_coverage')).slice(1)).toEqual([
    '85',
    'this document sales-domain',
    'inherited: 70',
  ]);
  expect((await setBy(page, 'governance.quality_gates.required_tests')).slice(2)).toEqual([
    'enterprise acme-enterprise 1.0.0',
    '',
  ]);
});

it('begins with the document of a published product, and compiles nothing that is empty', async () => {
  const { page } = await offlinePage(browser, [server.url]);
  await page.goto(`${server.url}/compile`);
  expect(await page.getByRole('button', { name: 'Compile', exact: true }).isDisabled()).toBe(true);
  await page.getByLabel('Begin with a published product').fill('sales.customer-360');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByLabel('The document, YAML').inputValue()).toContain('name: customer-360');
  expect(new URL(page.url()).search).toBe('?of=sales.customer-360');
});
