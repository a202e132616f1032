import { CatalogError } from '../errors.js';
import type { SqlValue } from './sql.js';

/** A place in a list: the values that its order goes by, in a form that nobody reads. */
export const encodeCursor = (values: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

export const noCursor = (cursor: string): CatalogError =>
  new CatalogError('BAD_USER_INPUT', `"${cursor}" is no cursor of this list: hand back one it gave you.`);

/** What a key of an order is: text, or a whole number. */
export type KeyKind = 'text' | 'number';

const isOf = (kind: KeyKind | undefined, value: unknown): value is SqlValue =>
  kind === 'number' ? Number.isSafeInteger(value) : kind === 'text' && typeof value === 'string';

/**
 * The values that `encodeCursor` was given, one of each of these kinds. A place has one text: another that reads as the
 * same values (padded, with blanks, `1.0`) is no cursor. Throws CatalogError BAD_USER_INPUT for what is none.
 */
export function decodeCursor(cursor: string, kinds: readonly KeyKind[]): SqlValue[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    const ofKinds = Array.isArray(values) && values.length === kinds.length;
    if (ofKinds && values.every((value, index) => isOf(kinds[index], value)) && encodeCursor(values) === cursor)
      return values as SqlValue[];
  } catch {
    // Told below: whatever it is, it is none of our cursors.
  }
  throw noCursor(cursor);
}
