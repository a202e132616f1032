import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ESLint } from 'eslint';
import { rooms } from '../rooms.config.js';

const SRC = path.resolve(import.meta.dirname, '../src');

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => path.join(SRC, name));

/** The files of the house that a file imports for their values (types make no circle at run time). */
function importsOf(file: string): string[] {
  const lines = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from\s+'(\.[^']+)'/gms);
  return [...lines].map(([, specifier = '']) => path.resolve(path.dirname(file), specifier.replace(/\.js$/, '.ts')));
}

/** The first circle found by a depth-first walk, or null. */
function findCircle(): string[] | null {
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(file))
      return [...trail.slice(trail.indexOf(file)), file].map((each) => path.relative(SRC, each));
    if (done.has(file)) return null;
    for (const next of importsOf(file)) {
      const circle = walk(next, [...trail, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of files) {
    const circle = walk(file, []);
    if (circle) return circle;
  }
  return null;
}

describe('the house', () => {
  it('has a rule for every room under src/', () => {
    const found = new Set(readdirSync(SRC).map((name) => name.replace(/\.ts$/, '')));
    expect([...found].filter((room) => !(room in rooms))).toEqual([]);
  });

  it('has no circle of imports', () => {
    expect(findCircle()).toBeNull();
  });

  it('refuses an import against the direction of the rooms', async () => {
    const lint = new ESLint({ cwd: path.resolve(SRC, '..') });
    const [result] = await lint.lintText("import '../server/server.js';\nimport 'node:fs';\n", {
      filePath: path.join(SRC, 'compiler/source.ts'),
    });
    expect(result?.messages.map((each) => each.message)).toEqual([
      'src/compiler may not import src/server (rooms.config.js).',
      'src/compiler may not import node:fs (rooms.config.js).',
    ]);
  });
});
