import type { LineageEdge } from './edge.js';
import type { WalkedNode } from './walkLineage.js';

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

/** Nothing is reached. */
export const NOTHING: LineagePage = {
  nodes: [],
  edges: [],
  start: null,
  end: null,
  hasMore: false,
  totalNodes: 0,
  truncated: false,
  frontier: [],
  cycles: [],
};
