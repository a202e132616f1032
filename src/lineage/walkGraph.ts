import { compareText } from '../compiler/values/compareText.js';
import { edgesOfProducts, edgesWithin } from './edgesWithin.js';
import { frontierOf } from './frontier.js';
import type { LineageGraph } from './LineageGraph.js';
import { isTooMuch, MOST, NOTHING, type LineagePage, type PageAsked, type Part, type Place } from './page.js';
import { productCycles } from './productCycles.js';
import type { Enough, GraphQuestion } from './question.js';
import { reach } from './reach.js';
import type { Reached } from './Reached.js';
import type { WalkedNode } from './walkLineage.js';

/** What is asked of lineage. */
export interface PageQuestion extends GraphQuestion, PageAsked {
  /** The nodes that there are at most, the nearest to the root. */
  readonly maxNodes: number | null;
}

/** What follows from the whole of what is reached. */
const WHOLE: readonly Part[] = ['totalNodes', 'truncated', 'frontier', 'cycles'];

/** How far a walk must go: so far that one node more is found than is answered, or that too much is. */
function enoughFor(question: PageQuestion): Enough | undefined {
  const { maxNodes, first, after, parts, ways } = question;
  if (after === null && isTooMuch(question, maxNodes ?? Infinity))
    return { nodes: MOST + 1, beyond: -1, tooMuch: true };
  // An edge was followed where both its ends were met on the same way: where there are two, each is gone to its end.
  if (ways.length > 1 && [...parts].some((part) => part !== 'nodes' && part !== 'pageInfo')) return undefined;
  const cut = maxNodes === null ? undefined : { nodes: maxNodes + 1, beyond: -1 };
  if (first === null || WHOLE.some((part) => parts.has(part))) return cut;
  return { nodes: first + 1, beyond: after?.depth ?? -1 };
}

/** The nodes from one place to another. */
function nodesBetween(reached: Reached, begin: number, end: number): WalkedNode[] {
  const nodes: WalkedNode[] = [];
  if (end <= begin) return nodes;
  const names = reached.namesBetween(begin, end);
  for (let depth = reached.depthOf(begin); nodes.length < end - begin; depth++) {
    const [from, to] = reached.layer(depth);
    for (let place = Math.max(begin, from); place < Math.min(end, to); place++)
      nodes.push({ fqn: names[place - begin] ?? '', kind: reached.kindOf(place), depth });
  }
  return nodes;
}

/**
 * A page of what is reached from a root over the graph in memory: as `walkLineage` over its edges would have it. The walk
 * ends once it has found what is asked for; parts that are not asked for are left empty.
 */
export function walkGraph(graph: LineageGraph, question: PageQuestion): LineagePage {
  const { maxNodes, first, after, parts } = question;
  const reached = reach(graph, question, enoughFor(question));
  const isCut = maxNodes !== null && maxNodes < reached.size;
  if (isCut) reached.cut(maxNodes);
  const { size } = reached;
  const begin = after ? reached.after(after) : 0;
  const end = first === null ? size : Math.min(size, begin + first);
  if (isTooMuch(question, end - begin)) return { ...NOTHING, totalNodes: end - begin };
  const isPlaced = ['nodes', 'edges', 'pageInfo'].some((part) => parts.has(part as Part));
  if (isPlaced) reached.sortBetween(begin, end);
  const placeAt = (place: number): Place => ({ depth: reached.depthOf(place), fqn: reached.nameOf(place) });
  const frontier = (): Iterable<number> => (isCut || question.maxDepth !== null ? frontierOf(reached, question) : []);
  const names = (places: Iterable<number>): string[] => Array.from(places, (place) => reached.nameOf(place));
  return {
    nodes: parts.has('nodes') ? nodesBetween(reached, begin, end) : [],
    edges: parts.has('edges') ? edgesWithin(reached, question, begin, end) : [],
    start: isPlaced && begin < end ? placeAt(begin) : null,
    end: isPlaced && begin < end ? placeAt(end - 1) : null,
    hasMore: end < size,
    totalNodes: size,
    truncated: parts.has('truncated') && frontier()[Symbol.iterator]().next().done !== true,
    frontier: parts.has('frontier') ? names(frontier()).sort(compareText) : [],
    cycles: parts.has('cycles') ? productCycles(edgesOfProducts(reached, question)) : [],
  };
}
