import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesBelow, ownInput } from './inputs.js';

const README = readFileSync(ownInput('README.md'), 'utf8');
const listed = [...README.matchAll(/^\| `([^`]+)`/gm)].map(([, file = '']) => file);
const files = filesBelow(ownInput()).filter((file) => file !== 'README.md');

/** The first line of a file that can hold a comment. */
const isTold = (file: string): boolean => /^(#|--) \S.*\.\n/.test(readFileSync(ownInput(file), 'utf8'));

describe('the inputs of the tests', () => {
  it('say what they exercise, each in its first line or in the README', () => {
    expect(files.filter((file) => !listed.includes(file) && !isTold(file))).toEqual([]);
  });

  it('are there where the README lists them', () => {
    const missing = listed.filter((each) => !files.some((file) => file === each || file.startsWith(`${each}/`)));
    expect(missing).toEqual([]);
  });
});
