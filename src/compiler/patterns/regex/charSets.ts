import type { CharSet } from './node.js';

type Range = CharSet['ranges'][number];

const range = (from: string, to = from): Range => [from.charCodeAt(0), to.charCodeAt(0)];

const DIGIT = [range('0', '9')];
const WORD = [...DIGIT, range('A', 'Z'), range('a', 'z'), range('_')];
const SPACE = [range('\t', '\r'), range(' '), range('\u00a0')];

const byLetter: readonly (readonly [string, readonly Range[]])[] = [
  ['d', DIGIT],
  ['w', WORD],
  ['s', SPACE],
];

/** `\d`, `\w`, `\s` and their opposites, by the letter. */
export const charClasses: ReadonlyMap<string, CharSet> = new Map(
  byLetter.flatMap(([letter, ranges]): [string, CharSet][] => [
    [letter, { negated: false, ranges }],
    [letter.toUpperCase(), { negated: true, ranges }],
  ]),
);

export const anyChar: CharSet = { negated: true, ranges: [range('\n')] };

export const oneChar = (char: string): CharSet => ({ negated: false, ranges: [range(char)] });

export const holdsChar = ({ negated, ranges }: CharSet, code: number): boolean =>
  ranges.some(([from, to]) => from <= code && code <= to) !== negated;
