import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CrossingCounter } from '../../../portal/src/map/layout/crossings.js';
import { crossingsOf, type Way } from './crossingsOf.js';

const sign = (way: Way, other: Way, at: 0 | 1): number => Math.sign(way[at]![1] - other[at]![1]);

it('counts crossings as looking at every pair does', () => {
  const steps = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 40 });
  const counter = new CrossingCounter();
  fc.assert(
    fc.property(steps, (pairs) => {
      const sorted = pairs.toSorted(([a, b], [c, d]) => a - c || b - d);
      const crossing = sorted.flatMap(([a, b], index) => sorted.slice(index).filter(([c, d]) => a < c && b > d));
      const ends = Int32Array.from(sorted, ([, end]) => end);
      expect(counter.count(ends, ends.length, 10)).toBe(crossing.length);
    }),
  );
});

it('counts those of ways through several layers as looking at every pair of their straight parts does', () => {
  const heights = fc.array(fc.nat(50), { minLength: 2, maxLength: 4 });
  const ways = fc.array(fc.tuple(fc.nat(2), heights), { maxLength: 12 });
  fc.assert(
    fc.property(ways, (drawn) => {
      const lines = drawn.map(([first, ys]): Way => ys.map((y, index) => [(first + index) * 10, y] as const));
      const parts = lines.flatMap((way) => way.slice(1).map((point, index): Way => [way[index]!, point]));
      const crossing = parts.flatMap((one, index) =>
        parts.slice(index + 1).filter((other) => {
          if (one[0]![0] !== other[0]![0]) return false;
          return sign(one, other, 0) * sign(one, other, 1) < 0;
        }),
      );
      expect(crossingsOf(lines)).toBe(crossing.length);
    }),
  );
});
