import { readFileSync } from 'node:fs';
import path from 'node:path';
import { minVersion, satisfies } from 'semver';
import { describe, expect, it } from 'vitest';

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

  it('stand in exact versions', () => {
    const ranges = Object.entries({ ...own.dependencies, ...own.devDependencies });
    expect(ranges.filter(([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))).toEqual([]);
  });
});
