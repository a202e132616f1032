import type { PagedQuery } from '../../paging.js';
import { SearchEntryRow } from '../../rows/products/SearchEntryRow.js';
import { selectSome, sql, type Sql } from '../../sql.js';
import { beginsWith, holding, likes, ofKinds } from './like.js';

/** To which entries a search is narrowed; null, or nothing said: to none. A list without values finds nothing. */
export interface Narrowed {
  readonly kinds?: readonly string[] | null | undefined;
  readonly domains?: readonly string[] | null | undefined;
  readonly owners?: readonly string[] | null | undefined;
  readonly classifications?: readonly string[] | null | undefined;
}

/** Of more hits than this, so many of the first and so many whose name begins with the text are ranked; else all. */
const RANKED = 1000;
/** Of an entry, what it is ranked by: no text, which may be long. */
const RANKED_BY = sql`e.id, e.kind, e.key, e.title`;
const NAMED = sql`e.kind <> 'column'`;
const BY_TITLE = sql`ORDER BY LOWER(e.title), e.id LIMIT ${RANKED}`;

const termOf = (text: string): string => text.trim().toLowerCase();

/** The words that a text is searched by. */
const wordsOf = (text: string): string[] => termOf(text).split(/\s+/);

/** What the entry `e` must be besides. */
function narrowing({ kinds, domains, owners, classifications }: Narrowed): Sql[] {
  const among = { domain: domains, owner: owners, classification: classifications };
  return [
    ...(kinds ? [ofKinds(kinds)] : []),
    ...Object.entries(among).flatMap(([column, values]) =>
      values ? [sql`${sql.raw(`e.${column}`)} ${sql.in(values)}`] : [],
    ),
  ];
}

/** All that holds every word of the text, in any case: what `totalCount` and facets count. */
export function searchHits(text: string, narrowed: Narrowed): Pick<PagedQuery, 'from' | 'where'> {
  const { from, where } = holding(wordsOf(text));
  return { from, where: [where, ...narrowing(narrowed)] };
}

/**
 * What holds every word of the text, in any case: first where the text is the whole name (or fqn), then where the name
 * begins with it, then the rest; among equals by name. What it costs has a bound: of a broad word not all hits are ranked.
 */
export function searchQuery(text: string, narrowed: Narrowed): PagedQuery {
  const term = termOf(text);
  const [title, key] = [sql.raw('LOWER(c.title)'), sql.raw('LOWER(c.key)')];
  const rank = sql`CASE WHEN ${title} = ${term} OR ${key} = ${term} THEN 0
                        WHEN ${beginsWith(title, term)} OR ${beginsWith(key, term)} THEN 1 ELSE 2 END`;
  return {
    select: selectSome(SearchEntryRow, 's', ['kind', 'key', 'title']),
    from: sql`(SELECT c.*, ${rank} AS rank FROM (${candidates(term, narrowed)}) c) s`,
    where: [],
    order: [{ column: 's.rank', numeric: true }, { column: 's.title' }, { column: 's.kind' }, { column: 's.key' }],
  };
}

/** What is ranked: all hits where they are few, else the first of them and those whose name begins with the term. */
function candidates(term: string, narrowed: Narrowed): Sql {
  const words = wordsOf(term);
  const besides = sql.join(
    narrowing(narrowed).map((each) => sql`AND ${each}`),
    ' ',
  );
  const { from, where, id } = holding(words);
  const first = sql`SELECT ${RANKED_BY} FROM ${from} WHERE ${where} ${besides} ORDER BY ${id} LIMIT ${RANKED}`;
  const hit = sql`${likes(words)} ${besides}`;
  const end = `${term}\u{10FFFF}`;
  const named = sql`SELECT ${RANKED_BY} FROM search_entries e
    WHERE ${NAMED} AND LOWER(e.title) >= ${term} AND LOWER(e.title) < ${end} AND ${hit}`;
  return sql.per({
    sqlite: sql`SELECT * FROM (${first}) first UNION SELECT * FROM (${named} ${BY_TITLE}) named`,
    postgres: sql`
      WITH first AS MATERIALIZED (${first}),
        begun AS MATERIALIZED (SELECT e.* FROM search_entries e
          WHERE (SELECT COUNT(*) FROM first) = ${RANKED} AND ${NAMED} AND LOWER(e.title) >= ${term} ${BY_TITLE})
      SELECT * FROM first UNION SELECT ${RANKED_BY} FROM begun e WHERE LOWER(e.title) < ${end} AND ${hit}
      UNION SELECT * FROM (${named} AND (SELECT COUNT(*) FROM begun e WHERE LOWER(e.title) < ${end}) = ${RANKED}
        AND (SELECT COUNT(*) FROM begun e WHERE ${hit}) < ${RANKED} ${BY_TITLE}) named`,
  });
}
