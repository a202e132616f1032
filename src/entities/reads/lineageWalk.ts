import type { LineageKind } from '../../compiler/artifact.js';
import type { LineageEdge } from './lineage.js';
import { compareText } from '../../compiler/values/compareText.js';

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
}

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
  return {
    nodes: [...nodes.values()].sort((a, b) => a.depth - b.depth || compareText(a.fqn, b.fqn)),
    edges: edges.filter((edge) => walked.has(edge)),
    truncated: frontier.size > 0,
    frontier: [...frontier].sort(compareText),
  };
}

/** The product a node belongs to: `sales.customer-360` of a port or a model of it; null for a source. */
export function productOfNode(fqn: string): string | null {
  if (fqn.startsWith('source:')) return null;
  const [product = ''] = fqn.split('#');
  const parts = product.split('.');
  return parts.length < 2 ? null : parts.slice(0, 2).join('.');
}

/**
 * The cycles between products among these edges, each once: the strongly connected groups of more than one product, in
 * the order of a way round, beginning with the first by name.
 */
export function productCycles(edges: readonly LineageEdge[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const edge of edges) {
    const [from, to] = [productOfNode(edge.from), productOfNode(edge.to)];
    if (from === null || to === null || from === to) continue;
    next.set(from, (next.get(from) ?? new Set()).add(to));
  }
  const groups = components(next).filter((group) => group.length > 1);
  return groups.map((group) => wayRound(group, next)).sort((a, b) => compareText(a[0] ?? '', b[0] ?? ''));
}

/** Tarjan's strongly connected components, without recursion, so that a long chain does not overflow the stack. */
function components(next: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const found: string[][] = [];
  for (const start of [...next.keys()].sort(compareText)) {
    if (index.has(start)) continue;
    const work: { node: string; rest: string[] }[] = [];
    const enter = (node: string): void => {
      index.set(node, index.size);
      low.set(node, index.get(node) ?? 0);
      stack.push(node);
      onStack.add(node);
      work.push({ node, rest: [...(next.get(node) ?? [])].sort(compareText) });
    };
    enter(start);
    while (work.length > 0) {
      const top = work[work.length - 1];
      if (!top) break;
      const child = top.rest.shift();
      if (child !== undefined) {
        if (!index.has(child)) enter(child);
        else if (onStack.has(child)) low.set(top.node, Math.min(low.get(top.node) ?? 0, index.get(child) ?? 0));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1];
      if (parent) low.set(parent.node, Math.min(low.get(parent.node) ?? 0, low.get(top.node) ?? 0));
      if (low.get(top.node) !== index.get(top.node)) continue;
      const group = stack.splice(stack.indexOf(top.node));
      for (const member of group) onStack.delete(member);
      found.push(group);
    }
  }
  return found;
}

/** A group as a way round: the shortest cycle through its first member; members off that way follow by name. */
function wayRound(group: readonly string[], next: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const [start = ''] = [...group].sort(compareText);
  const members = new Set(group);
  const before = new Map<string, string>();
  const queue = [start];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    for (const child of [...(next.get(node) ?? [])].filter((each) => members.has(each)).sort(compareText)) {
      if (child === start) {
        const way = [node];
        for (let at = before.get(node); at !== undefined; at = before.get(at)) way.unshift(at);
        return [...way, ...group.filter((each) => !way.includes(each)).sort(compareText)];
      }
      if (before.has(child)) continue;
      before.set(child, node);
      queue.push(child);
    }
  }
  return [...group].sort(compareText);
}
