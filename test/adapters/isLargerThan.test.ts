import { describe, expect, it } from 'vitest';
import { isLargerThan } from '../../src/adapters/isLargerThan.js';

describe('isLargerThan', () => {
  it.each([
    ['abcd', false],
    ['abcde', true],
    [{ a: 'ab', b: [{ c: 'c' }, null, 7], d: { e: 'd' } }, false],
    [{ a: 'ab', b: [{ c: 'c' }, null, 7], d: { e: 'de' } }, true],
    [null, false],
  ])('counts the characters of all texts: %j', (data, larger) => {
    expect(isLargerThan(4, data)).toBe(larger);
  });
});
