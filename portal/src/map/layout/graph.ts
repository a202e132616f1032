/** What is laid out: boxes, each in a lane, and arrows between them; all by the index they stand at. */
export interface Graph {
  /** The lane of each box. */
  readonly laneOf: ArrayLike<number>;
  readonly lanes: number;
  /** Where each arrow begins and ends. Several may join the same two boxes; one may end where it begins. */
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
}

/** Lists one after the other: that of `i` is what stands in `at` from `start[i]` up to `start[i + 1]`. */
export interface Lists {
  readonly start: Int32Array;
  readonly at: Int32Array;
}

/** For each of `count` keys the indices that have it, in their order; what has a key below 0 is left out. */
export function indicesBy(count: number, keys: ArrayLike<number>): Lists {
  const start = new Int32Array(count + 1);
  for (let index = 0; index < keys.length; index++) if (keys[index]! >= 0) start[keys[index]! + 1]!++;
  for (let key = 0; key < count; key++) start[key + 1]! += start[key]!;
  const at = new Int32Array(start[count]!);
  const next = start.slice();
  for (let index = 0; index < keys.length; index++) if (keys[index]! >= 0) at[next[keys[index]!]!++] = index;
  return { start, at };
}

/** Arrows that join two different boxes, each pair once: what a layout is made for. */
export interface Pairs {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The pair of each arrow of the graph; -1 where it ends where it begins. */
  readonly of: Int32Array;
}

/** The pairs of a graph, in the order in which their first arrows stand. */
export function pairsOf(graph: Graph): Pairs {
  const boxes = graph.laneOf.length;
  const of = new Int32Array(graph.from.length).fill(-1);
  const known = new Map<number, number>();
  const from: number[] = [];
  const to: number[] = [];
  for (let arrow = 0; arrow < of.length; arrow++) {
    const [begin, end] = [graph.from[arrow]!, graph.to[arrow]!];
    if (begin === end) continue;
    const key = begin * boxes + end;
    const pair = known.get(key) ?? from.length;
    of[arrow] = pair;
    if (pair < from.length) continue;
    known.set(key, pair);
    from.push(begin);
    to.push(end);
  }
  return { count: from.length, from: Int32Array.from(from), to: Int32Array.from(to), of };
}
