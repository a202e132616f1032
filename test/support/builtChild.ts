import path from 'node:path';
import { build } from 'esbuild';
import { root } from './server.js';

const made = new Map<string, Promise<string>>();

async function bundle(script: string): Promise<string> {
  const outfile = path.join(root, 'node_modules/.cache/tests', `${path.basename(script, '.ts')}.js`);
  const options = { bundle: true, packages: 'external', format: 'esm', platform: 'node', keepNames: true } as const;
  await build({ ...options, entryPoints: [script], outfile });
  return outfile;
}

/** A script of the tests that runs as a process of its own, bundled once: from the sources it would take seconds to load. */
export function builtChild(script: string): Promise<string> {
  const known = made.get(script) ?? bundle(script);
  made.set(script, known);
  return known;
}
