import type { Reader } from '../../entities/database.js';
import { breachesAt, freshPortsById, type BreachAt } from '../../entities/reads/sla/breachChains.js';
import { reachableEdges } from '../../entities/reads/lineage.js';
import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import type { SlaObjective } from '../../entities/rows/sla/slaObjective.js';

/** From what a breach of an objective may follow: who delivers nothing delivers nothing new either. */
const FOLLOWS: Readonly<Record<SlaObjective, readonly SlaObjective[]>> = {
  freshness: ['freshness', 'availability'],
  availability: ['availability'],
  quality: ['quality'],
};

type Edges = ReadonlyMap<string, readonly string[]>;

/** All that is reached from a name, without itself. */
function reachedFrom(name: string, next: Edges): Set<string> {
  const reached = new Set<string>();
  const queue = [name];
  for (const each of queue)
    for (const to of next.get(each) ?? [])
      if (to !== name && !reached.has(to)) {
        reached.add(to);
        queue.push(to);
      }
  return reached;
}

type At = Pick<BreachAt, 'id' | 'fqn' | 'objective' | 'openedAt'>;

const mayCause = (cause: BreachAt, of: At): boolean =>
  cause.id !== of.id &&
  FOLLOWS[of.objective].includes(cause.objective) &&
  cause.openedAt <= of.openedAt &&
  (cause.resolvedAt === null || cause.resolvedAt > of.openedAt);

/**
 * Of each breach those upstream of its port, by lineage and through any number of ports, that it follows from and that
 * follow from none themselves: open when it opened, of the same objective, or of availability where data came too late.
 * In three statements for all.
 */
export async function rootCauses(db: Reader, breaches: readonly SlaBreachRow[]): Promise<SlaBreachRow[][]> {
  const ports = await freshPortsById(db, [...new Set(breaches.map(({ portId }) => portId))]);
  const fqns = new Map(ports.map(({ id, fqn }) => [id, fqn]));
  const edges = await reachableEdges(db, { roots: [...fqns.values()], level: 'port', direction: 'upstream' });
  const upstream = new Map<string, string[]>();
  for (const { from, to } of edges) upstream.set(to, [...(upstream.get(to) ?? []), from]);
  const opened = breaches.map(({ openedAt }) => openedAt).sort();
  const within = { from: opened[0] ?? '', to: opened.at(-1) ?? '' };
  const met = new Set(edges.flatMap(({ from, fromKind }) => (fromKind === 'output_port' ? [from] : [])));
  const found = await breachesAt(db, [...met], within);
  const reached = new Map<string, Set<string>>();
  const upstreamOf = (fqn: string): Set<string> => {
    const known = reached.get(fqn) ?? reachedFrom(fqn, upstream);
    reached.set(fqn, known);
    return known;
  };
  const causesOf = (of: At): BreachAt[] => {
    const above = upstreamOf(of.fqn);
    return found.filter((each) => above.has(each.fqn) && mayCause(each, of));
  };
  return breaches.map((breach) => {
    const causes = causesOf({ ...breach, fqn: fqns.get(breach.portId) ?? '' });
    // Of ports that feed each other each follows from the other: then both are told.
    return causes.filter((cause) =>
      causesOf(cause).every(({ id, fqn }) => id === breach.id || upstreamOf(fqn).has(cause.fqn)),
    );
  });
}
