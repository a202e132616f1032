import type { ProductFacts } from '../product/productFacts.js';
import type { MadeFrom, UpstreamPort } from '../../mesh.js';

/** An output port with what it promises and what it is made from. */
export interface PortNode {
  readonly fqn: string;
  /** ISO 8601, as promised. */
  readonly freshness: string | null;
  /** The longest that its data waits for the next run to end. */
  readonly runsWithin: string | null;
  /** 0 to 100, as promised. */
  readonly availability: number | null;
  readonly madeFrom: readonly MadeFrom[];
}

export type PortGraph = ReadonlyMap<string, PortNode>;

/**
 * The product's output ports as its documents say, and every published port that they rest on. What the catalog knows of
 * the product itself is of an earlier version and left out.
 */
export function portGraph(facts: Pick<ProductFacts, 'fqn' | 'mesh' | 'lineage' | 'schedule'>): PortGraph {
  const { fqn: product, mesh, lineage, schedule } = facts;
  const others = mesh.upstreamPorts.filter((each) => each.product !== product);
  const own = [...lineage.origins].map(([{ fqn, sla }, { inputs, assumed }]): PortNode => ({
    fqn,
    freshness: sla?.freshness ?? null,
    availability: sla?.availability ?? null,
    runsWithin: schedule?.runsWithin ?? null,
    madeFrom: inputs.flatMap(({ fqn: inputPort, provider }) =>
      provider?.kind === 'found' ? [{ inputPort, providerPort: provider.ref, assumed }] : [],
    ),
  }));
  return new Map([...publishedPorts(others), ...own.map((node) => [node.fqn, node] as const)]);
}

/** Published ports and what they rest on, as the catalog knows them. */
export function publishedPorts(ports: readonly UpstreamPort[]): PortGraph {
  const nodes = ports.map(({ fqn, sla, runsWithin, madeFrom }): PortNode => ({
    fqn,
    freshness: sla?.freshness ?? null,
    availability: sla?.availability ?? null,
    runsWithin,
    madeFrom,
  }));
  return new Map(nodes.map((node) => [node.fqn, node]));
}
