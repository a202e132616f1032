import type { GraphWalk } from './GraphWalk.js';
import { NONE } from './Names.js';

export interface Counts {
  readonly products: number;
  readonly ports: number;
  readonly consumers: number;
  readonly domains: number;
}

/** The products that data of the root flows into with no other product in between. */
function directConsumers({ steps, table }: GraphWalk): Set<number> {
  const products = steps.ids.map((id) => table.product(id));
  const [home] = products;
  const next = new Map<number, number[]>();
  for (const [edge, place] of steps.at.entries()) {
    if (place !== 0 && (products[place] !== home || home === NONE)) continue;
    next.set(place, [...(next.get(place) ?? []), steps.next[edge] ?? 0]);
  }
  const inside = new Set([0]);
  const consumers = new Set<number>();
  for (const place of inside)
    for (const target of next.get(place) ?? []) {
      const product = products[target] ?? NONE;
      if (product !== home) consumers.add(product);
      else if (product !== NONE) inside.add(target);
    }
  return consumers;
}

/** The port that a port, or a column of one, is of; null for all else: `sales.orders.lines` of `sales.orders.lines/id`. */
function portOf(fqn: string, isColumn: boolean): string | null {
  if (fqn.startsWith('source:') || fqn.includes('#')) return null;
  return isColumn ? (fqn.split('/')[0] ?? fqn) : fqn;
}

/** How much walks from one root have reached, which itself does not count; `down` is the walk downstream from it. */
export function countReached(walks: readonly GraphWalk[], down: GraphWalk): Counts {
  const ids = new Set(walks.flatMap(({ steps }) => steps.ids.slice(1)));
  const [home, table] = [down.table.product(down.steps.ids[0] ?? 0), down.table];
  const products = new Set<number>();
  const ports = new Set<string>();
  const isColumn = down.question.level === 'column';
  for (const id of ids) {
    const port = portOf(table.text(id), isColumn);
    if (port !== null) ports.add(port);
    if (table.product(id) !== home) products.add(table.product(id));
  }
  products.delete(NONE);
  ports.delete(portOf(down.question.root.fqn, isColumn) ?? '');
  const domains = new Set([...products].map((id) => table.text(id).split('.')[0]));
  const consumers = [...directConsumers(down)].filter((id) => products.has(id)).length;
  return { products: products.size, ports: ports.size, consumers, domains: domains.size };
}
