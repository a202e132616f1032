import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { OUTSIDE } from './build.js';

const ROOT = path.resolve(import.meta.dirname, '..');
const MANIFEST = path.join(ROOT, 'package.json');
/** Where package.json waits while its packed form stands in its place; what a pack that was cut off left is found there. */
const ASIDE = path.join(ROOT, 'node_modules/.cache/floe/package.json');

/** What is for those alone who work on it. */
const LEFT_OUT = ['devDependencies', 'overrides', 'scripts'];

interface Manifest extends Readonly<Record<string, unknown>> {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** package.json as it goes into the package: what dist/ bundles is installed by nobody, and nothing is built there. */
function packed(manifest: Manifest): Manifest {
  const dependencies = Object.entries(manifest.dependencies).filter(([name]) => OUTSIDE.includes(name));
  const kept = Object.entries(manifest).filter(([key]) => !LEFT_OUT.includes(key));
  return { ...Object.fromEntries(kept), dependencies: Object.fromEntries(dependencies) };
}

/** npm's `prepack`: puts the packed form in place. */
function before(): void {
  if (existsSync(ASIDE)) after();
  mkdirSync(path.dirname(ASIDE), { recursive: true });
  const text = readFileSync(MANIFEST, 'utf8');
  writeFileSync(ASIDE, text);
  writeFileSync(MANIFEST, `${JSON.stringify(packed(JSON.parse(text) as Manifest), null, 2)}\n`);
}

/** npm's `postpack`: puts it back. */
const after = (): void => renameSync(ASIDE, MANIFEST);

if (process.argv[1] === import.meta.filename) (process.argv[2] === 'after' ? after : before)();
