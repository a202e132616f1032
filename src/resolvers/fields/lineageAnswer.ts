import { decodeCursor, encodeCursor, noCursor } from '../../entities/cursor.js';
import type { Kept } from '../../entities/rows/products/keptProduct.js';
import type { LineageEdge } from '../../lineage/edge.js';
import type { GraphQuestion } from '../../lineage/GraphWalk.js';
import { nearestFirst, type Walk, type WalkedNode } from '../../lineage/walkLineage.js';
import type { PageInfo } from '../../schema/types/common/PageInfo.js';

export type LineageNodeSource = WalkedNode & Kept;
export type LineageEdgeSource = LineageEdge & Kept;

export interface LineageAnswer {
  readonly root: LineageNodeSource;
  readonly nodes: readonly LineageNodeSource[];
  readonly edges: readonly LineageEdgeSource[];
  readonly truncated: boolean;
  readonly frontier: readonly string[];
  readonly cycles: readonly (readonly string[])[];
  readonly totalNodes: number;
  readonly pageInfo: PageInfo;
}

export interface LineagePaging {
  readonly first?: number | null;
  readonly after?: string | null;
  /** Whether nothing is asked but nodes and the place of the page: then what lies behind it need not be walked. */
  readonly nodesOnly?: boolean;
}

type Place = Pick<WalkedNode, 'depth' | 'fqn'>;

const cursorOf = ({ depth, fqn }: Place): string => encodeCursor([depth, fqn]);

function placeOf(cursor: string): Place {
  const [depth, fqn] = decodeCursor(cursor, ['number', 'text']) as [number, string];
  if (depth < 0) throw noCursor(cursor);
  return { depth, fqn };
}

/**
 * How far a walk must go for its page: one node more than it, all of them further off than the one it comes after. Throws
 * CatalogError BAD_USER_INPUT for what is no cursor.
 */
export function enoughFor({ first, after, nodesOnly }: LineagePaging): GraphQuestion['enough'] {
  if (first == null || !nodesOnly) return undefined;
  return { nodes: first + 1, beyond: after == null ? -1 : placeOf(after).depth };
}

interface Page {
  readonly nodes: readonly WalkedNode[];
  readonly start: number;
  readonly info: PageInfo;
}

function pageOf(nodes: readonly WalkedNode[], { first, after }: LineagePaging): Page {
  const place = after == null ? null : placeOf(after);
  const found = place ? nodes.findIndex((node) => nearestFirst(node, place) > 0) : 0;
  const start = found < 0 ? nodes.length : found;
  const page = first == null && start === 0 ? nodes : nodes.slice(start, first == null ? undefined : start + first);
  const [head, last] = [page[0], page.at(-1)];
  const info = {
    hasNextPage: start + page.length < nodes.length,
    hasPreviousPage: place !== null,
    startCursor: head ? cursorOf(head) : null,
    endCursor: last ? cursorOf(last) : null,
  };
  return { nodes: page, start, info };
}

/** The edges whose later end is in the page: each edge is in one page, and with it or before it are both its ends. */
function edgesOf(walk: Walk, { nodes, start }: Page): readonly LineageEdge[] {
  if (nodes.length === walk.nodes.length) return walk.edges;
  const places = new Map(walk.nodes.map(({ fqn }, place) => [fqn, place]));
  return walk.edges.filter(({ from, to }) => {
    const later = Math.max(places.get(from) ?? 0, places.get(to) ?? 0);
    return later >= start && later < start + nodes.length;
  });
}

/**
 * A walk as it is answered, a page of its nodes where one is asked for; each part is made when it is read. Throws
 * CatalogError BAD_USER_INPUT for what is no cursor.
 */
export function lineageAnswer(
  root: WalkedNode,
  walk: Walk,
  paging: LineagePaging,
  asOf: string | undefined,
): LineageAnswer {
  const then = <T extends object>(each: T): T & Kept => (asOf === undefined ? each : { ...each, asOf });
  const all = <T extends object>(list: readonly T[]): readonly (T & Kept)[] =>
    asOf === undefined ? list : list.map(then);
  let known: Page | undefined;
  const page = (): Page => (known ??= pageOf(walk.nodes, paging));
  // Told at once, though nobody should ask for the nodes.
  if (paging.after != null) placeOf(paging.after);
  return {
    root: then(root),
    get nodes() {
      return all(page().nodes);
    },
    get edges() {
      return all(edgesOf(walk, page()));
    },
    get truncated() {
      return walk.truncated;
    },
    get frontier() {
      return walk.frontier;
    },
    get cycles() {
      return walk.cycles;
    },
    get totalNodes() {
      return walk.nodes.length;
    },
    get pageInfo() {
      return page().info;
    },
  };
}

/**
 * What is asked of something that stands today and did not stand then. Throws CatalogError BAD_USER_INPUT for what is no
 * cursor.
 */
export function nothing(root: Omit<WalkedNode, 'depth'>, paging: LineagePaging, asOf: string): LineageAnswer {
  const walk = { nodes: [], edges: [], truncated: false, frontier: [], cycles: [] };
  return lineageAnswer({ fqn: root.fqn, kind: root.kind, depth: 0 }, walk, paging, asOf);
}
