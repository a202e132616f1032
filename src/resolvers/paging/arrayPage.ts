import { noCursor } from '../../entities/cursor.js';
import type { Page } from '../../entities/paging.js';
import type { PageRange } from './pageRange.js';

const place = (index: number): string => Buffer.from(`at:${index}`).toString('base64url');

function index(cursor: string): number {
  const [, digits] = /^at:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (digits === undefined || place(Number(digits)) !== cursor) throw noCursor(cursor);
  return Number(digits);
}

/**
 * A page of a list that is at hand and never changes (the models of a kept version). Throws CatalogError BAD_USER_INPUT
 * for what is no cursor of the list.
 */
export function arrayPage<T extends object>(items: readonly T[], range: PageRange): Page<T> {
  const from = range.after === null ? 0 : index(range.after) + 1;
  const to = range.before === null ? items.length : Math.min(items.length, index(range.before));
  const start = range.last === null ? from : Math.max(from, to - range.last);
  const end = range.first === null ? to : Math.min(to, from + range.first);
  const places = new Map(items.map((item, at) => [item, place(at)]));
  return {
    rows: items.slice(start, end),
    hasNextPage: end < items.length,
    hasPreviousPage: start > 0,
    cursorOf: (item) => places.get(item) ?? '',
  };
}
