import type { CompiledEdge } from '../../compiler/artifact.js';
import type { Transaction } from '../database.js';
import { insertStatement } from '../insert.js';
import { DatasetAliasRow } from '../rows/datasets/DatasetAliasRow.js';
import { EdgeRow } from '../rows/products/EdgeRow.js';
import { sql } from '../sql.js';

/** A dataset that stands for nothing, and the times at which it was spoken of. */
export interface UnmatchedSeen {
  readonly namespace: string;
  readonly name: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** Of more than so many, those that were seen longest ago are forgotten. */
const MOST_UNMATCHED = 10_000;

/**
 * Notes that datasets were spoken of. One counts that is later than all before: an event that is sent again, or arrives late,
 * changes nothing.
 */
export async function noteUnmatched(tx: Transaction, seen: readonly UnmatchedSeen[]): Promise<void> {
  if (seen.length === 0) return;
  const asked = sql.rows(
    ['text', 'text', 'text'],
    seen.map(({ namespace, name, at }) => [namespace, name, at]),
  );
  const changed = await tx.all<{ events: number }>(sql`
    WITH asked(namespace, name, at) AS (${asked}),
      later AS (
        SELECT a.namespace, a.name, MAX(a.at) AS at, COUNT(DISTINCT a.at) AS events FROM asked a
        LEFT JOIN unmatched_datasets u ON u.name = a.name AND u.namespace = a.namespace
        WHERE u.id IS NULL OR a.at > u.last_seen_at GROUP BY a.namespace, a.name)
    INSERT INTO unmatched_datasets (namespace, name, last_seen_at, events)
    SELECT namespace, name, at, CAST(events AS integer) FROM later WHERE true
    ON CONFLICT (name, namespace) DO UPDATE SET last_seen_at = excluded.last_seen_at,
      events = unmatched_datasets.events + excluded.events
    RETURNING events AS "events"`);
  if (changed.length > 0)
    await tx.run(sql`
      DELETE FROM unmatched_datasets WHERE id IN (
        SELECT id FROM unmatched_datasets ORDER BY last_seen_at DESC, id DESC LIMIT 1000000 OFFSET ${MOST_UNMATCHED})`);
}

/** Datasets that stand for something now are no longer among those that stand for nothing. */
export async function forgetUnmatched(
  tx: Transaction,
  datasets: readonly { readonly namespace: string; readonly name: string }[],
): Promise<void> {
  const asked = sql.rows(
    ['text', 'text'],
    datasets.map(({ namespace, name }) => [namespace, name]),
  );
  await tx.run(sql`
    DELETE FROM unmatched_datasets WHERE id IN (
      WITH asked(namespace, name) AS (${asked})
      SELECT u.id FROM asked JOIN unmatched_datasets u ON u.name = asked.name AND u.namespace = asked.namespace)`);
}

/** States which port a dataset stands for; another one that was stated before no longer counts. */
export async function putAlias(tx: Transaction, row: Omit<DatasetAliasRow, 'id'>): Promise<DatasetAliasRow> {
  const [written] = await tx.insertReturning(DatasetAliasRow, [row], ['id'], ['namespace', 'name']);
  return { ...row, id: written?.id ?? 0 };
}

/** An edge that a tool saw, and the product that it leads into. */
export interface ObservedEdge extends CompiledEdge {
  readonly productId: number;
}

/** Adds edges that are not there yet, in one statement; returns how many. No event tells of them: the graph sees it by their ids. */
export async function addObservedEdges(
  tx: Transaction,
  edges: readonly ObservedEdge[],
  observedBy: string,
): Promise<number> {
  if (edges.length === 0) return 0;
  const rows = edges.map(({ level, from, fromKind, to, toKind, how = null, productId }) => ({
    level,
    fromFqn: from,
    fromKind,
    toFqn: to,
    toKind,
    how,
    productId,
    observedBy,
  }));
  const by = ['level', 'fromFqn', 'toFqn'] as const;
  const added = await tx.all<Pick<EdgeRow, 'productId'>>(
    insertStatement(EdgeRow, rows, { by, keeping: true, returning: ['productId'] }),
  );
  return added.length;
}
