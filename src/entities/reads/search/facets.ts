import type { Reader } from '../../database.js';
import { sql } from '../../sql.js';
import { searchHits, type Narrowed } from './searchQuery.js';

/** By what the hits of a search are counted, in this order; columns of search entries. */
export const FACETS = ['kind', 'domain', 'owner', 'classification'] as const;
export type Facet = (typeof FACETS)[number];

/** Most values that are told of a facet. */
const MOST_VALUES = 50;

export interface FacetCount {
  readonly facet: Facet;
  readonly value: string;
  readonly count: number;
}

/** How many hits bear each value of each facet, the most frequent first, 50 a facet. One statement. */
export async function facetCounts(db: Reader, text: string, narrowed: Narrowed): Promise<FacetCount[]> {
  const { from, where } = searchHits(text, narrowed);
  const columns = sql.raw(FACETS.map((facet) => `e.${facet}`).join(', '));
  const counted = FACETS.map((facet) => {
    const column = sql.raw(facet);
    return sql`SELECT * FROM (
      SELECT ${facet} AS "facet", ${column} AS "value", SUM(hits) AS "count" FROM counted
      WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY SUM(hits) DESC, ${column} LIMIT ${MOST_VALUES}) counts`;
  });
  const rows = await db.all<{ facet: Facet; value: string; count: number | string }>(sql`
    WITH counted AS MATERIALIZED (
      SELECT ${columns}, COUNT(*) AS hits FROM ${from} WHERE ${sql.join(where, ' AND ')} GROUP BY ${columns})
    ${sql.join(counted, ' UNION ALL ')}`);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
