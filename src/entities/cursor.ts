import { CatalogError } from '../errors.js';
import type { SqlValue } from './sql.js';

/** A place in a list: the values that its order goes by, in a form that nobody reads. */
export const encodeCursor = (values: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

export const noCursor = (cursor: string): CatalogError =>
  new CatalogError('BAD_USER_INPUT', `"${cursor}" is no cursor of this list: hand back one it gave you.`);

/** So many values as `encodeCursor` was given them. Throws CatalogError BAD_USER_INPUT for what is no cursor. */
export function decodeCursor(cursor: string, length: number): SqlValue[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    const scalar = (value: unknown): value is SqlValue => ['string', 'number'].includes(typeof value);
    if (Array.isArray(values) && values.length === length && values.every(scalar)) return values;
  } catch {
    // Told below: whatever it is, it is none of our cursors.
  }
  throw noCursor(cursor);
}
