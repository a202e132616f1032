import { sql, type Sql } from '../../sql.js';

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
export const likes = (words: readonly string[], column = 'e.text'): Sql =>
  sql.join(
    words.map((word) => contains(sql.raw(indexed(word) ? column : `COALESCE(${column}, '')`), word)),
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
  return sql`${named} AND ${sql.anew(likes(words))}`;
}

/** Search entries `e` as a statement reads them, one after another. */
interface Holding {
  readonly from: Sql;
  readonly where: Sql;
  /** The id of the entry in the table that names the entries: in its order, who needs the first few reads few. */
  readonly id: Sql;
}

/** The search entries `e` that hold each of these words. */
export function holding(words: readonly string[]): Holding {
  const found = words.filter(indexed);
  const plain = { from: sql`search_entries e`, where: sql`TRUE`, id: sql`e.id` };
  if (found.length === 0) return { ...plain, where: likes(words) };
  const trigrams = {
    from: sql`search_trigrams f CROSS JOIN search_entries e`,
    where: sql`f.search_trigrams MATCH ${match(found)} AND e.id = f.rowid`,
    id: sql`f.rowid`,
  };
  const by = (part: keyof Holding): Sql => sql.per({ sqlite: trigrams[part], postgres: plain[part] });
  return { from: by('from'), where: sql`${by('where')} AND ${sql.anew(likes(words))}`, id: by('id') };
}

/** How a list of products `p` is filtered by a text, in lower case. */
export interface OfText {
  /** By the products that the index names. */
  readonly found: Sql;
  /** By the text of the product itself. */
  readonly looked: Sql;
  /** Whether to look at product after product until the page is full is less work than to find them all. */
  readonly isBroad: Sql;
}

/** The search entry `e` is a product's and holds these words: by the expression that PostgreSQL has an index of, and counts. */
export const productText = (words: readonly string[]): Sql =>
  sql.anew(likes(words, `(CASE WHEN e.kind = 'product' THEN e.text END)`));

/** The products that hold the text, on PostgreSQL. */
export const postgresProducts = (text: string): Sql =>
  sql`p.id IN (SELECT e.product_id FROM search_entries e WHERE ${productText([text])})`;

/** How many products a page is taken to have, where the ways to it are weighed. */
const PAGE = 50;

/** Of N products, h of which hold the text, a page is full after N * PAGE / h of them; to find them all is to read h. */
const LEAST_BROAD = sql`(SELECT CAST(SQRT(${PAGE} * SUM(c.count)) AS integer) FROM counters c
  WHERE c.list = 'products' AND c.facet = '')`;

/** The products that hold the text, on SQLite, whose index knows nothing of so short a text as two letters. */
export function sqliteProducts(text: string): OfText {
  const [held, matched] = [likes([text]), sql`search_product_trigrams MATCH ${match([text])}`];
  const looked = sql`EXISTS (SELECT 1 FROM search_entries e WHERE e.product_id = p.id AND e.kind = 'product' AND ${held})`;
  if (!indexed(text)) return { found: looked, looked, isBroad: sql`TRUE` };
  return {
    looked,
    found: sql`p.id IN (SELECT e.product_id FROM search_product_trigrams f CROSS JOIN search_entries e
      WHERE f.${matched} AND e.id = f.rowid AND ${held})`,
    isBroad: sql`EXISTS (SELECT 1 FROM search_product_trigrams WHERE ${matched} LIMIT 1 OFFSET ${LEAST_BROAD})`,
  };
}

/**
 * The search entry `e` is of one of these kinds. How many of a kind there are grows with the mesh: COALESCE keeps SQLite
 * from an index that is led by it; PostgreSQL knows how many there are.
 */
export const ofKinds = (kinds: readonly string[]): Sql =>
  sql`${sql.per({ sqlite: sql`COALESCE(e.kind, '')`, postgres: sql`e.kind` })} ${sql.in(kinds)}`;
