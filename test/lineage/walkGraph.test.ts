import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledEdge } from '../../src/compiler/artifact.js';
import type { LineageEdge } from '../../src/lineage/edge.js';
import { LineageGraph, type OwnedEdge } from '../../src/lineage/LineageGraph.js';
import { isTooMuch, MOST, PARTS } from '../../src/lineage/page.js';
import { walkGraph } from '../../src/lineage/walkGraph.js';
import { anyEdges, anyRoot, edgesOfLevel, LEVELS, ownEdges } from '../support/anyEdges.js';
import { pageByHand, told, WHOLE } from '../support/lineagePages.js';

const owned = (owner: number, edges: readonly CompiledEdge[]): OwnedEdge[] =>
  edges.map(({ how = null, ...edge }) => ({ ...edge, how, owner }));

const WAYS = [['downstream'], ['upstream'], ['upstream', 'downstream']] as const;
const upTo = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: null });
const question = fc.constantFrom(...LEVELS).chain((level) =>
  fc.record({
    level: fc.constant(level),
    root: anyRoot(level),
    own: fc.constant([]),
    ways: fc.constantFrom(...WAYS),
    maxDepth: upTo(5),
    maxNodes: upTo(6),
    first: upTo(4),
    after: fc.option(fc.record({ depth: fc.nat(4), fqn: anyRoot(level).map(({ fqn }) => fqn) }), { nil: null }),
    parts: fc.subarray([...PARTS], { minLength: 1 }).map((parts) => new Set(parts)),
  }),
);
const publications = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), anyEdges(12)), { maxLength: 12 });

/** The edges of each product after all publications, with the graph that was built of the first ones and followed the rest. */
function followed(steps: readonly (readonly [number, readonly CompiledEdge[]])[], builtOf: number, learns = false) {
  const standing = new Map<number, readonly CompiledEdge[]>();
  const builder = LineageGraph.builder();
  let graph: LineageGraph | null = null;
  const build = (): LineageGraph => {
    for (const [owner, edges] of standing) builder.add(owned(owner, edges));
    return builder.build();
  };
  for (const [at, [owner, wanted]] of steps.entries()) {
    if (at === builtOf) graph = build();
    if (at === builtOf && learns) for (const _ of graph?.names.order.learn() ?? []) continue;
    const others = [...standing].filter(([id]) => id !== owner).map(([, edges]) => edges);
    const edges = ownEdges(wanted, others);
    standing.set(owner, edges);
    graph?.replace([owner], owned(owner, edges));
  }
  return { standing, graph: graph ?? build() };
}

describe('a walk over the graph in memory', () => {
  it('tells what a walk over the same edges tells, however they came and went, cut anywhere, of every page and part', () => {
    fc.assert(
      fc.property(publications, fc.nat(8), fc.boolean(), question, (steps, builtOf, learns, asked) => {
        const { standing, graph } = followed(steps, builtOf, learns);
        const edges = edgesOfLevel(standing.values(), asked.level);
        expect(graph.edges).toBe([...standing.values()].flat().length);
        for (const each of [asked, { ...asked, ...WHOLE }])
          expect(told(walkGraph(graph, each), each)).toEqual(
            told(
              pageByHand(each, () => edges),
              each,
            ),
          );
      }),
      { numRuns: 500, seed: 12 },
    );
  });

  it('may begin with edges that are of the root alone', () => {
    const ports = ['a.a.out', 'a.a.both', 'a.a.new'].map((to): LineageEdge => ({
      from: 'a.a',
      fromKind: 'product',
      to,
      toKind: 'output_port',
      how: null,
    }));
    const back = ports.map(({ from, fromKind, to, toKind, how }): LineageEdge => ({
      from: to,
      fromKind: toKind,
      to: from,
      toKind: fromKind,
      how,
    }));
    fc.assert(
      fc.property(publications, question, (steps, asked) => {
        const { standing, graph } = followed(steps, 4);
        const root = { fqn: 'a.a', kind: 'product' } as const;
        const edges = edgesOfLevel(standing.values(), 'port');
        const each = { ...asked, root, level: 'port', own: [...ports, ...back] } as const;
        expect(told(walkGraph(graph, each), each)).toEqual(
          told(
            pageByHand(each, () => edges),
            each,
          ),
        );
      }),
      { numRuns: 200, seed: 12 },
    );
  });

  it('gives no more nodes at once than so many, and pages, counts and a part of them', () => {
    const builder = LineageGraph.builder();
    const leaves = Array.from({ length: MOST }, (_, at): OwnedEdge => ({
      level: 'product',
      from: 'd.root',
      fromKind: 'product',
      to: `d.p${at}`,
      toKind: 'product',
      how: null,
      owner: at,
    }));
    builder.add(leaves);
    const graph = builder.build();
    const root = { fqn: 'd.root', kind: 'product' } as const;
    const asked = { ...WHOLE, root, own: [], level: 'product', ways: ['downstream'] } as const;
    const whole = walkGraph(graph, asked);
    expect([whole.totalNodes, isTooMuch(asked, whole.totalNodes), whole.nodes]).toEqual([MOST + 1, true, []]);
    const counted = { ...asked, parts: new Set(['totalNodes'] as const) };
    expect(isTooMuch(counted, walkGraph(graph, counted).totalNodes)).toBe(false);
    expect(walkGraph(graph, { ...asked, first: 2 })).toMatchObject({ totalNodes: MOST + 1, hasMore: true });
    expect(walkGraph(graph, { ...asked, maxNodes: MOST }).nodes).toHaveLength(MOST);
  });

  it('gives up once it knows that there are too many', () => {
    const builder = LineageGraph.builder();
    const edge = (from: string, to: string): OwnedEdge => ({
      level: 'product',
      from,
      fromKind: 'product',
      to,
      toKind: 'product',
      how: null,
      owner: 1,
    });
    builder.add(Array.from({ length: MOST }, (_, at) => edge('d.root', `d.p${at}`)));
    builder.add(Array.from({ length: 1_000 }, (_, at) => edge(`d.p${at}`, `d.q${at}`)));
    const graph = builder.build();
    const root = { fqn: 'd.root', kind: 'product' } as const;
    const asked = { ...WHOLE, root, own: [], level: 'product', ways: ['upstream', 'downstream'] } as const;
    expect(walkGraph(graph, asked)).toMatchObject({ totalNodes: MOST + 1, nodes: [], edges: [] });
    expect(walkGraph(graph, { ...asked, maxNodes: 2 * MOST })).toMatchObject({ totalNodes: MOST + 1, nodes: [] });
    expect(walkGraph(graph, { ...asked, parts: new Set(['totalNodes'] as const) }).totalNodes).toBe(MOST + 1_001);
    expect(walkGraph(graph, { ...asked, after: { depth: 1, fqn: 'd.p9' } }).nodes.length).toBeLessThan(MOST);
    expect(walkGraph(graph, { ...asked, maxDepth: 1 }).totalNodes).toBe(MOST + 1);
  });

  it('survives a chain longer than the stack', () => {
    const builder = LineageGraph.builder();
    const chain = Array.from({ length: 20_000 }, (_, at) => at).map((at): OwnedEdge => ({
      level: 'product',
      from: `d.p${at}`,
      fromKind: 'product',
      to: `d.p${(at + 1) % 20_000}`,
      toKind: 'product',
      how: null,
      owner: at,
    }));
    builder.add(chain);
    const root = { fqn: 'd.p0', kind: 'product' } as const;
    const walk = walkGraph(builder.build(), { ...WHOLE, root, own: [], level: 'product', ways: ['downstream'] });
    expect(walk.nodes).toHaveLength(20_000);
    expect(walk.nodes.at(-1)?.depth).toBe(19_999);
    expect(walk.cycles).toHaveLength(1);
  });
});
