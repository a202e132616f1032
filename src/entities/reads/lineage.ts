import type { CompiledEdge } from '../../compiler/artifact.js';
import type { LineageEdge } from '../../lineage/edge.js';
import type { Reader } from '../database.js';
import { sql, type Sql } from '../sql.js';

export interface ReachableQuery {
  readonly roots: readonly string[];
  readonly level: CompiledEdge['level'];
  readonly direction: 'upstream' | 'downstream';
  /** How many steps from a root; as far as it goes where absent. */
  readonly maxDepth?: number | null;
}

/**
 * The names that can be reached from the roots as `reach`, and what then selects of their edges `e`, in one statement. Cycles
 * end, for the walk is a set of names; with a depth it is a set of names and depths, each no deeper than asked. CROSS JOIN
 * keeps SQLite from reading all edges for each step: the names that are reached come first, and their edges are found in the
 * index; upstream that must be named, or SQLite reads the other one, which has all columns, from end to end.
 */
function edgesReached(db: Reader, { roots, level, direction, maxDepth }: ReachableQuery, selected: Sql): Sql {
  const [from, to] = (direction === 'downstream' ? ['from_fqn', 'to_fqn'] : ['to_fqn', 'from_fqn']).map(sql.raw) as [
    Sql,
    Sql,
  ];
  const found = sql.raw(
    db.dialect === 'sqlite' && direction === 'upstream' ? 'INDEXED BY ix_lineage_edges_level_to_fqn' : '',
  );
  const bounded = maxDepth != null;
  const depth = bounded ? sql`, 0` : sql.raw('');
  const deeper = bounded ? sql`, r.depth + 1` : sql.raw('');
  const within = bounded ? sql`AND r.depth + 1 <= ${maxDepth}` : sql.raw('');
  return sql`
    WITH RECURSIVE reach(fqn${sql.raw(bounded ? ', depth' : '')}) AS (
      SELECT DISTINCT e.${from}${depth} FROM lineage_edges e WHERE e.level = ${level} AND e.${from} ${sql.in(roots)}
      UNION
      SELECT e.${to}${deeper} FROM reach r CROSS JOIN lineage_edges e ${found}
      WHERE e.level = ${level} AND e.${from} = r.fqn ${within})
    SELECT ${selected} FROM (SELECT DISTINCT fqn FROM reach) r CROSS JOIN lineage_edges e
    WHERE e.level = ${level} AND e.${from} = r.fqn`;
}

/** Every edge that can be reached from the roots, by the names it flows from and to. */
export async function reachableEdges(db: Reader, query: ReachableQuery): Promise<LineageEdge[]> {
  const selected = sql`e.from_fqn AS "from", e.from_kind AS "fromKind", e.to_fqn AS "to", e.to_kind AS "toKind", e.how AS "how"`;
  return db.all<LineageEdge>(sql`${edgesReached(db, query, selected)} ORDER BY 1, 3, 5`);
}

/** The two names of each of those, in no order: of thousands that is half the work. */
export async function reachablePairs(
  db: Reader,
  query: ReachableQuery,
): Promise<readonly Pick<LineageEdge, 'from' | 'to'>[]> {
  return db.all(edgesReached(db, query, sql`e.from_fqn AS "from", e.to_fqn AS "to"`));
}
