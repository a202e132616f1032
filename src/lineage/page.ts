import type { LineageEdge } from './edge.js';
import { nearestFirst, type Walk, type WalkedNode } from './walkLineage.js';

/** What an answer may be asked for. */
export const PARTS = ['nodes', 'edges', 'pageInfo', 'totalNodes', 'truncated', 'frontier', 'cycles'] as const;
export type Part = (typeof PARTS)[number];

/** Where a node stands among others. */
export type Place = Pick<WalkedNode, 'depth' | 'fqn'>;

/** Which page of the nodes is asked for, and what of it. */
export interface PageAsked {
  /** So many nodes; null is all. */
  readonly first: number | null;
  /** Those that come after this place. */
  readonly after: Place | null;
  readonly parts: ReadonlySet<Part>;
}

/** So many nodes are given without pages; of more none is given. */
export const MOST = 50_000;

/** Whether more is asked for at once than is given. */
export const isTooMuch = ({ first, parts }: PageAsked, nodes: number): boolean =>
  first === null && nodes > MOST && (parts.has('nodes') || parts.has('edges'));

/** A page of the nodes of a walk, with the edges whose later end is in it. */
export interface LineagePage {
  readonly nodes: readonly WalkedNode[];
  readonly edges: readonly LineageEdge[];
  /** Where its first node stands and where its last; null where it has none. */
  readonly start: Place | null;
  readonly end: Place | null;
  readonly hasMore: boolean;
  /** Of the whole walk, as what follows. */
  readonly totalNodes: number;
  readonly truncated: boolean;
  readonly frontier: readonly string[];
  readonly cycles: readonly (readonly string[])[];
}

/** The edges whose later end is in the page: each edge is in one page, and with it or before it are both its ends. */
function edgesOf(walk: Walk, start: number, end: number): readonly LineageEdge[] {
  if (start === 0 && end === walk.nodes.length) return walk.edges;
  const places = new Map(walk.nodes.map(({ fqn }, place) => [fqn, place]));
  return walk.edges.filter(({ from, to }) => {
    const later = Math.max(places.get(from) ?? 0, places.get(to) ?? 0);
    return later >= start && later < end;
  });
}

/** A page of a walk that went to its end. */
export function pageOfWalk(walk: Walk, { first, after, parts }: PageAsked): LineagePage {
  const found = after ? walk.nodes.findIndex((node) => nearestFirst(node, after) > 0) : 0;
  const start = found < 0 ? walk.nodes.length : found;
  const end = Math.min(walk.nodes.length, first === null ? Infinity : start + first);
  const nodes = walk.nodes.slice(start, end);
  const { truncated, frontier } = walk;
  return {
    nodes,
    edges: parts.has('edges') ? edgesOf(walk, start, end) : [],
    start: nodes[0] ?? null,
    end: nodes.at(-1) ?? null,
    hasMore: end < walk.nodes.length,
    totalNodes: walk.nodes.length,
    truncated,
    frontier,
    cycles: parts.has('cycles') ? walk.cycles : [],
  };
}
