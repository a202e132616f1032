import type { Dice } from './Dice.js';

const cursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const TEXTS: readonly string[] = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '😀', 'ü', '\u202e', '\u2028', '\ufeff', '\r\n', '\t'],
  ...['%', '_', '\\', "'", '"', '`', "'; DROP TABLE products; --", '$1', '?', ':a', '{{ x }}', '${x}', '<script>'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'null',
    'undefined',
    'NaN',
    'true',
    '-1',
    '1e309',
    '0x10',
  ],
  ...[
    '../../etc/passwd',
    'file:///etc/passwd',
    'C:\\',
    'a'.repeat(300),
    'a'.repeat(20_000),
    '(a+)+$',
    '[',
    '(?<x',
    '\\',
  ],
  ...['.', '..', 'a.', '.b', 'a..b', 'a.b.c.d.e', '#', 'a.b#', '/', 'a/b', 'source:', 'source:x/y', '@1.0.0', 'a@b'],
  ...[
    '0000-00-00',
    '2026-02-30T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '+275760-09-13T00:00:00.001Z',
    '-000001-01-01T00:00:00Z',
  ],
  ...[
    '2020-01-01T00:00:00Z',
    '2026-01-15T12:00:00.123456789Z',
    'P1D',
    'PT',
    'P99999999999Y',
    '-PT1S',
    '1h',
    '99.999%',
    '101%',
  ],
  ...[
    '1.0.0',
    '0.0.0',
    '1.0',
    'v1.0.0',
    '999999999999999999999.0.0',
    '1.0.0-alpha+x',
    '01.0.0',
    '0 0 31 2 *',
    '* * * * *',
  ],
  ...[
    cursor([]),
    cursor([null]),
    cursor({}),
    cursor([1e300]),
    cursor(['a\u0000']),
    cursor([[[[]]]]),
    cursor(['x', 'y', 'z']),
  ],
  ...[cursor([-1, 'a']), cursor([2 ** 53, 'a']), cursor([1.5]), cursor(['\ud800']), 'ey', '=', '===='],
];

const NUMBERS: readonly number[] = [
  ...[0, -0, 1, -1, 2, 10, 49, 50, 499, 500, 501, 1000, 10_000, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53, 1e100],
  ...[0.5, 1.5, -1e-9, 1e-320],
];

const NESTED = JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`) as unknown;

/** A text that nobody means. */
export const anyText = (dice: Dice): string => dice.one(TEXTS);

/** A value of any kind that JSON knows. */
export function anyValue(dice: Dice, depth = 2): unknown {
  switch (dice.below(depth > 0 ? 7 : 5)) {
    case 0:
      return dice.one(NUMBERS);
    case 1:
      return dice.one([true, false, null]);
    case 2:
    case 3:
      return anyText(dice);
    case 4:
      return dice.chance(0.1) ? NESTED : dice.one([[], {}]);
    case 5:
      return Array.from({ length: dice.below(4) }, () => anyValue(dice, depth - 1));
    default:
      return Object.fromEntries(
        Array.from({ length: dice.below(4) }, () => [anyText(dice).slice(0, 50), anyValue(dice, depth - 1)]),
      );
  }
}

/** A number, seldom one that is allowed. */
export const anyNumber = (dice: Dice): number => dice.one(NUMBERS);

/** A text with something in it changed. */
export function changed(text: string, dice: Dice): string {
  const [from, to] = [dice.below(text.length + 1), dice.below(text.length + 1)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  const near = Math.min(to, from + dice.below(40));
  switch (dice.below(5)) {
    case 0:
      return text.slice(0, from) + text.slice(near);
    case 1:
      return text.slice(0, near) + text.slice(from);
    case 2:
      return text.slice(0, from) + anyText(dice).slice(0, 200) + text.slice(from);
    case 3:
      return text.slice(0, from);
    default:
      return text.slice(0, from) + String.fromCharCode(dice.below(0x250)) + text.slice(from + 1);
  }
}
