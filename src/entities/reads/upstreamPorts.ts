import type { CompiledSchedule, CompiledSla } from '../../compiler/artifact.js';
import { durationSeconds } from '../../compiler/values/duration.js';
import { madeFrom } from '../../compiler/facts/mesh/madeFrom.js';
import { runsWithin } from '../../compiler/facts/schedule/runsWithin.js';
import type { Reader } from '../database.js';
import { sql } from '../sql.js';
import type { LineageEdge } from '../../lineage/edge.js';
import { reachableEdges } from './lineage.js';
import type { UpstreamPort } from '../../compiler/mesh.js';

interface PortRecord {
  readonly fqn: string;
  readonly product: string;
  readonly sla: string | null;
  readonly schedule: string | null;
}

/**
 * These standing output ports and all that they rest on, through any number of products, in three statements: the walk
 * (cycles end), the promises of what it met, and where no model tells what a port is made of.
 */
export async function upstreamPortsOf(db: Reader, ports: readonly string[]): Promise<UpstreamPort[]> {
  if (ports.length === 0) return [];
  const edges = await reachableEdges(db, { roots: ports, level: 'port', direction: 'upstream' });
  const met = edges.flatMap(({ from, fromKind }) => (fromKind === 'output_port' ? [from] : []));
  const fqns = [...new Set([...ports, ...met])];
  const [straight, promised] = await Promise.all([straightEdges(db, fqns), promises(db, fqns)]);
  const made = madeFrom(edges, straight);
  return promised.map(({ fqn, product, sla, schedule }) => ({
    fqn,
    product,
    sla: sla === null ? null : (JSON.parse(sla) as CompiledSla),
    runsWithin: schedule === null ? null : waits(JSON.parse(schedule) as CompiledSchedule | null),
    madeFrom: made.get(fqn) ?? [],
  }));
}

const waits = (schedule: CompiledSchedule | null): string | null =>
  schedule && runsWithin(durationSeconds(schedule.longestGap), schedule.duration ?? null);

async function promises(db: Reader, fqns: readonly string[]): Promise<PortRecord[]> {
  return db.all<PortRecord>(sql`
    SELECT o.fqn AS "fqn", p.fqn AS "product", o.sla AS "sla", p.schedule AS "schedule"
    FROM output_ports o JOIN products p ON p.id = o.product_id
    WHERE o.fqn ${sql.in(fqns)} AND p.retired_at IS NULL AND o.removed_at IS NULL ORDER BY o.fqn`);
}

/** The edges from an input port straight to one of these output ports among those of models. */
async function straightEdges(db: Reader, fqns: readonly string[]): Promise<LineageEdge[]> {
  return db.all<LineageEdge>(sql`
    SELECT e.from_fqn AS "from", e.from_kind AS "fromKind", e.to_fqn AS "to", e.to_kind AS "toKind"
    FROM lineage_edges e WHERE e.level = 'model' AND e.to_fqn ${sql.in(fqns)}
    AND e.from_kind = 'input_port' AND e.to_kind = 'output_port'`);
}
