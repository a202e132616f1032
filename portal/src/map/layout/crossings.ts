/**
 * How many pairs of steps between two layers cross: of two steps, one begins above the other and ends below it. The steps
 * come by where they begin, and among those that begin at the same place by where they end; `ends` holds where the first
 * `count` of them end, as places from 0 up to `places`. Counted with a tree of sums in O(count log places), after Barth,
 * Mutzel and Jünger (2004).
 */
export class CrossingCounter {
  private tree = new Int32Array(0);

  count(ends: Int32Array, count: number, places: number): number {
    let first = 1;
    while (first < places) first *= 2;
    const size = 2 * first;
    if (this.tree.length < size) this.tree = new Int32Array(size);
    const tree = this.tree.fill(0, 0, size);
    let crossings = 0;
    for (let step = 0; step < count; step++) {
      let node = first + ends[step]!;
      tree[node]!++;
      while (node > 1) {
        if ((node & 1) === 0) crossings += tree[node + 1]!;
        node >>= 1;
        tree[node]!++;
      }
    }
    return crossings;
  }
}
