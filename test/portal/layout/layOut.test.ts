import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../portal/src/map/layout/graph.js';
import { layOut, type Layout } from '../../../portal/src/map/layout/layOut.js';
import { crossingsOf } from './crossingsOf.js';
import { acmeGraph, generatedGraph, inOneLane } from './meshGraph.js';
import { SIZES } from './sizes.js';
import { dagreOf } from './viaDagre.js';
import { waysOf } from './waysOf.js';

/** Any graph: with circles, several arrows between two boxes, arrows that end where they begin, boxes without any, empty lanes. */
const graphs = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 6 }))
  .chain(([boxes, lanes]) =>
    fc.record({
      laneOf: fc.array(fc.nat(lanes - 1), { minLength: boxes, maxLength: boxes }),
      lanes: fc.constant(lanes),
      arrows: fc.array(fc.tuple(fc.nat(Math.max(0, boxes - 1)), fc.nat(Math.max(0, boxes - 1))), {
        maxLength: boxes === 0 ? 0 : 80,
      }),
    }),
  )
  .map(({ laneOf, lanes, arrows }): Graph => {
    const [from, to] = [arrows.map(([begin]) => begin), arrows.map(([, end]) => end)];
    return { laneOf, lanes, from, to };
  });

const boxesOf = ({ x, y }: Layout): { left: number; right: number; top: number; bottom: number }[] =>
  Array.from(x, (left, box) => ({
    left,
    right: left + SIZES.boxWidth,
    top: y[box]!,
    bottom: y[box]! + SIZES.boxHeight,
  }));

/** What rounding in sums may come to. */
const NOTHING = 1e-6;

const holds = (check: (graph: Graph, layout: Layout) => void): void =>
  fc.assert(
    fc.property(graphs, (graph) => check(graph, layOut(graph, SIZES))),
    { numRuns: 200 },
  );

describe('a layout', () => {
  it('gives every box a place inside of the drawing, and none that another has', () =>
    holds((graph, layout) => {
      const boxes = boxesOf(layout);
      expect(boxes).toHaveLength(graph.laneOf.length);
      for (const [index, one] of boxes.entries()) {
        expect(one.left).toBeGreaterThanOrEqual(0);
        expect(one.right).toBeLessThanOrEqual(layout.width + NOTHING);
        const touching = boxes.filter(
          (other, at) =>
            at > index &&
            other.left < one.right &&
            one.left < other.right &&
            other.top < one.bottom - NOTHING &&
            one.top < other.bottom - NOTHING,
        );
        expect(touching).toEqual([]);
      }
    }));

  it('keeps every box in its lane, and lanes apart', () =>
    holds((graph, { y, laneTop, laneHeight, height }) => {
      for (let box = 0; box < y.length; box++) {
        const lane = graph.laneOf[box]!;
        expect(y[box]).toBeGreaterThanOrEqual(laneTop[lane]! - NOTHING);
        expect(y[box]! + SIZES.boxHeight).toBeLessThanOrEqual(laneTop[lane]! + laneHeight[lane]! + NOTHING);
      }
      const lanes = Array.from(laneTop, (top, lane) => [top, top + laneHeight[lane]!] as const);
      lanes.sort(([a], [b]) => a - b);
      for (const [index, [top]] of lanes.entries()) expect(top).toBeGreaterThanOrEqual(lanes[index - 1]?.[1] ?? 0);
      expect(lanes.at(-1)?.[1]).toBe(height);
    }));

  it('leads every arrow to a later layer, but for those that close a circle', () =>
    holds((graph, { layerOf, isBack }) => {
      for (let arrow = 0; arrow < graph.from.length; arrow++) {
        const [from, to] = [graph.from[arrow]!, graph.to[arrow]!];
        if (from === to) continue;
        const onward = layerOf[to]! - layerOf[from]!;
        expect(isBack[arrow] ? -onward : onward).toBeGreaterThan(0);
      }
    }));

  it('turns nothing round where there is no circle', () =>
    holds((graph) => {
      const order = Array.from(graph.laneOf, (_, box) => (box * 7) % 41);
      const onward = Array.from(graph.from, (_, arrow) => arrow).filter(
        (arrow) => order[graph.from[arrow]!]! < order[graph.to[arrow]!]!,
      );
      const acyclic = {
        ...graph,
        from: onward.map((arrow) => graph.from[arrow]!),
        to: onward.map((arrow) => graph.to[arrow]!),
      };
      expect([...layOut(acyclic, SIZES).isBack]).not.toContain(1);
    }));

  it('draws every arrow from side to side of its boxes, and through no other', () =>
    holds((graph, layout) => {
      const boxes = boxesOf(layout);
      const middle = (box: number): number => layout.y[box]! + SIZES.boxHeight / 2;
      for (let arrow = 0; arrow < graph.from.length; arrow++) {
        const ends = [graph.from[arrow]!, graph.to[arrow]!];
        const route = layout.routes[arrow]!;
        if (ends[0] === ends[1]) {
          expect(route).toHaveLength(0);
          continue;
        }
        const [left, right] = (layout.isBack[arrow] ? ends.reverse() : ends) as [number, number];
        expect([...route.slice(0, 2)]).toEqual([boxes[left]!.right, middle(left)]);
        expect([...route.slice(-2)]).toEqual([boxes[right]!.left, middle(right)]);
        for (let at = 2; at < route.length; at += 2) {
          const [x0, y0, x1, y1] = [route[at - 2]!, route[at - 1]!, route[at]!, route[at + 1]!];
          expect(x1).toBeGreaterThan(x0);
          const [top, bottom] = [Math.min(y0, y1), Math.max(y0, y1)];
          const met = boxes.filter(
            (box) => box.left < x1 && x0 < box.right && box.top < bottom + NOTHING && top - NOTHING < box.bottom,
          );
          expect(met).toEqual([]);
        }
      }
    }));

  it('is the same each time', () =>
    holds((graph, layout) => {
      expect(layOut(graph, SIZES)).toEqual(layout);
    }));

  it('counts the crossings that are drawn', () =>
    holds((graph, layout) => {
      expect(crossingsOf(waysOf(graph, layout))).toBe(layout.crossings);
    }));

  it('puts boxes that nothing joins side by side, not into one long row', () => {
    const { layerOf, height } = layOut({ laneOf: new Int32Array(49), lanes: 1, from: [], to: [] }, SIZES);
    expect([...new Set(layerOf)]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(height).toBe(7 * (SIZES.boxHeight + SIZES.gap));
  });

  it('puts lanes that many arrows join beside each other', () => {
    // Lane 0 and lane 3 are joined three times, the others once in a row.
    const laneOf = [0, 0, 0, 3, 3, 3, 1, 2];
    const { laneTop } = layOut({ laneOf, lanes: 4, from: [0, 1, 2, 3, 6], to: [3, 4, 5, 6, 7] }, SIZES);
    const places = Array.from(laneTop, (top) => [...laneTop].sort((a, b) => a - b).indexOf(top));
    expect(Math.abs(places[0]! - places[3]!)).toBe(1);
  });
});

describe('its crossings', () => {
  it('are none in the company of the ADR', () => {
    expect(layOut(acmeGraph(), SIZES).crossings).toBe(0);
  });

  it.each([1, 2, 3])('are at most 1.1 times those of dagre, 200 products, company %i', (seed) => {
    const graph = generatedGraph(200, seed);
    const theirs = crossingsOf(dagreOf(graph, SIZES)());
    expect(layOut(inOneLane(graph), SIZES).crossings).toBeLessThanOrEqual(1.1 * theirs);
  });

  it.each([1, 2, 3])('are so with its domains as lanes, for dagre as clusters, company %i', (seed) => {
    const graph = generatedGraph(200, seed);
    const theirs = crossingsOf(dagreOf(graph, SIZES, { lanes: true })());
    expect(layOut(graph, SIZES).crossings).toBeLessThanOrEqual(1.1 * theirs);
  });
});
