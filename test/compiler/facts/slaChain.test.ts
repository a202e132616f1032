import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PortGraph, PortNode } from '../../../src/compiler/facts/portGraph.js';
import { availabilityChain, freshnessChain, type SlaChain } from '../../../src/compiler/facts/slaChain.js';

const SIZE = 7;
const names = Array.from({ length: SIZE }, (_, index) => `d.p${index}.o`);
const index = fc.nat({ max: SIZE - 1 });

const node = (fqn: string): fc.Arbitrary<PortNode> =>
  fc.record({
    fqn: fc.constant(fqn),
    freshness: fc.option(fc.integer({ min: 1, max: 9 }).map((hours) => `PT${hours}H`)),
    runsWithin: fc.option(fc.integer({ min: 1, max: 9 }).map((hours) => `PT${hours}H`)),
    availability: fc.option(fc.integer({ min: 90, max: 100 })),
    madeFrom: fc.array(
      fc.record({ to: index, assumed: fc.boolean() }).map(({ to, assumed }) => ({
        ...{ inputPort: `${fqn}.in${to}`, providerPort: names[to] ?? '', assumed },
      })),
      { maxLength: 3 },
    ),
  });
const graphs: fc.Arbitrary<PortGraph> = fc
  .tuple(...names.map(node))
  .map((nodes) => new Map(nodes.map((each) => [each.fqn, each])));

const hours = (iso: string | null): number => Number(/\d+/.exec(iso ?? '')?.[0] ?? Number.NaN);
const age = ({ freshness, runsWithin }: PortNode): number =>
  Math.max(...[hours(freshness), hours(runsWithin)].filter((each) => !Number.isNaN(each)));

/** Whether one port is made from another in any number of steps: by closing the relation, not by walking it. */
function closure(graph: PortGraph, assumed: boolean): Set<string> {
  const pairs = new Set<string>();
  for (const { fqn, madeFrom } of graph.values())
    for (const edge of madeFrom) if (assumed || !edge.assumed) pairs.add(`${fqn} ${edge.providerPort}`);
  for (const via of names)
    for (const from of names)
      for (const to of names) if (pairs.has(`${from} ${via}`) && pairs.has(`${via} ${to}`)) pairs.add(`${from} ${to}`);
  return pairs;
}

function worst(graph: PortGraph, start: string, assumed: boolean, weight: (port: PortNode) => number): number {
  const pairs = closure(graph, assumed);
  const reached = [...graph.values()].filter(({ fqn }) => fqn !== start && pairs.has(`${start} ${fqn}`));
  return Math.max(-Infinity, ...reached.map(weight).filter((each) => !Number.isNaN(each)));
}

function holds(
  graph: PortGraph,
  start: string,
  chain: SlaChain | null,
  promise: number,
  of: (port: PortNode) => number,
): void {
  const known = worst(graph, start, false, of);
  const all = worst(graph, start, true, of);
  const expected =
    known > promise ? { assumed: false, weight: known } : all > promise ? { assumed: true, weight: all } : null;
  expect(chain === null).toBe(expected === null);
  if (!chain || !expected) return;
  const last = graph.get(chain.ports.at(-1)?.fqn ?? '');
  expect([chain.assumed, last && of(last)]).toEqual([expected.assumed, expected.weight]);
  expect(chain.ports[0]?.fqn).toBe(start);
  chain.ports.slice(1).forEach((port, step) => {
    const edges = graph.get(chain.ports[step]?.fqn ?? '')?.madeFrom ?? [];
    const way = edges.filter((edge) => edge.providerPort === port.fqn && (chain.assumed || !edge.assumed));
    expect(way).not.toEqual([]);
    if (step === 0) expect(way.map(({ inputPort }) => inputPort)).toContain(chain.inputPort);
  });
}

describe('the chain that breaks a promise, in any graph of ports, circles and all', () => {
  it('of freshness leads to the stalest that models tell of, else to the stalest that is assumed', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        for (const start of names) {
          const promise = hours(graph.get(start)?.freshness ?? null);
          const chain = freshnessChain(graph, start);
          if (Number.isNaN(promise)) expect(chain).toBeNull();
          else holds(graph, start, chain, promise, age);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of availability leads to the least available', () => {
    const away = ({ availability }: PortNode): number => (availability === null ? Number.NaN : 100 - availability);
    fc.assert(
      fc.property(graphs, (graph) => {
        for (const start of names) {
          const node = graph.get(start);
          const chain = availabilityChain(graph, start);
          if (!node || node.availability === null) expect(chain).toBeNull();
          else holds(graph, start, chain, away(node), away);
        }
      }),
      { numRuns: 300 },
    );
  });
});
