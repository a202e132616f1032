import { describe, expect, it } from 'vitest';
import { LineageGraph, type OwnedEdge } from '../../src/lineage/LineageGraph.js';
import { edgesFrom, flowsFrom, isKnownColumn, knownColumns } from '../../src/lineage/parts.js';
import { walkGraph } from '../../src/lineage/walkGraph.js';
import { WHOLE } from '../support/lineagePages.js';

const column = (from: string, to: string, owner: number): OwnedEdge => ({
  level: 'column',
  from,
  fromKind: 'column',
  to,
  toKind: 'column',
  how: 'identity',
  owner,
});

const EDGES: readonly OwnedEdge[] = [
  column('source:raw/orders/email', 'sales.orders.customers/email', 1),
  column('sales.orders.customers/email', 'sales.people.contacts/email', 2),
  {
    level: 'port',
    from: 'source:raw/orders',
    fromKind: 'source',
    to: 'sales.orders.customers',
    toKind: 'output_port',
    how: null,
    owner: 1,
  },
];

function graphOf(edges: readonly OwnedEdge[]): LineageGraph {
  const { add, build } = LineageGraph.builder();
  add(edges);
  return build();
}

/** The columns that are made of the source's. */
const reached = (graph: LineageGraph): string[] =>
  walkGraph(graph, {
    ...WHOLE,
    root: { fqn: 'source:raw/orders/email', kind: 'column' },
    own: [],
    level: 'column',
    ways: ['downstream'],
  }).nodes.map(({ fqn }) => fqn);

describe('a copy of the graph', () => {
  it('changes by itself: what a product wrote then is put in place of what it writes now, in the copy alone', () => {
    const graph = graphOf(EDGES);
    for (const _ of graph.names.order.learn());
    const before = reached(graph);
    const copy = graph.copy();
    copy.replace([2, 3], [column('sales.orders.customers/email', 'a.b.c/mail', 2)]);
    expect(reached(copy)).toEqual(['source:raw/orders/email', 'sales.orders.customers/email', 'a.b.c/mail']);
    expect(reached(graph)).toEqual(before);
    graph.replace([1], []);
    expect(reached(copy)).toHaveLength(3);
    expect(graph.names.find('a.b.c/mail')).toBeUndefined();
  });

  it('may have what was written at one level put back, and the other levels stay', () => {
    const copy = graphOf(EDGES).copy();
    copy.replace([1], [], 'column');
    expect(edgesFrom(copy, ['source:raw/orders'], 'port')).toHaveLength(1);
    expect(reached(copy)).toEqual(['source:raw/orders/email']);
    copy.replace([1], []);
    expect(copy.edges).toBe(1);
  });

  it('takes the graph at its word in what it counts', () => {
    const graph = graphOf(EDGES);
    const copy = graph.copy();
    expect([copy.edges, copy.names.count]).toEqual([graph.edges, graph.names.count]);
    copy.replace([1, 2], []);
    expect([copy.edges, graph.edges]).toEqual([0, 3]);
  });
});

describe('the parts of the graph', () => {
  const graph = graphOf(EDGES);

  it('are sources from which something flows at a level', () => {
    expect(flowsFrom(graph, 'source:raw/orders', 'port')).toBe(true);
    expect(flowsFrom(graph, 'source:raw/orders', 'model')).toBe(false);
    expect(flowsFrom(graph, 'source:raw/nothing', 'port')).toBe(false);
  });

  it('are columns of which an edge is known', () => {
    expect(isKnownColumn(graph, 'sales.people.contacts/email')).toBe(true);
    expect(isKnownColumn(graph, 'sales.orders.customers')).toBe(false);
    expect(knownColumns(graph, 'sales.orders.customers')).toEqual(['sales.orders.customers/email']);
    expect(knownColumns(graph, 'source:raw/orders')).toEqual(['source:raw/orders/email']);
    expect(knownColumns(graph, 'sales.orders')).toEqual([]);
    expect(knownColumns(graph, 'sales.unknown.port')).toEqual([]);
  });

  it('are the edges that begin at names', () => {
    expect(edgesFrom(graph, ['source:raw/orders/email', 'no.such.port/x'], 'column')).toEqual([
      {
        from: 'source:raw/orders/email',
        fromKind: 'column',
        to: 'sales.orders.customers/email',
        toKind: 'column',
        how: 'identity',
      },
    ]);
  });
});
