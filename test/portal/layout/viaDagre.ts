import dagre from '@dagrejs/dagre';
import type { Graph } from '../../../portal/src/map/layout/graph.js';
import type { Sizes } from '../../../portal/src/map/layout/sizes.js';
import type { Way } from './crossingsOf.js';

/** The same graph for dagre, from left to right: a function that lays it out; with `lanes`, each lane as a cluster. */
export function dagreOf(graph: Graph, sizes: Sizes, { lanes = false } = {}): () => readonly Way[] {
  const theirs = new dagre.graphlib.Graph({ compound: lanes });
  theirs.setGraph({ rankdir: 'LR', ranksep: sizes.layerGap, nodesep: sizes.gap });
  theirs.setDefaultEdgeLabel(() => ({}));
  for (let box = 0; box < graph.laneOf.length; box++) {
    theirs.setNode(`box ${box}`, { width: sizes.boxWidth, height: sizes.boxHeight });
    if (!lanes) continue;
    theirs.setNode(`lane ${graph.laneOf[box]}`, {});
    theirs.setParent(`box ${box}`, `lane ${graph.laneOf[box]}`);
  }
  for (let arrow = 0; arrow < graph.from.length; arrow++)
    if (graph.from[arrow] !== graph.to[arrow]) theirs.setEdge(`box ${graph.from[arrow]}`, `box ${graph.to[arrow]}`, {});
  return () => {
    dagre.layout(theirs);
    return theirs.edges().map((edge: { v: string; w: string }) => {
      const [begin, end] = [theirs.node(edge.v), theirs.node(edge.w)] as { x: number; y: number }[];
      const { points } = theirs.edge(edge) as { points: { x: number; y: number }[] };
      const way = [begin!, ...points.slice(1, -1), end!].map(({ x, y }) => [x, y] as const);
      return way[0]![0] <= way.at(-1)![0] ? way : way.reverse();
    });
  };
}
