import type { Graph, Pairs } from './graph.js';

/** With more lanes than this they stay in the order in which they are given. */
const MOST = 128;
const PASSES = 8;

/**
 * The place of each lane from top to bottom: lanes that many arrows join stand near each other. Each is moved to where the
 * arrows between all lanes are shortest, counted in lanes, until none moves; without a better place the given order holds.
 */
export function placesOfLanes({ laneOf, lanes }: Graph, { from, to }: Pairs): Int32Array {
  const order = Array.from({ length: lanes }, (_, lane) => lane);
  if (lanes > 2 && lanes <= MOST) {
    const joined = new Int32Array(lanes * lanes);
    for (let pair = 0; pair < from.length; pair++) {
      const [one, other] = [laneOf[from[pair]!]!, laneOf[to[pair]!]!];
      joined[one * lanes + other]!++;
      joined[other * lanes + one]!++;
    }
    for (let pass = 0, moved = true; moved && pass < PASSES; pass++) {
      moved = false;
      for (let lane = 0; lane < lanes; lane++) moved = moveToBest(order, lane, joined) || moved;
    }
  }
  const places = new Int32Array(lanes);
  order.forEach((lane, place) => (places[lane] = place));
  return places;
}

/** Moves one lane to where it is joined best; true where that is another place. */
function moveToBest(order: number[], lane: number, joined: Int32Array): boolean {
  const was = order.indexOf(lane);
  order.splice(was, 1);
  const lengths = Array.from({ length: order.length + 1 }, () => 0);
  for (let place = 0; place < lengths.length; place++) {
    const at = (index: number): number => (index < place ? index : index + 1);
    for (let index = 0; index < order.length; index++) {
      lengths[place]! += joined[lane * lengths.length + order[index]!]! * Math.abs(at(index) - place);
      // What passes over the lane is longer by one.
      if (index >= place)
        for (let above = 0; above < place; above++)
          lengths[place]! += joined[order[above]! * lengths.length + order[index]!]!;
    }
  }
  const best = lengths.reduce((least, length, place) => (length < lengths[least]! ? place : least), was);
  order.splice(best, 0, lane);
  return best !== was;
}
