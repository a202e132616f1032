import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tarOf } from '../../../src/adapters/oci/artifacts/tar.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const FILES = [
  { path: 'data-product.yaml', content: 'kind: DataProduct # größer\n' },
  { path: 'models/empty.sql', content: '' },
  { path: 'models/block.sql', content: 'x'.repeat(512) },
  { path: `${'folder/'.repeat(20)}${'n'.repeat(95)}.sql`, content: 'select 1\n' },
];

it('an archive is what tar unpacks, and the same bytes each time', async () => {
  const folder = await temporaryFolder();
  const archive = path.join(folder, 'product.tar');
  await writeFile(archive, tarOf(FILES));
  expect(Buffer.from(tarOf(FILES)).equals(await readFile(archive))).toBe(true);
  execFileSync('tar', ['--extract', '--file', archive, '--directory', folder]);
  for (const { path: name, content } of FILES) expect(await readFile(path.join(folder, name), 'utf8')).toBe(content);
});

it('takes no path that is too long for it, and says which', () => {
  const long = { path: `models/${'n'.repeat(101)}.sql`, content: '' };
  expect(() => tarOf([long])).toThrow(/^models\/n+\.sql: its path is too long for an archive.*\(TOO_LARGE\)$/);
});
