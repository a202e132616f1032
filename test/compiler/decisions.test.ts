import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeBeside } from '../support/describeBeside.js';
import { designPaper } from '../support/inputs.js';

const TESTS = path.resolve(import.meta.dirname, '..');

/** The numbers that titles of tests name, as `decision 6: ...`. */
const named = new Set(
  readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && file !== path.join('compiler', 'decisions.test.ts'))
    .flatMap((file) => readFileSync(path.join(TESTS, file), 'utf8').split('\n'))
    .filter((line) => /\b(it|describe|test)\b|^\s*['"`]/.test(line))
    .flatMap((line) => [...line.matchAll(/\bdecision (\d+)\b/g)].map(([, number]) => Number(number))),
);

/** The readings of what ADR-0021 leaves open, as docs/decisions/ and the titles of tests number them. */
const READINGS: Readonly<Record<number, string>> = {
  1: 'Which pattern',
  2: 'Defaults and policy',
  3: 'Required tests',
  4: 'Coverage',
  5: "another spelling of that layer's quality gates",
  6: 'Primary key',
  7: 'Required tests by name',
  8: 'Strength',
  9: 'Approved plugins',
  10: 'Refs',
  11: 'Access',
  12: 'Requirements',
  13: 'Cycles',
  14: 'Names',
  15: 'Contract identity',
  16: 'DataContract documents',
  17: 'Notice',
  18: 'Migration',
  19: 'PII',
  20: 'Environment',
};
const NUMBERS = Object.keys(READINGS).map(Number);

describe('the readings of what the ADR leaves open', () => {
  it.each(NUMBERS.map((number) => [number, READINGS[number]]))('%i, %s: is held by a test that names it', (number) => {
    expect(named).toContain(number);
  });

  it('are all that tests name', () => expect(NUMBERS).toEqual(expect.arrayContaining([...named])));
});

const PAPER = designPaper('decisions.md');

describeBeside('the readings', PAPER, () => {
  it.each(NUMBERS.map((number) => [number, READINGS[number] ?? '']))('%i is %s', (number, title) => {
    const [, text = ''] = new RegExp(`^${number}\\. (.*)`, 'm').exec(readFileSync(PAPER, 'utf8')) ?? [];
    expect(text).toContain(title);
  });

  it('are no more', () => {
    const numbers = [...readFileSync(PAPER, 'utf8').matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(NUMBERS);
  });
});
