import { byLikeness } from '../../compiler/values/nearest.js';
import type { Reader } from '../database.js';
import type { PagedQuery } from '../paging.js';
import { SearchEntryRow } from '../rows/products/SearchEntryRow.js';
import { selectList, sql, type Sql } from '../sql.js';
import { beginsWith, holding, holds, likes, ofKinds } from './like.js';

/** Of more hits than this, so many of the first and so many whose name begins with the text are ranked; else all. */
const RANKED = 1000;
const NAMED = sql`e.kind <> 'column'`;
const BY_TITLE = sql`ORDER BY LOWER(e.title), e.id LIMIT ${RANKED}`;

const termOf = (text: string): string => text.trim().toLowerCase();
const wordsOf = (text: string): string[] => termOf(text).split(/\s+/);

/** All that holds every word of the text, in any case: what `totalCount` counts. */
export function searchHits(text: string, kinds: readonly string[] | null): Pick<PagedQuery, 'from' | 'where'> {
  const { from, where } = holding(wordsOf(text));
  return { from, where: [where, ...(kinds ? [ofKinds(kinds)] : [])] };
}

/**
 * What holds every word of the text, in any case: first where the text is the whole name (or fqn), then where the name
 * begins with it, then the rest; among equals by name. What it costs has a bound: of a broad word not all hits are ranked.
 */
export function searchQuery(text: string, kinds: readonly string[] | null): PagedQuery {
  const term = termOf(text);
  const [title, key] = [sql.raw('LOWER(c.title)'), sql.raw('LOWER(c.key)')];
  const rank = sql`CASE WHEN ${title} = ${term} OR ${key} = ${term} THEN 0
                        WHEN ${beginsWith(title, term)} OR ${beginsWith(key, term)} THEN 1 ELSE 2 END`;
  return {
    select: selectList(SearchEntryRow, 's'),
    from: sql`(SELECT c.*, ${rank} AS rank FROM (${candidates(term, kinds)}) c) s`,
    where: [],
    order: [{ column: 's.rank', numeric: true }, { column: 's.title' }, { column: 's.kind' }, { column: 's.key' }],
  };
}

/** What is ranked: all hits where they are few, else the first of them and those whose name begins with the term. */
function candidates(term: string, kinds: readonly string[] | null): Sql {
  const words = wordsOf(term);
  const ofKind = kinds ? sql`AND ${ofKinds(kinds)}` : sql.raw('');
  const { from, where, id } = holding(words);
  const first = sql`SELECT e.* FROM ${from} WHERE ${where} ${ofKind} ORDER BY ${id} LIMIT ${RANKED}`;
  const hit = sql`${likes(words)} ${ofKind}`;
  const end = `${term}\u{10FFFF}`;
  const named = sql`SELECT e.* FROM search_entries e
    WHERE ${NAMED} AND LOWER(e.title) >= ${term} AND LOWER(e.title) < ${end} AND ${hit}`;
  return sql.per({
    sqlite: sql`SELECT * FROM (${first}) first UNION SELECT * FROM (${named} ${BY_TITLE}) named`,
    postgres: sql`
      WITH first AS MATERIALIZED (${first}),
        begun AS MATERIALIZED (SELECT e.* FROM search_entries e
          WHERE (SELECT COUNT(*) FROM first) = ${RANKED} AND ${NAMED} AND LOWER(e.title) >= ${term} ${BY_TITLE})
      SELECT * FROM first UNION SELECT e.* FROM begun e WHERE LOWER(e.title) < ${end} AND ${hit}
      UNION SELECT * FROM (${named} AND (SELECT COUNT(*) FROM begun e WHERE LOWER(e.title) < ${end}) = ${RANKED}
        AND (SELECT COUNT(*) FROM begun e WHERE ${hit}) < ${RANKED} ${BY_TITLE}) named`,
  });
}

/** What a name may be of. */
export type NameKind = 'product' | 'port' | 'input port' | 'model' | 'contract';

/** What lineage can be asked of by a name of the catalog. */
export const LINEAGE_KINDS: readonly NameKind[] = ['product', 'port', 'input port', 'model'];

/** How many names are looked at before a name in the order of the alphabet and after it, and for each reading of its words. */
const BESIDE = 20;
const SPELT = 200;
/** More words than any name of the mesh has. */
const MOST_WORDS = 8;

/**
 * Names that one may have meant which is not there, in no order: those beside it in the alphabet, and those that hold its
 * words, each as the mesh spells it, or all but one of them. Their number does not grow with the mesh.
 */
export async function namesLike(db: Reader, name: string, kinds: readonly NameKind[]): Promise<string[]> {
  const vocabulary = await db.all<{ word: string }>(sql`SELECT word AS "word" FROM words`);
  const words = meantWords(
    name,
    vocabulary.map(({ word }) => word),
  );
  const allButOne = words.map((left) => words.filter((word) => word !== left));
  const readings = [words, ...allButOne].filter((reading) => reading.length > 0);
  const pieces = [...kinds.flatMap((kind) => beside(name, kind)), ...readings.map((reading) => spelt(reading, kinds))];
  const rows = await db.all<{ name: string }>(
    sql.join(
      pieces.map((piece) => sql`SELECT x.name AS "name" FROM (${piece}) x`),
      ' UNION ',
    ),
  );
  return rows.map((row) => row.name);
}

/** The words of a name, each the one of the vocabulary that is most like it; one that is like none, with letters, is left out. */
function meantWords(name: string, vocabulary: readonly string[]): string[] {
  const words = name.toLowerCase().split(/[-._/#:\s]+/);
  const meant = words
    .filter((word) => word.length > 2)
    .map((word) => {
      const [best] = byLikeness(word, vocabulary);
      if (best && best.far <= word.length / 2) return best.name;
      return /[a-z]/.test(word) ? '' : word;
    });
  return [...new Set(meant.filter((word) => word !== ''))].slice(0, MOST_WORDS);
}

function beside(name: string, kind: NameKind): Sql[] {
  const [column, from] =
    kind === 'input port'
      ? [sql.raw('e.fqn'), sql`input_ports e WHERE TRUE`]
      : [sql.raw('e.key'), sql`search_entries e WHERE e.kind = ${kind}`];
  return [
    sql`SELECT ${column} AS name FROM ${from} AND ${column} >= ${name} ORDER BY ${column} LIMIT ${BESIDE}`,
    sql`SELECT ${column} AS name FROM ${from} AND ${column} < ${name} ORDER BY ${column} DESC LIMIT ${BESIDE}`,
  ];
}

const spelt = (words: readonly string[], kinds: readonly NameKind[]): Sql =>
  sql`SELECT e.key AS name FROM search_entries e WHERE ${holds(words)} AND ${ofKinds(kinds)} LIMIT ${SPELT}`;
