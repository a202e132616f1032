import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { atEnd } from '../support/atEnd.js';
import { runFloe } from '../support/runFloe.js';
import { readRoot } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

describe('floe, wrongly used', () => {
  it.each([
    ['an option that does not exist', ['products', 'list', '--yaml'], "error: unknown option '--yaml'\n"],
    ['an argument that is missing', ['products', 'describe'], "error: missing required argument 'fqn'\n"],
    ['a command that does not exist', ['product'], "error: unknown command 'product'\n(Did you mean products?)\n"],
  ])('%s ends with 2 and a line', async (_what, args, words) => {
    expect(await runFloe('http://127.0.0.1:1', args)).toEqual({ code: 2, stdout: '', stderr: words });
  });

  it('a catalog that cannot be reached ends with 2 and a line', async () => {
    expect(await runFloe('http://127.0.0.1:1', ['products', 'list'])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^floe: the catalog at http:\/\/127\.0\.0\.1:1\/graphql cannot be reached \(.+\)[^\n]*\n$/,
      ),
    });
  });

  it('something else than a catalog ends with 2 and a line', async () => {
    const other = createServer((_request, response) => response.writeHead(418).end('<p>tea</p>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    atEnd(() => void other.close());
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    expect(await runFloe(url, ['products', 'list'])).toEqual({
      code: 2,
      stdout: '',
      stderr: `floe: ${url}/graphql answered 418 and no JSON: it is no catalog.\n`,
    });
  });

  it.each([
    ['is missing', async () => undefined, /^floe: there is no data-product\.yaml in \S+\.\n$/],
    [
      'is not UTF-8',
      (file: string) => writeFile(file, Buffer.from([0x61, 0xff, 0xfe])),
      /^floe: \S+data-product\.yaml is not UTF-8 text\.\n$/,
    ],
    [
      'is too large',
      (file: string) => writeFile(file, 'x'.repeat(11 * 1024 * 1024)),
      /^floe: \S+data-product\.yaml has 11\.0 MB: files of more than 10 MB are not sent\.\n$/,
    ],
  ])('a document that %s ends with 2 and a line', async (_what, write, words) => {
    const folder = await temporaryFolder();
    await write(path.join(folder, 'data-product.yaml'));
    expect(await runFloe('http://127.0.0.1:1', ['compile', folder])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(words),
    });
  });

  it('help and version end with 0', async () => {
    const help = await runFloe('http://127.0.0.1:1', ['--help']);
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('FLOE_CATALOG_URL')]);
    const { version } = JSON.parse(readRoot('package.json')) as { version: string };
    expect(await runFloe('http://127.0.0.1:1', ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('the files of a product folder', () => {
  it('are its documents, without what is built, hidden, installed or of another product', async () => {
    const { loadProject } = await import('../../src/cli/project/loadProject.js');
    const folder = await temporaryFolder();
    const put = async (name: string, content = name): Promise<void> => {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    };
    const taken = [
      'dbt_project.yml',
      'models/a.sql',
      'models/b.yml',
      'platform-manifest.yaml',
      'schemas/c.json',
      'snapshots/d.sql',
    ];
    const left = [
      '.git/e.yml',
      'node_modules/f/g.json',
      'target/manifest.json',
      'dbt_packages/h.sql',
      'notes.txt',
      'package.json',
    ];
    for (const name of [...taken, ...left, 'data-product.yaml', 'other/data-product.yaml', 'other/i.sql'])
      await put(name);
    const project = await loadProject(folder, null);
    expect(project.files.map((file) => file.path)).toEqual(taken);
    expect([project.source, project.dbtManifest]).toEqual(['data-product.yaml', null]);
    await rm(path.join(folder, 'models/b.yml'));
    expect((await loadProject(folder, null)).dbtManifest).toBe('target/manifest.json');
  });
});
