import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { atEnd } from './atEnd.js';

/** A real Chromium: its binary is that of an npm package; it runs as root too, hence without a sandbox. */
export const launchBrowser = async (): Promise<Browser> =>
  playwright.launch({ args: ['--no-sandbox', '--disable-gpu'], executablePath: await chromium.executablePath() });

/** A page, and what was seen of it: requests to others than the server, and all that it wrote to its console. */
export interface WatchedPage {
  readonly page: Page;
  readonly elsewhere: string[];
  readonly messages: string[];
}

/** A page that reaches these servers and nothing else, closed at the end of the test. */
export async function offlinePage(
  browser: Browser,
  servers: readonly string[],
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  atEnd(() => context.close());
  const page = await context.newPage();
  const elsewhere: string[] = [];
  const messages: string[] = [];
  page.on('pageerror', (error) => messages.push(error.message));
  page.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (servers.some((each) => url.startsWith(each)) || /^(data|blob):/.test(url)) return route.continue();
    elsewhere.push(url);
    return route.abort();
  });
  return { page, elsewhere, messages };
}
