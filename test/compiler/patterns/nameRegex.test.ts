import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameRegex } from '../../../src/compiler/patterns/regex/nameRegex.js';

function regex(text: string): { stemOf(name: string): string | null } {
  const compiled = nameRegex(text);
  if ('refused' in compiled) throw new Error(compiled.refused);
  return compiled;
}

/** Regular expressions of the supported kind over few letters, so that they often match. */
const atoms = fc.constantFrom(
  'a',
  'b',
  '_',
  '.',
  '[ab]',
  '[^a]',
  '\\w',
  '\\d',
  '^',
  '$',
  '(?:a|b_)',
  '(?:ab?)',
  '(ab)',
  '()',
);
const quantifiers = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{0,}', '*?', '+?', '??', '{1,2}?');
const pieces = fc.tuple(atoms, quantifiers).map(([atom, count]) => (/^[\^$]$/.test(atom) ? atom : atom + count));
const sequences = fc.array(pieces, { maxLength: 5 }).map((parts) => parts.join(''));
const patterns = fc
  .tuple(sequences, sequences, sequences, fc.constantFrom('', '|', '(?<stem>'))
  .map(([a, b, c, join]) => (join === '(?<stem>' ? `${a}(?<stem>${b})${c}` : `${a}${join}${b}`));

describe('a regular expression of names', () => {
  it('matches what JavaScript’s own matches, and takes the same stem', () => {
    fc.assert(
      fc.property(patterns, fc.string({ unit: fc.constantFrom('a', 'b', '_', '1'), maxLength: 8 }), (text, name) => {
        const own = new RegExp(text).exec(name);
        const stem = own?.groups?.['stem'];
        expect(regex(text).stemOf(name)).toBe(own === null ? null : stem ? stem : name);
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['(a+)+$', '^(a|a)*$', `^${'a?'.repeat(60)}a{60}$`, '(a*)*(a*)*b', '^(.*a){20}$', '(\\w+_?)+x$'])(
    'ends whatever the pattern: %s',
    (text) => {
      expect(regex(text).stemOf(`${'a'.repeat(2000)}!`)).toBeNull();
    },
  );

  it('is made ready where counts of counts repeat nothing', () => {
    expect(regex(`${'('.repeat(20)}${'){256}'.repeat(20)}a`).stemOf('a')).toBe('a');
  });

  it.each([
    ['(?=a)', 'look-around'],
    ['(?!a)', 'look-around'],
    ['(?<=a)b', 'look-around'],
    ['(?i)a', 'look-around'],
    ['(a)\\1', "'\\1'"],
    ['\\bhub', "'\\b'"],
    ['(a', "a '(' that is not closed"],
    ['a)', "an unopened ')'"],
    ['[a-', 'an end in the middle'],
    ['[z-a]', "a range from 'z' to no later character"],
    ['*a', "nothing before '*'"],
    ['a**', 'a quantifier of a quantifier'],
    ['a{2,1}', 'the count {2,1}'],
    ['a{9999}', 'the count {9999}'],
    ['^*', "a quantifier of '^'"],
    ['((a{99}){99}){99}', 'more than a name needs'],
    ['a'.repeat(257), 'more than 256 characters'],
    ['a\\', 'an end in the middle'],
  ])('refuses %s', (text, refused) => expect(nameRegex(text)).toEqual({ refused }));
});
