import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, open, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACME } from '../support/acme.js';
import { atEnd } from '../support/atEnd.js';
import { built } from '../support/built.js';
import { NOWHERE, runFloe } from '../support/runFloe.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const CENTRALIZED = path.resolve('test/compiler/report/fixtures/centralized');
const ODCS = ['contracts', 'import', 'product.odcs.yaml'];
const DOCUMENT = 'apiVersion: v3.1.0\nkind: DataContract\nid: a\nversion: 1.0.0\nstatus: active\n';

/** Expects the end of a command in one line, and 2. */
async function refuses(args: readonly string[], cwd: string, words: RegExp): Promise<void> {
  const { code, stdout, stderr } = await runFloe(NOWHERE, args, cwd);
  expect(stderr).toMatch(words);
  expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
}

describe('a folder that floe does not find', () => {
  it.each([
    ['compile', ['compile']],
    ['contracts check', ['contracts', 'check']],
    ['products publish', ['products', 'publish']],
    ['context', ['context']],
    ['migrate analyze', ['migrate', 'analyze']],
  ])('is told in one line by %s: a file in its place, the document itself, nothing', async (_what, args) => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'data-product.yaml'), '');
    for (const file of ['data-product.yaml', './data-product.yaml'])
      await refuses(
        [...args, file],
        folder,
        /^floe: there is no \S+\.yaml.* in \S+: it is a file, and a folder is wanted\.\n$/,
      );
    await refuses([...args, 'nowhere'], folder, /^floe: there is no .* in nowhere: there is no such folder\.\n$/);
  });
});

describe('a file that floe cannot read', () => {
  it('is told in one line: a folder, a circle of links, a file in place of a folder, nothing', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'product.odcs.yaml'));
    await refuses(
      ODCS,
      folder,
      /^floe: product\.odcs\.yaml cannot be read: it is a folder, and a file is wanted \(EISDIR\)/,
    );
    await symlink('round.yaml', path.join(folder, 'round.yaml'));
    await refuses(
      ['contracts', 'import', 'round.yaml'],
      folder,
      /^floe: round\.yaml cannot be read: .*circle \(ELOOP\)/,
    );
    await writeFile(path.join(folder, 'file'), '');
    await refuses(['platform', 'compile', 'file/manifest.yaml'], folder, /^floe: file\/manifest\.yaml .*\(ENOTDIR\)/);
    await refuses(['platform', 'compile', 'none.yaml'], folder, /^floe: none\.yaml cannot be read: .*\(ENOENT\)/);
    await refuses(['migrate', 'analyze', 'nowhere'], folder, /^floe: there is no domain-manifest\.yaml/);
  });

  it('is told of what compile reads besides: the document, the context, the manifest of dbt', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'product/data-product.yaml'), { recursive: true });
    await refuses(['compile', 'product'], folder, /^floe: product\/data-product\.yaml cannot be read: it is a folder/);
    await refuses(
      ['compile', CENTRALIZED, '--offline', '--context', '.'],
      folder,
      /^floe: \. cannot be read: it is a folder/,
    );
    await refuses(['compile', CENTRALIZED, '--offline', '--dbt-manifest', '.'], folder, /^floe: \. cannot be read/);
  });
});

describe('a place that floe cannot write to', () => {
  it('is told in one line: a full disk, a folder that is not there, a folder', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'product.odcs.yaml'), DOCUMENT);
    const to = (output: string): string[] => [...ODCS, '--output', output];
    await refuses(to('/dev/full'), folder, /floe: \/dev\/full cannot be written: the disk is full \(ENOSPC\)\.\n$/);
    await refuses(to('none/a.yaml'), folder, /floe: none\/a\.yaml cannot be written: there is no such file or folder/);
    await refuses(to('.'), folder, /floe: \. cannot be written: it is a folder/);
    const migration = ['migrate', 'generate', '--to', 'kimball', '--offline', '--output', '/dev/full'];
    const { code, stderr } = await runFloe(NOWHERE, migration, path.join(ACME, 'domains/finance'));
    expect([code, stderr]).toEqual([2, expect.stringMatching(/floe: [^\n]*\/dev\/full[^\n]* \(ENOSPC\)\.\n$/)]);
  });

  it('is told of the answer itself', async () => {
    const full = await open('/dev/full', 'w');
    atEnd(() => full.close());
    const child = spawn(built('floe'), ['--version'], { stdio: ['ignore', full.fd, 'pipe'] });
    const told: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => told.push(chunk));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, told.join('')]).toEqual([2, 'floe: the answer cannot be written: the disk is full (ENOSPC).\n']);
  });

  it('takes nothing with it: a migration whose files cannot be written changes none', async () => {
    const folder = await temporaryFolder();
    await cp(path.join(ACME, 'domains/finance'), folder, { recursive: true });
    await writeFile(path.join(folder, '.floe'), 'a file where a folder is wanted');
    const { code, stderr } = await runFloe(NOWHERE, ['migrate', 'apply', '--to', 'kimball', '--offline'], folder);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^floe: \.floe\/migrating\.json cannot be [^\n]+\n$/)]);
  });
});

describe('floe without the name of a folder', () => {
  it('finds the product from a folder below it, as git finds its repository, and tells places as they are seen', async () => {
    const folder = await temporaryFolder();
    await cp(CENTRALIZED, folder, { recursive: true });
    const below = path.join(folder, 'deep/down');
    await mkdir(below, { recursive: true });
    const here = await runFloe(NOWHERE, ['compile', '--offline'], folder);
    const there = await runFloe(NOWHERE, ['compile', '--offline'], below);
    expect([there.code, there.stdout]).toEqual([here.code, here.stdout]);
    expect(there.stderr).toBe(here.stderr.replace(/^(?=[\w./-]+:\d+:\d+: )/gm, '../../'));
  });

  it('finds the manifest too', async () => {
    const { code, stdout } = await runFloe(
      NOWHERE,
      ['platform', 'compile', '--offline', '--parent', path.join(ACME, 'enterprise-manifest.yaml')],
      path.join(ACME, 'domains/sales/products/customer-360/models'),
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining('sales-domain')]);
  });

  it('says where it looked where there is none', async () => {
    const folder = await temporaryFolder();
    await refuses(
      ['compile'],
      folder,
      /^floe: there is no data-product\.yaml here, nor in a folder above: name the folder/,
    );
  });
});
