import type { ContractState } from './states.js';

/** A contract as the map draws it: an arrow from who provides to who consumes. */
export interface MapContract {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly state: ContractState;
}

/** A product as the map draws it, with how many neighbours it has in all. */
export interface MapProduct {
  readonly fqn: string;
  readonly name: string;
  readonly domain: string;
  readonly version: string;
  /** The contracts under which it reads others, shown or not. */
  readonly reads: readonly MapContract[];
  readonly providers: number;
  readonly consumers: number;
}

/** What of a product's neighbours is not on the map. */
export interface Hidden {
  readonly providers: number;
  readonly consumers: number;
}

/** What the map shows: products, the contracts between them, and how much around each product is not shown. */
export interface ShownMesh {
  readonly products: readonly MapProduct[];
  readonly contracts: readonly MapContract[];
  readonly hidden: ReadonlyMap<string, Hidden>;
}

/** What is shown of these products: every contract between two of them, and the count of all else. */
export function shownOf(products: readonly MapProduct[]): ShownMesh {
  const known = new Set(products.map(({ fqn }) => fqn));
  const contracts = products.flatMap(({ reads }) => reads.filter(({ from }) => known.has(from)));
  const [providers, consumers] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  const note = (map: Map<string, Set<string>>, of: string, other: string): void => {
    if (of === other) return;
    const others = map.get(of) ?? new Set();
    map.set(of, others.add(other));
  };
  for (const { from, to } of contracts) {
    note(consumers, from, to);
    note(providers, to, from);
  }
  const hidden = products.map((product): [string, Hidden] => [
    product.fqn,
    {
      providers: Math.max(0, product.providers - (providers.get(product.fqn)?.size ?? 0)),
      consumers: Math.max(0, product.consumers - (consumers.get(product.fqn)?.size ?? 0)),
    },
  ]);
  return { products, contracts, hidden: new Map(hidden) };
}
