import { cp } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { createClient } from 'graphql-ws';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd } from '../support/atEnd.js';
import { blocksOf, commandsOf, patternOf } from '../support/consoleBlocks.js';
import { startDemo } from '../support/demo.js';
import { runFloe } from '../support/runFloe.js';
import { ask, root } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

let url: string;
beforeAll(async () => {
  url = await startDemo();
});

/** What somebody has who cloned the repository, as far as the pages name it; commands may write there. */
async function clone(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(path.join(root, 'examples'), path.join(folder, 'examples'), { recursive: true });
  return folder;
}

const pages = ['README.md', ...readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`)].filter((page) =>
  page.endsWith('.md'),
);
const withCommands = pages.filter((page) => commandsOf(page).length > 0);

describe('what the pages show of floe', () => {
  it('is something', () => expect(withCommands).toEqual(expect.arrayContaining(['README.md', 'docs/cli.md'])));

  it.each(withCommands)('%s runs as printed, in its order, against the demo on another port', async (page) => {
    const folder = await clone();
    for (const { at, args, shown } of commandsOf(page)) {
      const { code, stdout, stderr } = await runFloe(url, args, folder);
      if (shown) expect(`${stdout}${stderr}`.replace(/\n*$/, '\n'), at).toMatch(patternOf(trimmed(shown)));
      else expect({ at, code, stderr: code === 0 ? '' : stderr }).toEqual({ at, code: 0, stderr: '' });
    }
  });
});

/** Without the empty lines that part one command from the next. */
const trimmed = (shown: readonly string[]): string[] => shown.join('\n').trimEnd().split('\n');

describe('what README.md asks the graph', () => {
  const asked = blocksOf('README.md').filter(({ language }) => language === 'graphql');
  const texts = asked.map(({ lines }) => lines.join('\n'));
  const isSubscription = (text: string): boolean => text.startsWith('subscription');

  it('is answered', async () => {
    const queries = texts.filter((text) => !isSubscription(text));
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries) {
      const { data, errors } = await ask(url, query);
      expect(errors).toBeUndefined();
      const nodes = expect.arrayContaining([
        expect.objectContaining({ fqn: 'sales.customer-360.marketing_interactions', depth: 1 }),
      ]) as unknown;
      expect(data).toMatchObject({ product: { outputPorts: [{ name: 'customers' }, {}] }, lineage: { nodes } });
    }
  });

  it('is streamed: its subscription sends the change that the example announces', async () => {
    const [query = ''] = texts.filter(isSubscription);
    const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
    atEnd(() => client.dispose());
    const changes = client.iterate<{ contractChanged: { kind: string; path: string } }>({ query });
    const first = changes.next();
    await runFloe(url, ['products', 'announce', 'examples/broken/campaign-attribution']);
    expect((await first).value).toMatchObject({
      data: { contractChanged: { kind: 'BREAKING_CHANGE_ANNOUNCED', path: 'columns.campaign_id' } },
    });
  });
});
