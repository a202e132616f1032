import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const TESTS = path.resolve(import.meta.dirname, '..');
const READINGS = path.resolve(import.meta.dirname, '../../../shared/design/decisions.md');

/** The numbers that titles of tests name, as `decision 6: ...`. */
const named = new Set(
  readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && file !== path.join('compiler', 'decisions.test.ts'))
    .flatMap((file) => readFileSync(path.join(TESTS, file), 'utf8').split('\n'))
    .filter((line) => /\b(it|describe|test)\b|^\s*['"`]/.test(line))
    .flatMap((line) => [...line.matchAll(/\bdecision (\d+)\b/g)].map(([, number]) => Number(number))),
);
const LAST = 20;

describe('the readings of what the ADR leaves open', () => {
  it.each(Array.from({ length: LAST }, (_, i) => i + 1))('reading %i is held by a test that names it', (number) => {
    expect(named).toContain(number);
  });

  it.skipIf(!existsSync(READINGS))(`are the ${LAST} of the design`, () => {
    const numbers = [...readFileSync(READINGS, 'utf8').matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: LAST }, (_, i) => i + 1));
  });
});
