import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledEdge } from '../../src/compiler/artifact.js';
import type { LineageEdge } from '../../src/lineage/edge.js';
import { joinWalks } from '../../src/lineage/joinWalks.js';
import { LineageGraph, type OwnedEdge } from '../../src/lineage/LineageGraph.js';
import { walkGraph } from '../../src/lineage/walkGraph.js';
import { walkLineage, type Walk } from '../../src/lineage/walkLineage.js';
import { anyEdges, anyRoot, edgesOfLevel, LEVELS, ownEdges } from '../support/anyEdges.js';

const told = ({ nodes, edges, truncated, frontier, cycles }: Walk): Walk => ({
  nodes,
  edges,
  truncated,
  frontier,
  cycles,
});

const owned = (owner: number, edges: readonly CompiledEdge[]): OwnedEdge[] =>
  edges.map(({ how = null, ...edge }) => ({ ...edge, how, owner }));

const direction = fc.constantFrom('downstream' as const, 'upstream' as const);
const question = fc.constantFrom(...LEVELS).chain((level) =>
  fc.record({
    level: fc.constant(level),
    root: anyRoot(level),
    direction,
    maxDepth: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
    maxNodes: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
  }),
);
const publications = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), anyEdges(12)), { maxLength: 12 });

/** The edges of each product after all publications, with the graph that was built of the first ones and followed the rest. */
function followed(steps: readonly (readonly [number, readonly CompiledEdge[]])[], builtOf: number) {
  const standing = new Map<number, readonly CompiledEdge[]>();
  const builder = LineageGraph.builder();
  let graph: LineageGraph | null = null;
  const build = (): LineageGraph => {
    for (const [owner, edges] of standing) builder.add(owned(owner, edges));
    return builder.build();
  };
  for (const [at, [owner, wanted]] of steps.entries()) {
    if (at === builtOf) graph = build();
    const others = [...standing].filter(([id]) => id !== owner).map(([, edges]) => edges);
    const edges = ownEdges(wanted, others);
    standing.set(owner, edges);
    graph?.replace([owner], owned(owner, edges));
  }
  return { standing, graph: graph ?? build() };
}

describe('a walk over the graph in memory', () => {
  it('is the walk over the same edges, however they came and went, at every level, cut anywhere', () => {
    fc.assert(
      fc.property(publications, fc.nat(8), question, (steps, builtOf, asked) => {
        const { standing, graph } = followed(steps, builtOf);
        const edges = edgesOfLevel(standing.values(), asked.level);
        expect(graph.edges).toBe([...standing.values()].flat().length);
        const { direction, maxDepth, maxNodes } = asked;
        const expected = walkLineage(asked.root, edges, { direction, maxDepth });
        const walk = walkGraph(graph, { ...asked, own: [] });
        expect(told(walk)).toEqual(told(expected));
        expect(told(joinWalks([{ direction, walk, distinct: true }], maxNodes))).toEqual(
          told(joinWalks([{ direction, walk: expected, distinct: false }], maxNodes)),
        );
      }),
      { numRuns: 600, seed: 12 },
    );
  });

  it('goes both ways from one root as one answer', () => {
    fc.assert(
      fc.property(publications, fc.nat(8), question, (steps, builtOf, asked) => {
        const { standing, graph } = followed(steps, builtOf);
        const edges = edgesOfLevel(standing.values(), asked.level);
        const ways = ['upstream', 'downstream'] as const;
        const ours = ways.map((direction) => ({
          direction,
          walk: walkGraph(graph, { ...asked, direction, own: [] }),
          distinct: true,
        }));
        const theirs = ways.map((direction) => ({
          direction,
          walk: walkLineage(asked.root, edges, { direction, maxDepth: asked.maxDepth }),
          distinct: false,
        }));
        expect(told(joinWalks(ours, asked.maxNodes))).toEqual(told(joinWalks(theirs, asked.maxNodes)));
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  it('may begin with edges that are of the root alone', () => {
    const ports = ['a.a.out', 'a.ab.out', 'a.a.new'].map((to): LineageEdge => ({
      from: 'a.a',
      fromKind: 'product',
      to,
      toKind: 'output_port',
      how: null,
    }));
    fc.assert(
      fc.property(publications, fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }), (steps, maxDepth) => {
        const { standing, graph } = followed(steps, 4);
        const root = { fqn: 'a.a', kind: 'product' } as const;
        const edges = [...ports, ...edgesOfLevel(standing.values(), 'port')];
        const walk = walkGraph(graph, { root, own: ports, level: 'port', direction: 'downstream', maxDepth });
        expect(told(walk)).toEqual(told(walkLineage(root, edges, { direction: 'downstream', maxDepth })));
      }),
      { numRuns: 200, seed: 12 },
    );
  });

  it('that ends once it has enough has the same nodes up to there', () => {
    fc.assert(
      fc.property(publications, question, fc.nat(5), fc.nat(3), (steps, asked, nodes, beyond) => {
        const { graph } = followed(steps, 4);
        const whole = walkGraph(graph, { ...asked, own: [] }).nodes;
        const some = walkGraph(graph, { ...asked, own: [], enough: { nodes, beyond } }).nodes;
        expect(some).toEqual(whole.slice(0, some.length));
        const further = some.filter(({ depth }) => depth > beyond).length;
        expect(further >= nodes || some.length === whole.length).toBe(true);
      }),
      { numRuns: 300, seed: 12 },
    );
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
    const walk = walkGraph(builder.build(), {
      root,
      own: [],
      level: 'product',
      direction: 'downstream',
      maxDepth: null,
    });
    expect(walk.nodes).toHaveLength(20_000);
    expect(walk.nodes.at(-1)?.depth).toBe(19_999);
    expect(walk.cycles).toHaveLength(1);
  });
});
