import { CrossingCounter } from '../../../portal/src/map/layout/crossings.js';

/** The way of an arrow: points from left to right. */
export type Way = readonly (readonly [x: number, y: number])[];

/** Coordinates are compared in hundredths: layouts divide. */
const rounded = (value: number): number => Math.round(value * 100);

function heightAt(way: Way, x: number): number {
  const behind = way.findIndex((point) => rounded(point[0]) >= x);
  const [end, begin] = [way[behind]!, way[behind - 1] ?? way[behind]!];
  const [from, to] = [rounded(begin[0]), rounded(end[0])];
  return to === from ? end[1] : begin[1] + ((end[1] - begin[1]) * (x - from)) / (to - from);
}

/**
 * How many pairs of ways cross, of any layout whose ways lead to the right alone: between each two neighbouring x at which
 * one of them bends the pairs whose order turns round are counted.
 */
export function crossingsOf(ways: readonly Way[]): number {
  const bends = [...new Set(ways.flatMap((way) => way.map(([x]) => rounded(x))))].sort((a, b) => a - b);
  const counter = new CrossingCounter();
  let crossings = 0;
  for (const [index, right] of bends.entries()) {
    const left = bends[index - 1];
    if (left === undefined) continue;
    const heights = ways
      .filter((way) => rounded(way[0]![0]) <= left && rounded(way.at(-1)![0]) >= right)
      .map((way): [number, number] => [rounded(heightAt(way, left)), rounded(heightAt(way, right))])
      .sort(([a, b], [c, d]) => a - c || b - d);
    const places = [...new Set(heights.map(([, end]) => end))].sort((a, b) => a - b);
    const placeOf = new Map(places.map((end, place) => [end, place]));
    const ends = Int32Array.from(heights, ([, end]) => placeOf.get(end)!);
    crossings += counter.count(ends, ends.length, places.length);
  }
  return crossings;
}
