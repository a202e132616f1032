import type { CompiledEdge } from '../../compiler/artifact.js';
import type { LineageEdge } from '../../lineage/edge.js';
import type { Reader } from '../database.js';
import { sql } from '../sql.js';

export interface ReachableQuery {
  readonly roots: readonly string[];
  readonly level: CompiledEdge['level'];
  readonly direction: 'upstream' | 'downstream';
  /** How many steps from a root; as far as it goes where absent. */
  readonly maxDepth?: number | null;
}

/**
 * Every edge that can be reached from the roots, in one statement. Cycles end, for the walk is a set of names; with a
 * depth it is a set of names and depths, each no deeper than asked. CROSS JOIN keeps SQLite from reading all edges for
 * each step: the names that are reached come first, and their edges are found in the index; upstream that must be named,
 * or SQLite reads the other one, which has all columns, from end to end.
 */
export async function reachableEdges(db: Reader, query: ReachableQuery): Promise<LineageEdge[]> {
  const [from, to] = (query.direction === 'downstream' ? ['from_fqn', 'to_fqn'] : ['to_fqn', 'from_fqn']).map(sql.raw);
  if (!from || !to) return [];
  const found = sql.raw(
    db.dialect === 'sqlite' && query.direction === 'upstream' ? 'INDEXED BY ix_lineage_edges_level_to_fqn' : '',
  );
  const bounded = query.maxDepth != null;
  const depth = bounded ? sql`, 0` : sql.raw('');
  const deeper = bounded ? sql`, r.depth + 1` : sql.raw('');
  const within = bounded ? sql`AND r.depth + 1 <= ${query.maxDepth ?? 0}` : sql.raw('');
  return db.all<LineageEdge>(sql`
    WITH RECURSIVE reach(fqn${sql.raw(bounded ? ', depth' : '')}) AS (
      SELECT DISTINCT e.${from}${depth} FROM lineage_edges e WHERE e.level = ${query.level} AND e.${from} ${sql.in(query.roots)}
      UNION
      SELECT e.${to}${deeper} FROM reach r CROSS JOIN lineage_edges e ${found}
      WHERE e.level = ${query.level} AND e.${from} = r.fqn ${within})
    SELECT e.from_fqn AS "from", e.from_kind AS "fromKind", e.to_fqn AS "to", e.to_kind AS "toKind",
           e.how AS "how"
    FROM (SELECT DISTINCT fqn FROM reach) r CROSS JOIN lineage_edges e WHERE e.level = ${query.level} AND e.${from} = r.fqn
    ORDER BY 1, 3, 5`);
}
