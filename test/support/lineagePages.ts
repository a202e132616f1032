import type { LineageEdge } from '../../src/lineage/edge.js';
import { PARTS, type LineagePage, type PageAsked, type Part } from '../../src/lineage/page.js';
import { ownOf } from '../../src/lineage/question.js';
import type { PageQuestion } from '../../src/lineage/walkGraph.js';
import { nearestFirst, walkLineage, type Walk } from '../../src/lineage/walkLineage.js';
import { joinWalks } from './joinWalks.js';

/** All of the answer, in one page. */
export const WHOLE = { maxDepth: null, maxNodes: null, first: null, after: null, parts: new Set(PARTS) } as const;

/** What of a page was asked for. */
export function told(page: LineagePage, { parts }: { readonly parts: ReadonlySet<Part> }): Partial<LineagePage> {
  const { start, end, hasMore, ...rest } = page;
  const asked = Object.fromEntries(Object.entries(rest).filter(([part]) => parts.has(part as Part)));
  return parts.has('pageInfo') ? { ...asked, start: place(start), end: place(end), hasMore } : asked;
}

const place = (node: LineagePage['start']): LineagePage['start'] => node && { depth: node.depth, fqn: node.fqn };

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
function pageOfWalk(walk: Walk, { first, after, parts }: PageAsked): LineagePage {
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

/** The page as it is told by walking over edges that are at hand, those of a level in the order of the store. */
export function pageByHand(
  question: PageQuestion,
  edgesOf: (way: 'upstream' | 'downstream') => readonly LineageEdge[],
): LineagePage {
  const { root, maxDepth, maxNodes } = question;
  const walks = question.ways.map((direction) => {
    const edges = [...ownOf(question, direction), ...edgesOf(direction)];
    return { direction, walk: walkLineage(root, edges, { direction, maxDepth }) };
  });
  return pageOfWalk(joinWalks(walks, maxNodes), question);
}
