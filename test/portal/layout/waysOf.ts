import type { Graph } from '../../../portal/src/map/layout/graph.js';
import type { Layout } from '../../../portal/src/map/layout/layOut.js';
import type { Way } from './crossingsOf.js';

/** The ways of a layout's arrows, those that lead from one box to the same other once. */
export function waysOf({ from, to }: Graph, { routes }: Layout): Way[] {
  const different = new Map(routes.map((route, arrow) => [`${from[arrow]} ${to[arrow]}`, route]));
  return [...different.values()]
    .filter(({ length }) => length > 0)
    .map((route) => Array.from({ length: route.length / 2 }, (_, at) => [route[2 * at]!, route[2 * at + 1]!] as const));
}
