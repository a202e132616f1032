import { indicesBy, type Pairs } from './graph.js';

/** The pairs as they run once those that close a circle are turned round: no circle is left. */
export interface Turned {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** 1 where a pair was turned. */
  readonly isBack: Uint8Array;
}

const NEW = 0;
const OPEN = 1;
const DONE = 2;

/** Turns what a walk in depth finds to lead back into the way it came, beginning at boxes that nothing leads to. */
export function turnCircles(boxes: number, { count, from, to }: Pairs): Turned {
  const onward = indicesBy(boxes, from);
  const isBack = new Uint8Array(count);
  const state = new Uint8Array(boxes);
  const way = new Int32Array(boxes);
  const next = onward.start.slice();
  const walk = (root: number): void => {
    let depth = 0;
    way[0] = root;
    state[root] = OPEN;
    while (depth >= 0) {
      const box = way[depth]!;
      if (next[box]! === onward.start[box + 1]!) {
        state[box] = DONE;
        depth--;
        continue;
      }
      const pair = onward.at[next[box]!++]!;
      const target = to[pair]!;
      if (state[target] === OPEN) isBack[pair] = 1;
      if (state[target] !== NEW) continue;
      state[target] = OPEN;
      way[++depth] = target;
    }
  };
  const incoming = indicesBy(boxes, to).start;
  for (let box = 0; box < boxes; box++) if (incoming[box] === incoming[box + 1]) walk(box);
  for (let box = 0; box < boxes; box++) if (state[box] === NEW) walk(box);
  return {
    from: from.map((box, pair) => (isBack[pair] ? to[pair]! : box)),
    to: to.map((box, pair) => (isBack[pair] ? from[pair]! : box)),
    isBack,
  };
}
