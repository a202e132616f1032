import type { LineageKind } from '../compiler/artifact.js';
import { compareText } from '../compiler/values/compareText.js';
import type { LineageEdge } from './edge.js';
import { productCycles } from './productCycles.js';

export interface WalkedNode {
  readonly fqn: string;
  readonly kind: LineageKind;
  /** The least number of steps from the root. */
  readonly depth: number;
}

export interface WalkOptions {
  readonly direction: 'upstream' | 'downstream';
  readonly maxDepth?: number | null;
  readonly maxNodes?: number | null;
}

export interface Walk {
  /** The root first, then by depth and name. */
  readonly nodes: readonly WalkedNode[];
  readonly edges: readonly LineageEdge[];
  /** true only where maxDepth or maxNodes cut the walk. */
  readonly truncated: boolean;
  /** The names at which it was cut: those that have more behind them. */
  readonly frontier: readonly string[];
  /** The cycles between products among the edges, as `productCycles` tells them. */
  readonly cycles: readonly (readonly string[])[];
}

/** The order of nodes in an answer. */
export const nearestFirst = (a: Pick<WalkedNode, 'depth' | 'fqn'>, b: Pick<WalkedNode, 'depth' | 'fqn'>): number =>
  a.depth - b.depth || compareText(a.fqn, b.fqn);

/** Breadth first from the root over edges that are at hand: each node once, with its least depth; cycles end. */
export function walkLineage(
  root: Omit<WalkedNode, 'depth'>,
  edges: readonly LineageEdge[],
  options: WalkOptions,
): Walk {
  const down = options.direction === 'downstream';
  const next = new Map<string, LineageEdge[]>();
  for (const edge of edges) {
    const key = down ? edge.from : edge.to;
    const known = next.get(key);
    if (known) known.push(edge);
    else next.set(key, [edge]);
  }
  const nodes = new Map<string, WalkedNode>([[root.fqn, { ...root, depth: 0 }]]);
  const frontier = new Set<string>();
  const walked = new Set<LineageEdge>();
  const queue = [root.fqn];
  for (const fqn of queue) {
    const depth = nodes.get(fqn)?.depth ?? 0;
    for (const edge of next.get(fqn) ?? []) {
      const target = down ? edge.to : edge.from;
      const known = nodes.has(target);
      const cut = !known && (depth >= (options.maxDepth ?? Infinity) || nodes.size >= (options.maxNodes ?? Infinity));
      if (cut) {
        frontier.add(fqn);
        continue;
      }
      walked.add(edge);
      if (known) continue;
      nodes.set(target, { fqn: target, kind: down ? edge.toKind : edge.fromKind, depth: depth + 1 });
      queue.push(target);
    }
  }
  const followed = edges.filter((edge) => walked.has(edge));
  return {
    nodes: [...nodes.values()].sort(nearestFirst),
    edges: followed,
    cycles: productCycles(followed),
    truncated: frontier.size > 0,
    frontier: [...frontier].sort(compareText),
  };
}
