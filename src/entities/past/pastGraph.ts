import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CompiledEdge } from '../../compiler/artifact.js';
import type { Level } from '../../lineage/edge.js';
import type { LineageGraph } from '../../lineage/LineageGraph.js';
import type { Reader } from '../database.js';
import { standingGraph, type Followed } from '../graph/StandingGraph.js';
import type { Queried } from '../position.js';
import { sql } from '../sql.js';
import { retirements } from './reads.js';

/** Products of one statement: the event loop goes on between. */
const PRODUCTS = 500;

/** A product that was published or retired since an instant, with what its publication by then had written. */
interface Changed {
  readonly owner: number;
  /** JSON of its edges; null where it did not stand. */
  readonly edges: string | null;
}

/** The products (by id, after one) that were published or retired since an instant, as they were at it; at most `limit`. */
const changedSince = (db: Reader, at: string, after: number, limit: number): Promise<Changed[]> => {
  const lineage =
    db.dialect === 'sqlite' ? `json_extract(v.compiled, '$.lineage')` : `(v.compiled::json -> 'lineage')::text`;
  return db.all<Changed>(sql`
    WITH changed AS (
      SELECT v.product_id AS id FROM product_versions v WHERE v.published_at > ${at} AND v.product_id > ${after}
      UNION SELECT e.subject_id FROM events e
      WHERE e.kind = 'product_retired' AND e.at > ${at} AND e.subject_id > ${after} ORDER BY 1 LIMIT ${limit})
    SELECT c.id AS "owner", ${sql.raw(lineage)} AS "edges"
    FROM changed c LEFT JOIN product_versions v
      ON v.id = (SELECT MAX(w.id) FROM product_versions w WHERE w.product_id = c.id AND w.published_at <= ${at})
      AND NOT EXISTS (SELECT 1 ${retirements(at)})
    ORDER BY c.id`);
};

/**
 * The lineage of a level as it stood at an instant: a copy of the graph that stands, in which every product that was
 * published or retired since has the edges of this level that it had. What changes while it is read is among those products.
 * Throws what `check` throws, which is asked before each statement.
 */
export async function graphAsOf(
  db: Followed & Pick<Queried, 'fresh'>,
  at: string,
  level: Level,
  { check, limit = PRODUCTS }: { readonly check?: (() => void) | undefined; readonly limit?: number | undefined } = {},
): Promise<LineageGraph> {
  const graph = (await standingGraph(db).now()).copy();
  // Asked for after the graph: what it reads is never older.
  const reader = db.fresh();
  for (let after = 0, more = true; more;) {
    check?.();
    const changed = await changedSince(reader, at, after, limit);
    const edges = changed.flatMap(({ owner, edges: text }) => {
      const then = JSON.parse(text ?? '[]') as (Omit<CompiledEdge, 'how'> & Partial<Pick<CompiledEdge, 'how'>>)[];
      return then.flatMap(({ how = null, ...edge }) => (edge.level === level ? { ...edge, how, owner } : []));
    });
    graph.replace(
      changed.map(({ owner }) => owner),
      edges,
      level,
    );
    after = changed.at(-1)?.owner ?? after;
    more = changed.length === limit;
    if (more) await nextTurn();
  }
  return graph;
}
