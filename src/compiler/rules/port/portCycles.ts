import { modelsBetween } from '../../facts/lineage/modelsBetween.js';
import type { OutputPortFacts } from '../../facts/subjects/portFacts.js';
import { portGraph } from '../../facts/mesh/portGraph.js';
import { portWalk, wayBack } from '../../facts/mesh/portWalk.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';

/** A true cycle: data of an output port comes back into the same port, and models tell so all the way (decision 13). */
export interface PortCycle {
  readonly port: OutputPortFacts;
  /** Names from the port to itself in the flow of data: ports, and the models of this product. */
  readonly path: readonly string[];
  /** fqn of this product's input port by which it comes back. */
  readonly inputPort: string;
}

/** The cycles through the output ports of a product; ports that one cycle passes are told of once. */
export function portCycles(facts: ProductFacts): PortCycle[] {
  const graph = portGraph(facts);
  const told = new Set<string>();
  return facts.outputs.flatMap((port) => {
    if (told.has(port.fqn)) return [];
    const walk = portWalk(graph, port.fqn, ({ assumed }) => !assumed);
    if (!walk.round) return [];
    const steps = [walk.round, ...wayBack(walk, walk.round.into)];
    const path = [port.fqn, ...steps.flatMap(({ through, into }) => [through, ...models(facts, through, into), into])];
    path.forEach((each) => told.add(each));
    return [{ port, path, inputPort: steps.at(-1)?.through ?? '' }];
  });
}

const models = ({ lineage, fqn }: ProductFacts, through: string, into: string): string[] =>
  modelsBetween(lineage, through, into).map(({ name }) => `${fqn}#${name}`);
