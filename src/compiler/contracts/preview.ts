import type { Evolution } from './evolution.js';
import type { NoticeVerdict } from './notice.js';
import { compareText } from '../values/compareText.js';

/** A product behind a consumer that is hit. */
export interface DownstreamProduct {
  /** fqn */
  readonly product: string;
  /** Steps from the product that changes; 2 and more: the consumers themselves are told of with their contracts. */
  readonly depth: number;
  /** The products on the shortest way to it, beginning with the consumer that is hit. */
  readonly via: readonly string[];
}

/** What a change would mean if it were published: nothing is written. */
export interface ChangePreview extends Evolution {
  readonly downstream: readonly DownstreamProduct[];
  /** From when it could be published: what was announced, or, announced now, the longest notice; null where it breaks nobody. */
  readonly effectiveAt: string | null;
  /** Why it cannot be published now; null where it can. */
  readonly hindrance: NoticeVerdict;
}

/** An edge of the lineage between products. */
export interface ProductEdge {
  readonly from: string;
  readonly to: string;
}

/** Every product behind the consumers that a change hits, with the shortest way to each, nearest first, then by name. */
export function downstreamOf(
  evolution: Pick<Evolution, 'fqn' | 'consumers'>,
  edges: readonly ProductEdge[],
): DownstreamProduct[] {
  const hit = evolution.consumers.filter(({ verdict }) => verdict !== 'unaffected').map(({ consumer }) => consumer);
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  const ways = new Map<string, readonly string[]>();
  let frontier = [...new Set(hit)].sort();
  for (const consumer of frontier) ways.set(consumer, []);
  while (frontier.length > 0) {
    const found = new Map<string, readonly string[]>();
    for (const from of frontier)
      for (const to of next.get(from) ?? []) {
        if (to === evolution.fqn || ways.has(to) || found.has(to)) continue;
        found.set(to, [...(ways.get(from) ?? []), from]);
      }
    for (const [product, via] of found) ways.set(product, via);
    frontier = [...found.keys()].sort();
  }
  return [...ways]
    .filter(([, via]) => via.length > 0)
    .map(([product, via]) => ({ product, depth: via.length + 1, via }))
    .sort((a, b) => a.depth - b.depth || compareText(a.product, b.product));
}
