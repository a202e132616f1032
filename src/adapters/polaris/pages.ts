import { SystemError } from '../system/SystemError.js';

interface Page<T> {
  readonly items: readonly T[];
  /** What the next page is asked for with; null or absent where there is none. */
  readonly next?: string | null | undefined;
}

/** So many pages are read of one list. */
const MOST_PAGES = 1_000;

function endless(where: string, what: string): SystemError {
  const mend = 'Tell its keepers: without its end nobody knows what is there';
  return new SystemError({ code: 'LIST_ENDLESS', where, what, mend });
}

/**
 * All pages of a list (Iceberg REST, PageToken); of a server that knows no pages, its one answer. Throws SystemError
 * LIST_ENDLESS for a list that goes round.
 */
export async function allPages<T>(where: string, ask: (token: string) => Promise<Page<T>>): Promise<T[]> {
  const items = new Map<string, T>();
  const tokens = new Set<string>();
  let token = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items: more, next } = await ask(token);
    const before = items.size;
    for (const item of more) items.set(JSON.stringify(item), item);
    if (next === null || next === undefined || next === '') return [...items.values()];
    if (tokens.has(next) || (more.length > 0 && items.size === before))
      throw endless(where, `its list comes round again after ${page + 1} pages`);
    tokens.add(next);
    token = next;
  }
  throw endless(where, `its list has more than ${MOST_PAGES} pages`);
}
