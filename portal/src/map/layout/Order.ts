import type { Columns } from './columns.js';
import { CrossingCounter } from './crossings.js';
import { indicesBy, type Lists } from './graph.js';

/** Sorts a stretch of a list by where its points stand; most stretches have one, two or three. */
function sortByPlace(list: Int32Array, start: number, end: number, placeOf: Int32Array): void {
  if (end - start > 24) {
    list.subarray(start, end).sort((a, b) => placeOf[a]! - placeOf[b]!);
    return;
  }
  for (let at = start + 1; at < end; at++) {
    const point = list[at]!;
    let hole = at;
    while (hole > start && placeOf[list[hole - 1]!]! > placeOf[point]!) {
      list[hole] = list[hole - 1]!;
      hole--;
    }
    list[hole] = point;
  }
}

/** From top to bottom the points of each layer: those of a lane stand together, the lanes in their order. */
export class Order {
  /** The points of layer `i` in their order stand in `at` from `start[i]` on. */
  readonly start: Int32Array;
  readonly at: Int32Array;
  readonly placeOf: Int32Array;
  private readonly counter = new CrossingCounter();
  private readonly ends: Int32Array;
  private readonly keys: Float64Array;

  constructor(readonly columns: Columns) {
    const { start, at } = indicesBy(columns.layers, columns.layerOf);
    [this.start, this.at] = [start, at];
    this.placeOf = new Int32Array(columns.points);
    this.keys = new Float64Array(columns.points);
    this.ends = new Int32Array(columns.behind.at.length);
    for (let layer = 0; layer < columns.layers; layer++) this.number(layer);
    for (let layer = 0; layer < columns.layers; layer++) this.sortLayer(layer, 1);
  }

  private number(layer: number): void {
    for (let at = this.start[layer]!; at < this.start[layer + 1]!; at++)
      this.placeOf[this.at[at]!] = at - this.start[layer]!;
  }

  private sortLayer(layer: number, tie: 1 | -1): void {
    const { laneOf } = this.columns;
    const { keys, placeOf } = this;
    this.at
      .subarray(this.start[layer], this.start[layer + 1])
      .sort((a, b) => laneOf[a]! - laneOf[b]! || keys[a]! - keys[b]! || tie * (placeOf[a]! - placeOf[b]!));
    this.number(layer);
  }

  /** Takes an order over that `at` had before. */
  take(at: Int32Array): void {
    this.at.set(at);
    for (let layer = 0; layer < this.columns.layers; layer++) this.number(layer);
  }

  /** Puts every point of a layer where its neighbours of the layer beside stand on average; one without any stays about where it is. */
  private centre(layer: number, beside: number, { start, at }: Lists, tie: 1 | -1): void {
    const [size, other] = [layer, beside].map((each) => this.start[each + 1]! - this.start[each]!) as [number, number];
    for (let index = this.start[layer]!; index < this.start[layer + 1]!; index++) {
      const point = this.at[index]!;
      const degree = start[point + 1]! - start[point]!;
      let sum = 0;
      for (let next = start[point]!; next < start[point + 1]!; next++) sum += this.placeOf[at[next]!]!;
      this.keys[point] = degree > 0 ? sum / degree : (this.placeOf[point]! * other) / size;
    }
    this.sortLayer(layer, tie);
  }

  /** Centres each layer on the one before it, from the second on. */
  sweepOnward(tie: 1 | -1): void {
    for (let layer = 1; layer < this.columns.layers; layer++) this.centre(layer, layer - 1, this.columns.before, tie);
  }

  /** Centres each layer on the one behind it, from the last but one back. */
  sweepBack(tie: 1 | -1): void {
    for (let layer = this.columns.layers - 2; layer >= 0; layer--)
      this.centre(layer, layer + 1, this.columns.behind, tie);
  }

  private sortNeighbours(layer: number, { start, at }: Lists): void {
    for (let index = this.start[layer]!; index < this.start[layer + 1]!; index++) {
      const point = this.at[index]!;
      sortByPlace(at, start[point]!, start[point + 1]!, this.placeOf);
    }
  }

  /** How many crossings fewer there are between two points and their neighbours on one side once the two change places. */
  private gainOn({ start, at }: Lists, upper: number, lower: number): number {
    const [upperEnd, lowerEnd] = [start[upper + 1]!, start[lower + 1]!];
    let gain = 0;
    let [below, above] = [start[lower]!, start[lower]!];
    for (let next = start[upper]!; next < upperEnd; next++) {
      const place = this.placeOf[at[next]!]!;
      while (below < lowerEnd && this.placeOf[at[below]!]! < place) below++;
      while (above < lowerEnd && this.placeOf[at[above]!]! <= place) above++;
      gain += below - start[lower]! - (lowerEnd - above);
    }
    return gain;
  }

  /** Changes neighbours of a lane that cross less the other way round, until none do or `rounds` are over; what is won. */
  transpose(rounds: number): number {
    const { before, behind, laneOf, layers } = this.columns;
    const waits = new Uint8Array(layers).fill(1);
    let won = 0;
    for (let round = 0, open = true; open && round < rounds; round++) {
      open = false;
      for (let layer = 0; layer < layers; layer++) {
        if (!waits[layer]) continue;
        waits[layer] = 0;
        this.sortNeighbours(layer, before);
        this.sortNeighbours(layer, behind);
        let wonHere = 0;
        for (let index = this.start[layer]! + 1; index < this.start[layer + 1]!; index++) {
          const [upper, lower] = [this.at[index - 1]!, this.at[index]!];
          if (laneOf[upper] !== laneOf[lower]) continue;
          const gain = this.gainOn(before, upper, lower) + this.gainOn(behind, upper, lower);
          if (gain <= 0) continue;
          this.at[index - 1] = lower;
          this.at[index] = upper;
          this.placeOf[lower]!--;
          this.placeOf[upper]!++;
          wonHere += gain;
        }
        if (wonHere === 0) continue;
        won += wonHere;
        open = true;
        for (let beside = Math.max(0, layer - 1); beside <= Math.min(layers - 1, layer + 1); beside++)
          waits[beside] = 1;
      }
    }
    return won;
  }

  /** How many pairs of steps cross, all layers together. */
  crossings(): number {
    const { behind, layers } = this.columns;
    let crossings = 0;
    for (let layer = 0; layer + 1 < layers; layer++) {
      this.sortNeighbours(layer, behind);
      let count = 0;
      for (let index = this.start[layer]!; index < this.start[layer + 1]!; index++) {
        const point = this.at[index]!;
        for (let next = behind.start[point]!; next < behind.start[point + 1]!; next++)
          this.ends[count++] = this.placeOf[behind.at[next]!]!;
      }
      crossings += this.counter.count(this.ends, count, this.start[layer + 2]! - this.start[layer + 1]!);
    }
    return crossings;
  }
}
