import { spreadAlone } from './alone.js';
import { columnsOf, type Columns } from './columns.js';
import { pairsOf, type Graph } from './graph.js';
import { heightsOf } from './heights.js';
import { placesOfLanes } from './lanes.js';
import { layersOf } from './layers.js';
import { Order } from './Order.js';
import type { Sizes } from './sizes.js';
import { turnCircles } from './turned.js';
import { untangle } from './untangle.js';

/** Where everything of a graph stands, in the unit of the sizes; `x` grows to the right and `y` downward, from 0. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The upper left corner of each box, and its layer: the first is 0, on the left. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly layerOf: Int32Array;
  /** Where each lane begins, and how high it is. */
  readonly laneTop: Float64Array;
  readonly laneHeight: Float64Array;
  /**
   * For each arrow the points it runs through, `x` then `y`, from left to right: straight from side to side of each layer that
   * it passes, and from there to the next. Empty where it ends where it begins.
   */
  readonly routes: readonly Float64Array[];
  /** 1 where an arrow closes a circle: its route is to be gone from its end to its beginning. */
  readonly isBack: Uint8Array;
  /** How many pairs of arrows cross between layers, those that join the same two boxes taken as one. */
  readonly crossings: number;
}

function columnsFor(graph: Graph): { columns: Columns; isBack: Uint8Array; pairOf: Int32Array; places: Int32Array } {
  const boxes = graph.laneOf.length;
  const pairs = pairsOf(graph);
  const { from, to, isBack } = turnCircles(boxes, pairs);
  const layerOf = layersOf(boxes, from, to);
  const isJoined = new Uint8Array(boxes);
  for (let pair = 0; pair < pairs.count; pair++) isJoined[from[pair]!] = isJoined[to[pair]!] = 1;
  spreadAlone(graph, isJoined, layerOf);
  const places = placesOfLanes(graph, pairs);
  const laneOf = Int32Array.from(graph.laneOf, (lane) => places[lane]!);
  return { columns: columnsOf({ laneOf, layerOf, from, to }), isBack, pairOf: pairs.of, places };
}

/** The points of each pair's way, from the right side of the box it leaves to the left side of the one it reaches. */
function routesOf({ layerOf, routes }: Columns, middle: Float64Array, { boxWidth, layerGap }: Sizes): Float64Array[] {
  const left = (point: number): number => layerOf[point]! * (boxWidth + layerGap);
  return Array.from({ length: routes.start.length - 1 }, (_, pair) => {
    const points = routes.at.subarray(routes.start[pair], routes.start[pair + 1]);
    const route = new Float64Array(4 * points.length - 4);
    let at = 0;
    points.forEach((point, index) => {
      for (const side of [0, boxWidth]) {
        if (side === 0 ? index === 0 : index === points.length - 1) continue;
        route[at++] = left(point) + side;
        route[at++] = middle[point]!;
      }
    });
    return route;
  });
}

const by = (places: Int32Array, values: Float64Array): Float64Array =>
  Float64Array.from(places, (place) => values[place]!);

/**
 * Lays a graph out in layers from left to right and lanes from top to bottom, the same each time: every arrow leads to a
 * later layer, but for those that close a circle; no two boxes touch; a lane holds its own boxes alone. Crossings are few,
 * not fewest: what is best among so many orders nobody finds.
 */
export function layOut(graph: Graph, sizes: Sizes): Layout {
  const { columns, isBack, pairOf, places } = columnsFor(graph);
  const order = new Order(columns);
  untangle(order);
  const { top, height, middle } = heightsOf(order, graph.lanes, sizes);
  const ways = routesOf(columns, middle, sizes);
  const { layers, boxes, layerOf } = columns;
  const none = new Float64Array(0);
  return {
    width: Math.max(0, layers * (sizes.boxWidth + sizes.layerGap) - sizes.layerGap),
    height: graph.lanes > 0 ? top[graph.lanes - 1]! + height[graph.lanes - 1]! : 0,
    x: Float64Array.from({ length: boxes }, (_, box) => layerOf[box]! * (sizes.boxWidth + sizes.layerGap)),
    y: middle.slice(0, boxes).map((at) => at - sizes.boxHeight / 2),
    layerOf: layerOf.slice(0, boxes),
    laneTop: by(places, top),
    laneHeight: by(places, height),
    routes: Array.from(pairOf, (pair) => ways[pair] ?? none),
    isBack: Uint8Array.from(pairOf, (pair) => isBack[pair] ?? 0),
    crossings: order.crossings(),
  };
}
