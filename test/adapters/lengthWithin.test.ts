import { describe, expect, it } from 'vitest';
import { lengthWithin } from '../../src/adapters/lengthWithin.js';

describe('lengthWithin', () => {
  it.each([
    ['abcd', 4],
    ['abcde', null],
    [{ a: 'ab', b: [{ c: 'c' }, null, 7], d: { e: 'd' } }, 4],
    [{ a: 'ab', b: [{ c: 'c' }, null, 7], d: { e: 'de' } }, null],
    [null, 0],
  ])('counts the characters of all texts, to the limit: %j', (data, length) => {
    expect(lengthWithin(4, data)).toBe(length);
  });
});
