import { CatalogError } from '../../errors.js';

/** Most entries of one page, and how many a page has where nobody says. */
export const PAGE_LIMIT = 500;
const PAGE_DEFAULT = 50;

/** Relay's arguments, checked: exactly one of `first` and `last` is a number. */
export interface PageRange {
  readonly first: number | null;
  readonly after: string | null;
  readonly last: number | null;
  readonly before: string | null;
}

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

function within(name: 'first' | 'last', value: number): number {
  if (value >= 1 && value <= PAGE_LIMIT) return value;
  const details = { argument: name, value, minimum: 1, limit: PAGE_LIMIT };
  throw new CatalogError('BAD_USER_INPUT', `${name} is ${value}: it must be from 1 to ${PAGE_LIMIT}.`, details);
}

/** Checks paging arguments. Throws CatalogError BAD_USER_INPUT for more than 500 at once, for none, and for both ways at once. */
export function pageRange({ first, after, last, before }: PageArguments): PageRange {
  if (first != null && last != null)
    throw new CatalogError('BAD_USER_INPUT', 'first and last are both given: a page is cut from one end.');
  return {
    first: last == null ? within('first', first ?? PAGE_DEFAULT) : null,
    after: after ?? null,
    last: last == null ? null : within('last', last),
    before: before ?? null,
  };
}
