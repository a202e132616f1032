import type { PortGraph } from './portGraph.js';
import type { MadeFrom } from '../../mesh.js';

/** How a port was reached: the port `into` is made from it through the input port `through`. */
export interface PortStep {
  readonly into: string;
  readonly through: string;
  /** No model tells that it is so. */
  readonly assumed: boolean;
}

export interface PortWalk {
  /** Every port that the start rests on, nearest first, the start itself with null. */
  readonly steps: ReadonlyMap<string, PortStep | null>;
  /** Where the start rests on itself: the first step of the shortest way round. */
  readonly round: PortStep | null;
}

/** Breadth first from a port to all that it rests on, by the edges (of the port `into`) to follow; cycles end (decision 13). */
export function portWalk(
  graph: PortGraph,
  start: string,
  follows: (edge: MadeFrom, into: string) => boolean,
): PortWalk {
  const steps = new Map<string, PortStep | null>([[start, null]]);
  let round: PortStep | null = null;
  for (const into of steps.keys()) {
    for (const edge of graph.get(into)?.madeFrom ?? []) {
      if (!follows(edge, into) || !graph.has(edge.providerPort)) continue;
      const step = { into, through: edge.inputPort, assumed: edge.assumed };
      if (edge.providerPort === start) round ??= step;
      if (!steps.has(edge.providerPort)) steps.set(edge.providerPort, step);
    }
  }
  return { steps, round };
}

/** The steps from a port that was reached back to the start. */
export function wayBack({ steps }: PortWalk, from: string): PortStep[] {
  const way: PortStep[] = [];
  for (let step = steps.get(from); step; step = steps.get(step.into)) way.push(step);
  return way;
}
