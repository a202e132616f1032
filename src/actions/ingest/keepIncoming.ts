import type { Transaction } from '../../entities/database.js';
import type { TablePort } from '../../entities/datasets/reads.js';
import type { SeenEdge, Sighting } from '../../ingest/told.js';
import { contentDigest } from '../kit/digest.js';
import type { Toolkit } from '../kit/toolkit.js';
import { keepObservations } from '../sla/keepObservations.js';
import type { Observed } from '../sla/observation.js';
import { onceOnly } from '../sla/onceOnly.js';
import { mistakeOf } from '../sla/refusal.js';
import { addSeenEdges, type PortEdge } from './seenEdges.js';

/** What one event or document of a tool tells, its datasets found. */
export interface Incoming {
  readonly sightings: readonly Sighting[];
  readonly edges: readonly SeenEdge[];
  readonly portsOf: (dataset: string) => readonly TablePort[];
}

/** What became of it: what is new, or why nothing of it was kept. */
export type Outcome =
  { readonly observations: number } | { readonly code: 'FORBIDDEN' | 'BAD_USER_INPUT'; readonly refused: string };

export interface KeptIncoming {
  /** In the order in which it came. */
  readonly outcomes: readonly Outcome[];
  /** How many edges were added. */
  readonly edges: number;
}

/** An observation of each port that the dataset stands for, known again by what told of it. */
const observedOf = ({ sightings, portsOf }: Incoming, source: string): Observed[] =>
  sightings.flatMap(({ dataset, id, ...seen }) =>
    portsOf(dataset).map((port) => ({
      port,
      observation: { ...seen, port: port.fqn, id: `${source}:${contentDigest(`${port.fqn} ${id}`)}`, source },
    })),
  );

const portEdgesOf = ({ edges, portsOf }: Incoming): PortEdge[] =>
  edges.flatMap(({ from, to, columns }) =>
    portsOf(to).flatMap((target) =>
      portsOf(from).map((origin) => ({ from: origin, to: target, ...(columns && { columns }) })),
    ),
  );

interface Prepared {
  readonly observed: readonly Observed[];
  readonly edges: readonly PortEdge[];
}

function refusedOf({ observed, edges }: Prepared, denied: ReadonlyMap<string, string>, now: Date): Outcome | null {
  const touched = [...observed.map(({ port }) => port.fqn), ...edges.map(({ to }) => to.fqn)];
  const forbidden = touched.map((fqn) => denied.get(fqn)).find((why) => why !== undefined);
  if (forbidden !== undefined) return { code: 'FORBIDDEN', refused: forbidden };
  const wrong = observed.map(({ observation }) => mistakeOf(observation, now)).find((each) => each !== null);
  return wrong == null ? null : { code: 'BAD_USER_INPUT', refused: wrong };
}

/**
 * Keeps what tools tell, under the lock of the event log: each event whole, or not at all where it speaks of a port that
 * whoever sends it may not observe, or of what cannot be. What was told before changes nothing, whatever else it says now.
 * The number of statements does not grow with what is told.
 */
export async function keepIncoming(
  kit: Toolkit,
  tx: Transaction,
  incoming: readonly Incoming[],
  source: string,
): Promise<KeptIncoming> {
  const now = kit.clock.now();
  const prepared = incoming.map((each) => ({ observed: observedOf(each, source), edges: portEdgesOf(each) }));
  const ports = prepared.flatMap(({ observed, edges }) => [
    ...observed.map(({ port }) => port.fqn),
    ...edges.map(({ to }) => to.fqn),
  ]);
  const denied = (await kit.denials?.(tx, [...new Set(ports)])) ?? new Map<string, string>();
  const refused = prepared.map((each) => refusedOf(each, denied, now));
  const taken = prepared.filter((_, index) => refused[index] === null);
  const { fresh } = await onceOnly(
    tx,
    taken.flatMap(({ observed }) => observed),
  );
  if (fresh.length > 0) await keepObservations(kit, tx, fresh, now.toISOString());
  const edges = await addSeenEdges(
    tx,
    taken.flatMap((each) => each.edges),
    source,
  );
  const isNew = new Set(fresh.map(({ observation }) => observation));
  const outcomes = prepared.map(
    ({ observed }, index) =>
      refused[index] ?? { observations: observed.filter(({ observation }) => isNew.has(observation)).length },
  );
  return { outcomes, edges };
}
