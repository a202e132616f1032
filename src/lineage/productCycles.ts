import { compareText } from '../compiler/values/compareText.js';
import { productOfNode, type LineageEdge } from './edge.js';

/**
 * The cycles between products among these edges, each once: the strongly connected groups of more than one product, in
 * the order of a way round, beginning with the first by name.
 */
export function productCycles(edges: readonly Pick<LineageEdge, 'from' | 'to'>[]): string[][] {
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
        for (let at = before.get(node); at !== undefined; at = before.get(at)) way.push(at);
        const onWay = new Set(way);
        return [...way.reverse(), ...group.filter((each) => !onWay.has(each)).sort(compareText)];
      }
      if (before.has(child)) continue;
      before.set(child, node);
      queue.push(child);
    }
  }
  return [...group].sort(compareText);
}
