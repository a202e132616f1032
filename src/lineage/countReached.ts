import type { LineageGraph } from './LineageGraph.js';
import { LEVEL_MASK, levelBits } from './mark.js';
import { NONE } from './Names.js';
import { ownOf, type GraphQuestion } from './question.js';
import { reach } from './reach.js';

export interface Counts {
  readonly products: number;
  readonly ports: number;
  readonly consumers: number;
  readonly domains: number;
}

/** What edges lead to from a name, at a level. */
function targets({ onward }: LineageGraph, level: number, id: number): number[] {
  const found: number[] = [];
  for (let entry = onward.start(id), last = onward.end(id); entry < last; entry++)
    if (((onward.marks[entry] ?? 0) & LEVEL_MASK) === level) found.push(onward.values[entry] ?? 0);
  return found;
}

type Seen = (fqn: string) => boolean;

/** The products that data of the root flows into with no other product in between. */
function directConsumers(graph: LineageGraph, question: GraphQuestion, seen: Seen): Set<number> {
  const { names } = graph;
  const root = names.intern(question.root.fqn);
  const [home, level] = [names.product(root), levelBits(question.level)];
  const own = ownOf(question, 'downstream').map(({ to }) => names.intern(to));
  const inside = new Set([root]);
  const consumers = new Set<number>();
  for (const id of inside)
    for (const target of id === root ? [...own, ...targets(graph, level, id)] : targets(graph, level, id)) {
      const product = names.product(target);
      if (product !== home) {
        if (seen(names.text(target))) consumers.add(product);
      } else if (product !== NONE) inside.add(target);
    }
  return consumers;
}

/** The port that a port, or a column of one, is of; null for all else: `sales.orders.lines` of `sales.orders.lines/id`. */
function portOf(fqn: string, isColumn: boolean): string | null {
  if (fqn.startsWith('source:') || fqn.includes('#')) return null;
  return isColumn ? (fqn.split('/')[0] ?? fqn) : fqn;
}

/** The names that are reached from a root, itself the first. */
export const namesReached = (graph: LineageGraph, question: GraphQuestion): string[] =>
  [...reach(graph, question).ids].map((id) => graph.names.text(id));

/** How much is reached from a root, which itself does not count; of names that are not seen nothing is counted. */
export function countReached(graph: LineageGraph, question: GraphQuestion, seen: Seen = () => true): Counts {
  const { names } = graph;
  const { ids } = reach(graph, question);
  const home = names.product(ids[0] ?? 0);
  const products = new Set<number>();
  const ports = new Set<string>();
  const isColumn = question.level === 'column';
  for (const id of ids.slice(1)) {
    if (!seen(names.text(id))) continue;
    const port = portOf(names.text(id), isColumn);
    if (port !== null) ports.add(port);
    if (names.product(id) !== home) products.add(names.product(id));
  }
  products.delete(NONE);
  ports.delete(portOf(question.root.fqn, isColumn) ?? '');
  const domains = new Set([...products].map((id) => names.text(id).split('.')[0]));
  const consumers = [...directConsumers(graph, question, seen)].filter((id) => products.has(id)).length;
  return { products: products.size, ports: ports.size, consumers, domains: domains.size };
}
