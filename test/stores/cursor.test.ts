import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, type KeyKind } from '../../src/entities/cursor.js';
import { arrayPage } from '../../src/resolvers/paging/arrayPage.js';
import { pageRange } from '../../src/resolvers/paging/pageRange.js';
import { decodeEventCursor, encodeEventCursor } from '../../src/schema/eventCursor.js';

const key = fc.oneof(
  fc.record({ kind: fc.constant<KeyKind>('text'), value: fc.string({ unit: 'grapheme' }) }),
  fc.record({ kind: fc.constant<KeyKind>('number'), value: fc.maxSafeInteger().map((value) => value + 0) }),
);
const keys = fc.array(key, { minLength: 1, maxLength: 4 });

const bytes = (text: string): string => Buffer.from(text, 'base64url').toString('utf8');
const spelt = (text: string): string => Buffer.from(text).toString('base64url');

/** Other texts for what a cursor says, and texts that say nearly that. */
const OTHERWISE: Readonly<Record<string, (cursor: string) => string>> = {
  padded: (cursor) => `${cursor}=`,
  'padded in full': (cursor) => `${cursor}==`,
  'in the other alphabet of base64': (cursor) => Buffer.from(cursor, 'base64url').toString('base64'),
  'with a blank': (cursor) => `${cursor} `,
  'with a line break': (cursor) => `${cursor.slice(0, 2)}\n${cursor.slice(2)}`,
  'with what is not of base64': (cursor) => `!${cursor}`,
  'with blanks inside': (cursor) => spelt(bytes(cursor).replace('[', '[ ')),
  'with one more value': (cursor) => spelt(bytes(cursor).replace(/]$/, ',1]')),
  'with a value less': (cursor) => spelt(JSON.stringify((JSON.parse(bytes(cursor)) as unknown[]).slice(1))),
  'with something behind': (cursor) => spelt(`${bytes(cursor)}\n`),
  'with escapes': (cursor) =>
    spelt(bytes(cursor).replace(/[a-z]/, (each) => `\\u00${each.charCodeAt(0).toString(16)}`)),
  'with decimals': (cursor) => spelt(bytes(cursor).replace(/(?<=[[,])(-?\d+)(?=[,\]])/, '$1.0')),
  'as an object': (cursor) => spelt(`{"0":${bytes(cursor)}}`),
  'with the bits that no byte needs': (cursor) =>
    cursor.replace(/.$/, (last) => String.fromCharCode(last.charCodeAt(0) + 1)),
  'in other kinds': (cursor) =>
    spelt(
      JSON.stringify(
        (JSON.parse(bytes(cursor)) as unknown[]).map((each) => (typeof each === 'number' ? `${each}` : 1)),
      ),
    ),
};

describe('a cursor', () => {
  it('gives back the values that it was made of', () => {
    fc.assert(
      fc.property(keys, (list) => {
        const values = list.map(({ value }) => value);
        expect(
          decodeCursor(
            encodeCursor(values),
            list.map(({ kind }) => kind),
          ),
        ).toEqual(values);
      }),
    );
  });

  it.each(Object.entries(OTHERWISE))('is refused %s, unless that is the cursor of another place', (_, otherwise) => {
    let refused = 0;
    fc.assert(
      fc.property(keys, (list) => {
        const cursor = encodeCursor(list.map(({ value }) => value));
        const other = otherwise(cursor);
        if (other === cursor) return;
        try {
          const values = decodeCursor(
            other,
            list.map(({ kind }) => kind),
          );
          expect(encodeCursor(values)).toBe(other);
          expect(values).not.toEqual(list.map(({ value }) => value));
        } catch (error) {
          expect(error).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('no cursor') });
          refused += 1;
        }
      }),
    );
    expect(refused).toBeGreaterThan(0);
  });

  it('of an event is refused in every other text of the same number', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...Object.values(OTHERWISE)), (seq, otherwise) => {
        const cursor = encodeEventCursor(seq);
        expect(decodeEventCursor(cursor)).toBe(seq);
        const other = otherwise(cursor);
        if (other !== cursor) expect(decodeEventCursor(other)).not.toBe(seq);
      }),
    );
  });

  it('of a list that is at hand has one text too', () => {
    const items = ['a', 'b', 'c'].map((name) => ({ name }));
    const page = (after: string) => arrayPage(items, pageRange({ after })).rows.map(({ name }) => name);
    const { rows, cursorOf } = arrayPage(items, pageRange({}));
    const second = cursorOf(rows[1] as { name: string });
    expect(page(second)).toEqual(['c']);
    for (const other of [`${second}=`, `${second}\n`, spelt('at:01'), spelt('at:1 '), spelt('at:9007199254740993')])
      expect(() => page(other)).toThrow('no cursor of this list');
  });
});
