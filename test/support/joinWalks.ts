import { compareText } from '../../src/compiler/values/compareText.js';
import type { LineageEdge, Way } from '../../src/lineage/edge.js';
import { productCycles } from '../../src/lineage/productCycles.js';
import { nearestFirst, type Walk, type WalkedNode } from '../../src/lineage/walkLineage.js';

/** A walk with the way that it went. */
export interface WayWalked {
  readonly direction: Way;
  readonly walk: Walk;
}

/** Several walks from one root as one, cut to the nodes nearest to the root where there is a limit. */
export function joinWalks(walks: readonly WayWalked[], limit: number | null): Walk {
  const { nodes, edges, frontier } = nearest(merge(walks), walks, limit);
  return {
    nodes,
    edges,
    truncated: frontier.size > 0,
    frontier: [...frontier].sort(compareText),
    get cycles() {
      return productCycles(edges);
    },
  };
}

interface Merged {
  readonly nodes: readonly WalkedNode[];
  readonly edges: readonly LineageEdge[];
  readonly frontier: ReadonlySet<string>;
}

/** Several walks from one root as one: each node with its least depth, each edge once. */
function merge(walks: readonly WayWalked[]): Merged {
  const nodes = new Map<string, WalkedNode>();
  const edges = new Map<string, LineageEdge>();
  for (const { walk } of walks) {
    for (const node of walk.nodes) {
      const known = nodes.get(node.fqn);
      if (!known || node.depth < known.depth) nodes.set(node.fqn, node);
    }
    for (const edge of walk.edges) edges.set(JSON.stringify([edge.from, edge.to]), edge);
  }
  const frontier = new Set(walks.flatMap(({ walk }) => walk.frontier));
  return { nodes: [...nodes.values()].sort(nearestFirst), edges: [...edges.values()], frontier };
}

/** Keeps the nodes nearest to the root; those from which a walk went on to what falls away join the frontier. */
function nearest(merged: Merged, walks: readonly WayWalked[], limit: number | null): Merged {
  if (limit === null || merged.nodes.length <= limit) return merged;
  const nodes = merged.nodes.slice(0, limit);
  const names = new Set(nodes.map((node) => node.fqn));
  const left = walks.flatMap(({ walk, direction }) =>
    walk.edges
      .map(({ from, to }) => (direction === 'downstream' ? { at: from, next: to } : { at: to, next: from }))
      .filter(({ at, next }) => names.has(at) && !names.has(next))
      .map(({ at }) => at),
  );
  return {
    nodes,
    edges: merged.edges.filter((edge) => names.has(edge.from) && names.has(edge.to)),
    frontier: new Set([...[...merged.frontier].filter((fqn) => names.has(fqn)), ...left]),
  };
}
