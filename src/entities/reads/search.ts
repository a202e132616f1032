import type { PagedQuery } from '../paging.js';
import { SearchEntryRow } from '../rows/products/SearchEntryRow.js';
import { selectList, sql } from '../sql.js';
import { beginsWith, holds, ofKinds } from './like.js';

/**
 * What holds every word of the text, in any case: first where the text is the whole name (or fqn), then where the name
 * begins with it, then the rest; among equals by name.
 */
export function searchQuery(text: string, kinds: readonly string[] | null): PagedQuery {
  const term = text.trim().toLowerCase();
  const [title, key] = [sql.raw('LOWER(e.title)'), sql.raw('LOWER(e.key)')];
  const rank = sql`CASE WHEN ${title} = ${term} OR ${key} = ${term} THEN 0
                        WHEN ${beginsWith(title, term)} OR ${beginsWith(key, term)} THEN 1 ELSE 2 END`;
  const ofKind = kinds ? sql`AND ${ofKinds(kinds)}` : sql.raw('');
  return {
    select: selectList(SearchEntryRow, 's'),
    from: sql`(SELECT e.*, ${rank} AS rank FROM search_entries e WHERE ${holds(term.split(/\s+/))} ${ofKind}) s`,
    where: [],
    order: [{ column: 's.rank' }, { column: 's.title' }, { column: 's.kind' }, { column: 's.key' }],
  };
}
