import type { Order } from './Order.js';

/** Sweeps over about this many points in all; few boxes are swept often, many a few times. */
const EFFORT = 20_000;
const [FEWEST, MOST] = [4, 24];
/** Sweeps without a gain after which no more are made. */
const PATIENCE = 6;
const ROUNDS = 20;

/** Puts the points of all layers into an order in which few steps cross: sweeps to and fro, changes of neighbours, the best of all. */
export function untangle(order: Order): void {
  const { points } = order.columns;
  const sweeps = Math.max(FEWEST, Math.min(MOST, Math.round(EFFORT / points)));
  const rounds = Math.max(2, Math.min(ROUNDS, Math.round(EFFORT / points)));
  let best = order.crossings();
  let kept = order.at.slice();
  for (let sweep = 0, since = 0; best > 0 && sweep < sweeps && since < PATIENCE; sweep++) {
    const tie = sweep & 2 ? -1 : 1;
    if (sweep % 2 === 0) order.sweepOnward(tie);
    else order.sweepBack(tie);
    order.transpose(rounds);
    const crossings = order.crossings();
    since = crossings < best ? 0 : since + 1;
    if (crossings >= best) continue;
    best = crossings;
    kept = order.at.slice();
  }
  order.take(kept);
}
