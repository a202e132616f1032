import { indicesBy, type Lists } from './graph.js';

const PASSES = 12;

interface Ways {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly incoming: Lists;
  readonly outgoing: Lists;
}

/** The boxes so that each stands behind all that lead to it. */
function inOrder(boxes: number, { to, incoming, outgoing }: Ways): Int32Array {
  const order = new Int32Array(boxes);
  const missing = new Int32Array(boxes);
  let known = 0;
  for (let box = 0; box < boxes; box++) {
    missing[box] = incoming.start[box + 1]! - incoming.start[box]!;
    if (missing[box] === 0) order[known++] = box;
  }
  for (let read = 0; read < known; read++) {
    const box = order[read]!;
    for (let at = outgoing.start[box]!; at < outgoing.start[box + 1]!; at++) {
      const target = to[outgoing.at[at]!]!;
      if (--missing[target]! === 0) order[known++] = target;
    }
  }
  return order;
}

/** Moves each box as far as its neighbours let it where that makes its arrows shorter; true where one moved. */
function shorten(
  order: Int32Array,
  layerOf: Int32Array,
  { from, to, incoming, outgoing }: Ways,
  last: number,
): boolean {
  let moved = false;
  for (let place = order.length - 1; place >= 0; place--) {
    const box = order[place]!;
    const into = incoming.start[box + 1]! - incoming.start[box]!;
    const out = outgoing.start[box + 1]! - outgoing.start[box]!;
    if (into === out) continue;
    let lowest = 0;
    let highest = last;
    for (let at = incoming.start[box]!; at < incoming.start[box + 1]!; at++)
      lowest = Math.max(lowest, layerOf[from[incoming.at[at]!]!]! + 1);
    for (let at = outgoing.start[box]!; at < outgoing.start[box + 1]!; at++)
      highest = Math.min(highest, layerOf[to[outgoing.at[at]!]!]! - 1);
    const layer = out > into ? highest : lowest;
    if (layer === layerOf[box]) continue;
    layerOf[box] = layer;
    moved = true;
  }
  return moved;
}

/**
 * The layer of each box: the longest way that leads to it, then moved between its neighbours where that makes more of its
 * arrows shorter than longer. `from` and `to` lead in no circle; every arrow leads to a later layer.
 */
export function layersOf(boxes: number, from: Int32Array, to: Int32Array): Int32Array {
  const ways = { from, to, incoming: indicesBy(boxes, to), outgoing: indicesBy(boxes, from) };
  const order = inOrder(boxes, ways);
  const layerOf = new Int32Array(boxes);
  let last = 0;
  for (const box of order) {
    for (let at = ways.incoming.start[box]!; at < ways.incoming.start[box + 1]!; at++)
      layerOf[box] = Math.max(layerOf[box]!, layerOf[from[ways.incoming.at[at]!]!]! + 1);
    last = Math.max(last, layerOf[box]!);
  }
  for (let pass = 0; pass < PASSES; pass++) if (!shorten(order, layerOf, ways, last)) break;
  return layerOf;
}
