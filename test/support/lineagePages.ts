import type { LineageEdge } from '../../src/lineage/edge.js';
import { joinWalks } from '../../src/lineage/joinWalks.js';
import { pageOfWalk, PARTS, type LineagePage, type Part } from '../../src/lineage/page.js';
import { ownOf } from '../../src/lineage/question.js';
import type { PageQuestion } from '../../src/lineage/walkGraph.js';
import { walkLineage } from '../../src/lineage/walkLineage.js';

/** All of the answer, in one page. */
export const WHOLE = { maxDepth: null, maxNodes: null, first: null, after: null, parts: new Set(PARTS) } as const;

/** What of a page was asked for. */
export function told(page: LineagePage, { parts }: { readonly parts: ReadonlySet<Part> }): Partial<LineagePage> {
  const { start, end, hasMore, ...rest } = page;
  const asked = Object.fromEntries(Object.entries(rest).filter(([part]) => parts.has(part as Part)));
  return parts.has('pageInfo') ? { ...asked, start: place(start), end: place(end), hasMore } : asked;
}

const place = (node: LineagePage['start']): LineagePage['start'] => node && { depth: node.depth, fqn: node.fqn };

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
