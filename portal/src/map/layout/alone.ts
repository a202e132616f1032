import type { Graph } from './graph.js';

/** Few enough to be seen side by side. */
const WIDEST = 8;

/** Shares the boxes that no arrow touches out to the layers where their lane has the fewest boxes, the first of them first. */
export function spreadAlone({ laneOf, lanes }: Graph, isJoined: Uint8Array, layerOf: Int32Array): void {
  const alone = new Int32Array(lanes);
  let layers = 1;
  for (let box = 0; box < layerOf.length; box++) {
    if (isJoined[box]) layers = Math.max(layers, layerOf[box]! + 1);
    else alone[laneOf[box]!]!++;
  }
  layers = Math.max(
    layers,
    Math.min(WIDEST, Math.ceil(Math.sqrt(alone.reduce((most, count) => Math.max(most, count), 0)))),
  );
  const taken = new Int32Array(lanes * layers);
  for (let box = 0; box < layerOf.length; box++) if (isJoined[box]) taken[laneOf[box]! * layers + layerOf[box]!]!++;
  for (let box = 0; box < layerOf.length; box++) {
    if (isJoined[box]) continue;
    const first = laneOf[box]! * layers;
    let least = first;
    for (let at = first; at < first + layers; at++) if (taken[at]! < taken[least]!) least = at;
    taken[least]!++;
    layerOf[box] = least - first;
  }
}
