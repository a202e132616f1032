import { seededRandom } from '../test/support/generateMesh.js';

/** Chance that is the same for the same seed. */
export class Dice {
  private readonly random: () => number;

  /** Each number of a seed has dice of its own, so that one request can be made again without those before it. */
  constructor(seed: number, number: number) {
    this.random = seededRandom((Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0);
    this.random();
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** One of a list. Throws where there is none. */
  one<T>(of: readonly T[]): T {
    if (of.length === 0) throw new Error('nothing to choose from');
    return of[this.below(of.length)] as T;
  }
}
