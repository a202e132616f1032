import type { Order } from './Order.js';
import type { Sizes } from './sizes.js';

const PASSES = 8;

/** A stretch of a layer: the points of one lane, from `start` up to `end` of the order. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly lane: number;
  readonly height: number;
}

/** Where the lanes begin and how high they are, by their places, and how high the middle of each point lies. */
export interface Heights {
  readonly top: Float64Array;
  readonly height: Float64Array;
  readonly middle: Float64Array;
}

class Placing {
  readonly middle: Float64Array;
  private readonly stretches: Stretch[] = [];
  private readonly height: Float64Array;
  private readonly top: Float64Array;
  /** Where each stretch of equal wishes lies, and how many points are in it. */
  private readonly wished: Float64Array;
  private readonly held: Int32Array;

  constructor(
    private readonly order: Order,
    lanes: number,
    private readonly sizes: Sizes,
  ) {
    const { points } = order.columns;
    this.middle = new Float64Array(points);
    this.wished = new Float64Array(points);
    this.held = new Int32Array(points);
    this.height = new Float64Array(lanes).fill(sizes.boxHeight + sizes.gap);
    for (let layer = 0; layer < order.columns.layers; layer++) this.cut(order.start[layer]!, order.start[layer + 1]!);
    this.top = new Float64Array(lanes);
    for (let lane = 1; lane < lanes; lane++)
      this.top[lane] = this.top[lane - 1]! + this.height[lane - 1]! + sizes.laneGap;
  }

  /** How much of the height a point takes, what keeps it from others included. */
  private room(point: number): number {
    const { boxHeight, gap, bendGap } = this.sizes;
    return point < this.order.columns.boxes ? boxHeight + gap : bendGap;
  }

  private cut(from: number, to: number): void {
    const { laneOf } = this.order.columns;
    for (let start = from, end = from; start < to; start = end) {
      const lane = laneOf[this.order.at[start]!]!;
      let height = 0;
      for (; end < to && laneOf[this.order.at[end]!] === lane; end++) height += this.room(this.order.at[end]!);
      this.stretches.push({ start, end, lane, height });
      this.height[lane] = Math.max(this.height[lane]!, height);
    }
  }

  /** One above the other, in the middle of their lane. */
  stack(): void {
    for (const { start, end, lane, height } of this.stretches) {
      let above = this.top[lane]! + (this.height[lane]! - height) / 2;
      for (let index = start; index < end; index++) {
        const room = this.room(this.order.at[index]!);
        this.middle[this.order.at[index]!] = above + room / 2;
        above += room;
      }
    }
  }

  /** The middle of a point's neighbours; its own where it has none. */
  private wish(point: number): number {
    const { before, behind } = this.order.columns;
    let sum = 0;
    for (let next = before.start[point]!; next < before.start[point + 1]!; next++)
      sum += this.middle[before.at[next]!]!;
    for (let next = behind.start[point]!; next < behind.start[point + 1]!; next++)
      sum += this.middle[behind.at[next]!]!;
    const count = before.start[point + 1]! - before.start[point]! + behind.start[point + 1]! - behind.start[point]!;
    return count > 0 ? sum / count : this.middle[point]!;
  }

  /**
   * Moves the points of a stretch to where they come nearest to what they wish, in their order, without touching, inside of
   * their lane: a regression that may not fall, by pooling neighbours that would.
   */
  private settle({ start, end, lane, height }: Stretch): void {
    const { wished, held } = this;
    let above = 0;
    let pools = 0;
    for (let index = start; index < end; index++) {
      const point = this.order.at[index]!;
      const room = this.room(point);
      wished[pools] = this.wish(point) - above - room / 2;
      held[pools++] = 1;
      above += room;
      while (pools > 1 && wished[pools - 2]! > wished[pools - 1]!) {
        pools--;
        const count = held[pools - 1]! + held[pools]!;
        wished[pools - 1] = (wished[pools - 1]! * held[pools - 1]! + wished[pools]! * held[pools]!) / count;
        held[pools - 1] = count;
      }
    }
    const [least, most] = [this.top[lane]!, this.top[lane]! + this.height[lane]! - height];
    above = 0;
    for (let pool = 0, index = start; pool < pools; pool++) {
      const shift = Math.max(least, Math.min(most, wished[pool]!));
      for (let left = held[pool]!; left > 0; left--, index++) {
        const room = this.room(this.order.at[index]!);
        this.middle[this.order.at[index]!] = shift + above + room / 2;
        above += room;
      }
    }
  }

  straighten(): void {
    for (let pass = 0; pass < PASSES; pass++) {
      if (pass % 2 === 0) for (const stretch of this.stretches) this.settle(stretch);
      else for (let index = this.stretches.length - 1; index >= 0; index--) this.settle(this.stretches[index]!);
    }
  }

  heights(): Heights {
    return { top: this.top, height: this.height, middle: this.middle };
  }
}

/** How high each point lies, so that arrows run straight where there is room; every lane is as high as its fullest layer. */
export function heightsOf(order: Order, lanes: number, sizes: Sizes): Heights {
  const placing = new Placing(order, lanes, sizes);
  placing.stack();
  placing.straighten();
  return placing.heights();
}
