import { durationSeconds } from '../../values/duration.js';
import type { PortGraph, PortNode } from './portGraph.js';
import { portWalk, wayBack } from './portWalk.js';

/** A port on a chain. */
export interface ChainedPort extends Omit<PortNode, 'madeFrom'> {
  /** No model tells that it is made from the next port of the chain. */
  readonly assumed: boolean;
}

/** A promise that what it rests on cannot give. */
export interface SlaChain {
  /** From the port that promises to the weakest that it rests on. */
  readonly ports: readonly ChainedPort[];
  /** The product's own input port at which the chain begins. */
  readonly inputPort: string;
  /** So is one of its ports at least. */
  readonly assumed: boolean;
}

/** How weak a port is: the higher the weaker; null where nothing is known of it. */
type Weakness = (port: Omit<PortNode, 'madeFrom'>) => number | null;

const seconds = (iso: string | null): number | null => (iso === null ? null : durationSeconds(iso));

/** The age that a port's data may have: what is promised, and no less than its product's schedule allows. */
export function attainableFreshness({
  freshness,
  runsWithin,
}: Pick<PortNode, 'freshness' | 'runsWithin'>): string | null {
  if (freshness === null || runsWithin === null) return freshness ?? runsWithin;
  return durationSeconds(runsWithin) > durationSeconds(freshness) ? runsWithin : freshness;
}

/**
 * The chain from a port to the stalest data that it rests on, where that is older than the port promises
 * (docs/decisions/0009). null where the promise can be kept.
 */
export function freshnessChain(graph: PortGraph, port: string): SlaChain | null {
  const promised = seconds(graph.get(port)?.freshness ?? null);
  return promised === null ? null : weakestChain(graph, port, promised, (each) => seconds(attainableFreshness(each)));
}

/**
 * The chain from a port to the stalest data that, as models tell, it rests on, where that is older than a consumer
 * requires. null where the requirement is met, or only assumptions say that it is not.
 */
export function requirementChain(graph: PortGraph, port: string, requirement: string): SlaChain | null {
  const chain = weakestChain(graph, port, durationSeconds(requirement), (each) => seconds(attainableFreshness(each)));
  return chain?.assumed ? null : chain;
}

/** The chain from a port to the least available that it rests on, where it promises more than that. */
export function availabilityChain(graph: PortGraph, port: string): SlaChain | null {
  const promised = graph.get(port)?.availability ?? null;
  if (promised === null) return null;
  return weakestChain(graph, port, -promised, ({ availability }) => (availability === null ? null : -availability));
}

/** What models tell comes first: a chain with an assumption in it is looked for only where they tell of none. */
function weakestChain(graph: PortGraph, port: string, promised: number, weakness: Weakness): SlaChain | null {
  const find = (assumed: boolean): SlaChain | null => {
    const walk = portWalk(graph, port, (edge) => assumed || !edge.assumed);
    let [weakest, most]: [string | null, number] = [null, promised];
    for (const fqn of walk.steps.keys()) {
      const node = fqn === port ? undefined : graph.get(fqn);
      const weight = node ? weakness(node) : null;
      if (weight !== null && weight > most) [weakest, most] = [fqn, weight];
    }
    if (weakest === null) return null;
    const way = wayBack(walk, weakest).reverse();
    const ports = [...way.map((step) => chained(graph, step.into, step.assumed)), chained(graph, weakest, false)];
    return { ports: ports.flat(), inputPort: way[0]?.through ?? '', assumed };
  };
  return find(false) ?? find(true);
}

function chained(graph: PortGraph, port: string, assumed: boolean): ChainedPort[] {
  const node = graph.get(port);
  if (!node) return [];
  const { fqn, freshness, runsWithin, availability } = node;
  return [{ fqn, freshness, runsWithin, availability, assumed }];
}
