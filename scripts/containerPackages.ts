import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { OUTSIDE } from './build.js';

const ROOT = path.resolve(import.meta.dirname, '..');

interface Package {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Where node finds a package that is asked for from this folder of the repository; null where it is not installed. */
function found(name: string, from: string): string | null {
  for (let at = from; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    if (existsSync(path.join(ROOT, folder, 'package.json'))) return folder;
    if (at === '.') return null;
  }
}

/** The folders of the packages that dist/ loads from node_modules, and of all that these load. */
function containerPackages(): string[] {
  const folders = new Set<string>();
  const take = (name: string, from: string): void => {
    const folder = found(name, from);
    if (!folder || folders.has(folder)) return;
    folders.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
      readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8'),
    ) as Package;
    for (const each of Object.keys({ ...dependencies, ...optionalDependencies })) take(each, folder);
  };
  for (const name of OUTSIDE) take(name, '.');
  return [...folders].sort();
}

console.log(containerPackages().join('\n'));
