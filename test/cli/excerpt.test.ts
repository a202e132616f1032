import { describe, expect, it } from 'vitest';
import { excerpt } from '../../src/cli/report/excerpt.js';

describe('the line of a finding, with a caret below what it is about', () => {
  it.each([
    ['a value', 'a: 1\n  ref: finance.revenue.invoices\n', 2, 8, '    2 |   ref: finance.revenue.invoices', 7, 24],
    ['a quoted text', 'version: "1.0 .0"  # x', 1, 10, '    1 | version: "1.0 .0"  # x', 9, 8],
    ['an entry of a flow list', 'tests: [not_null, unique]', 1, 9, '    1 | tests: [not_null, unique]', 8, 8],
    ['after a tab', '\tname: x', 1, 2, '    1 |     name: x', 4, 5],
    ['after wide characters', '名前: wert', 1, 5, '    1 | 名前: wert', 6, 4],
    ['the end of a line', 'name:', 1, 6, '    1 | name:', 5, 1],
    ['lines that end with CRLF', 'a: 1\r\nb: 2\r\n', 2, 4, '    2 | b: 2', 3, 1],
  ])('%s', (_, source, line, column, shown, indent, carets) => {
    expect(excerpt(source, { line, column })).toBe(`${shown}\n      | ${' '.repeat(indent)}${'^'.repeat(carets)}`);
  });

  it('cuts a long line to what stands around the place', () => {
    const [shown, carets] = excerpt(`${'x '.repeat(500)}HERE ${'y '.repeat(500)}`, { line: 1, column: 1001 }).split(
      '\n',
    );
    expect(shown?.length).toBeLessThan(140);
    expect(shown?.slice(carets?.indexOf('^'), (carets?.indexOf('^') ?? 0) + 4)).toBe('HERE');
  });

  it('is empty where the text has no such line', () => {
    expect([excerpt('a', { line: 9, column: 1 }), excerpt('a', { line: 1, column: 9 })]).toEqual(['', '']);
  });
});
