import { decodeCursor, encodeCursor, noCursor } from '../../entities/cursor.js';
import type { Kept } from '../../entities/rows/products/keptProduct.js';
import type { LineageEdge } from '../../lineage/edge.js';
import { PARTS, type LineagePage, type PageAsked, type Part, type Place } from '../../lineage/page.js';
import type { WalkedNode } from '../../lineage/walkLineage.js';
import type { PageInfo } from '../../schema/types/common/PageInfo.js';

export type LineageNodeSource = WalkedNode & Kept;
export type LineageEdgeSource = LineageEdge & Kept;

export interface LineageAnswer extends Omit<LineagePage, 'start' | 'end' | 'hasMore'> {
  readonly root: LineageNodeSource;
  readonly nodes: readonly LineageNodeSource[];
  readonly edges: readonly LineageEdgeSource[];
  readonly pageInfo: PageInfo;
}

export interface LineagePaging {
  readonly first?: number | null;
  readonly after?: string | null;
  /** The parts of the answer that are asked for. */
  readonly parts: ReadonlySet<Part>;
}

/** The parts of the answer that fields ask for. */
export const partsOf = (fields: ReadonlySet<string>): ReadonlySet<Part> =>
  new Set(PARTS.filter((part) => fields.has(part)));

const cursorOf = ({ depth, fqn }: Place): string => encodeCursor([depth, fqn]);

function placeOf(cursor: string): Place {
  const [depth, fqn] = decodeCursor(cursor, ['number', 'text']) as [number, string];
  if (depth < 0) throw noCursor(cursor);
  return { depth, fqn };
}

/** The page that is asked for. Throws CatalogError BAD_USER_INPUT for what is no cursor. */
export const pageAsked = ({ first = null, after, parts }: LineagePaging): PageAsked => ({
  first,
  after: after == null ? null : placeOf(after),
  parts,
});

/** A page of a walk as it is answered. */
export function lineageAnswer(
  root: WalkedNode,
  { start, end, hasMore, ...page }: LineagePage,
  { after }: PageAsked,
  asOf: string | undefined,
): LineageAnswer {
  const then = <T extends object>(each: T): T & Kept => (asOf === undefined ? each : { ...each, asOf });
  const all = <T extends object>(list: readonly T[]): readonly (T & Kept)[] =>
    asOf === undefined ? list : list.map(then);
  return {
    ...page,
    root: then(root),
    nodes: all(page.nodes),
    edges: all(page.edges),
    pageInfo: {
      hasNextPage: hasMore,
      hasPreviousPage: after !== null,
      startCursor: start && cursorOf(start),
      endCursor: end && cursorOf(end),
    },
  };
}
