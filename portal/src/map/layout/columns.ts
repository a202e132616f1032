import { indicesBy, type Lists } from './graph.js';

/**
 * The graph with a bend for every layer that an arrow passes: each step leads from one layer to the next. The boxes come
 * first, under their own indices, then the bends; both are points.
 */
export interface Columns {
  readonly points: number;
  readonly boxes: number;
  readonly layers: number;
  readonly layerOf: Int32Array;
  readonly laneOf: Int32Array;
  /** For each pair its points from layer to layer, the boxes at its ends among them. */
  readonly routes: Lists;
  /** The neighbours of each point in the layer before, and in the one behind. */
  readonly before: Lists;
  readonly behind: Lists;
}

interface Drawn {
  readonly laneOf: ArrayLike<number>;
  readonly layerOf: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

function neighbours(points: number, keys: Int32Array, values: Int32Array): Lists {
  const { start, at } = indicesBy(points, keys);
  return { start, at: at.map((step) => values[step]!) };
}

/** Puts the bends in; the lane of a bend lies between those of the ends as it does itself. */
export function columnsOf({ laneOf, layerOf, from, to }: Drawn): Columns {
  const boxes = laneOf.length;
  let steps = 0;
  for (let pair = 0; pair < from.length; pair++) steps += layerOf[to[pair]!]! - layerOf[from[pair]!]!;
  const points = boxes + steps - from.length;
  const all = { layerOf: new Int32Array(points), laneOf: new Int32Array(points) };
  all.layerOf.set(layerOf);
  all.laneOf.set(laneOf);
  const routes = { start: new Int32Array(from.length + 1), at: new Int32Array(steps + from.length) };
  const [stepFrom, stepTo] = [new Int32Array(steps), new Int32Array(steps)];
  let [point, place, step] = [boxes, 0, 0];
  for (let pair = 0; pair < from.length; pair++) {
    const [begin, end] = [from[pair]!, to[pair]!];
    const span = layerOf[end]! - layerOf[begin]!;
    routes.at[place++] = begin;
    for (let passed = 1; passed < span; passed++) {
      all.layerOf[point] = layerOf[begin]! + passed;
      all.laneOf[point] = Math.round(laneOf[begin]! + ((laneOf[end]! - laneOf[begin]!) * passed) / span);
      routes.at[place++] = point++;
    }
    routes.at[place++] = end;
    routes.start[pair + 1] = place;
    for (let at = place - span - 1; at < place - 1; at++, step++) {
      stepFrom[step] = routes.at[at]!;
      stepTo[step] = routes.at[at + 1]!;
    }
  }
  const layers = layerOf.reduce((most, layer) => Math.max(most, layer + 1), 0);
  const before = neighbours(points, stepTo, stepFrom);
  return { points, boxes, layers, ...all, routes, before, behind: neighbours(points, stepFrom, stepTo) };
}
