import { modelsBetween } from '../../facts/lineage/modelsBetween.js';
import type { OutputPortFacts } from '../../facts/subjects/portFacts.js';
import { portGraph } from '../../facts/mesh/portGraph.js';
import { portWalk, wayBack, type PortWalk } from '../../facts/mesh/portWalk.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';

/** A true cycle: data of an output port comes back into the same port, and models tell so all the way (decision 13). */
export interface PortCycle {
  readonly port: OutputPortFacts;
  /** Names from the port to itself in the flow of data: ports, and the models of this product. */
  readonly path: readonly string[];
  /** fqn of this product's input port by which it comes back. */
  readonly inputPort: string;
}

/** The cycles through the output ports of a product, one for each input port by which data comes back; each is told of once. */
export function portCycles(facts: ProductFacts): PortCycle[] {
  const graph = portGraph(facts);
  const told = new Set<string>();
  const backThrough = (port: OutputPortFacts, input?: string): PortWalk =>
    portWalk(
      graph,
      port.fqn,
      ({ assumed, inputPort }, into) => !assumed && (into !== port.fqn || inputPort === (input ?? inputPort)),
    );
  return facts.outputs.flatMap((port) => {
    if (!backThrough(port).round) return [];
    const inputs = graph.get(port.fqn)?.madeFrom.map(({ inputPort }) => inputPort) ?? [];
    return [...new Set(inputs)].flatMap((inputPort) => {
      const walk = backThrough(port, inputPort);
      if (!walk.round || told.has(edge(port.fqn, inputPort))) return [];
      const steps = [walk.round, ...wayBack(walk, walk.round.into)];
      const path = [
        port.fqn,
        ...steps.flatMap(({ through, into }) => [through, ...models(facts, through, into), into]),
      ];
      steps.forEach(({ into, through }) => told.add(edge(into, through)));
      return [{ port, path, inputPort }];
    });
  });
}

const edge = (into: string, through: string): string => `${into} ${through}`;

const models = ({ lineage, fqn }: ProductFacts, through: string, into: string): string[] =>
  modelsBetween(lineage, through, into).map(({ name }) => `${fqn}#${name}`);
