import { sql, type Sql } from '../sql.js';

/** `column contains text`, where what LIKE takes for wildcards stands for itself. Both sides in lower case already. */
export function contains(column: Sql, text: string): Sql {
  return sql`${column} LIKE ${`%${escaped(text)}%`} ESCAPE '\\'`;
}

/** `column begins with text`. */
export function beginsWith(column: Sql, text: string): Sql {
  return sql`${column} LIKE ${`${escaped(text)}%`} ESCAPE '\\'`;
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The index knows texts by three letters that follow each other: a shorter word is in none. */
const indexed = (word: string): boolean => [...word].length >= 3;

/** As SQLite's index is asked: each word as it stands, all of them. */
const match = (words: readonly string[]): string =>
  words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');

/** The text of the search entry `e` is LIKE each word, whatever finds the entry. COALESCE keeps the databases from an index that would be read whole. */
export const likes = (words: readonly string[]): Sql =>
  sql.join(
    words.map((word) => contains(sql.raw(indexed(word) ? 'e.text' : `COALESCE(e.text, '')`), word)),
    ' AND ',
  );

/**
 * The search entry `e` holds each of these words, in lower case. PostgreSQL's index answers LIKE itself; SQLite's names
 * the entries, and LIKE has the last word.
 */
export function holds(words: readonly string[]): Sql {
  const found = words.filter(indexed);
  if (found.length === 0) return likes(words);
  const named = sql.per({
    sqlite: sql`e.id IN (SELECT rowid FROM search_trigrams WHERE search_trigrams MATCH ${match(found)})`,
    postgres: sql`TRUE`,
  });
  return sql`${named} AND ${likes(words)}`;
}

/** The search entries `e` that hold each of these words, read one after another by their ids: who needs few reads few. */
export function holding(words: readonly string[]): { readonly from: Sql; readonly where: Sql } {
  const found = words.filter(indexed);
  const plain = { from: sql`search_entries e`, where: sql`TRUE` };
  if (found.length === 0) return { from: plain.from, where: likes(words) };
  const trigrams = {
    from: sql`search_trigrams f CROSS JOIN search_entries e`,
    where: sql`f.search_trigrams MATCH ${match(found)} AND e.id = f.rowid`,
  };
  const by = (part: 'from' | 'where'): Sql => sql.per({ sqlite: trigrams[part], postgres: plain[part] });
  return { from: by('from'), where: sql`${by('where')} AND ${likes(words)}` };
}

/** The search entry `e` is of one of these kinds: how many of a kind there are grows with the mesh, so no index is led by it. */
export const ofKinds = (kinds: readonly string[]): Sql => sql`COALESCE(e.kind, '') ${sql.in(kinds)}`;
