import { describe, expect, it } from 'vitest';
import { LineageGraph, type OwnedEdge } from '../../src/lineage/LineageGraph.js';
import { Names, NONE } from '../../src/lineage/Names.js';
import { walkGraph } from '../../src/lineage/walkGraph.js';
import { WHOLE } from '../support/lineagePages.js';
import { seededRandom } from '../support/generateMesh.js';

const pad = (number: number, length: number): string => String(number).padStart(length, '0');
const productName = (at: number): string => `domain-${pad(at % 40, 3)}.customer-orders-${pad(at, 5)}`;

/** A product as the catalog knows it: three inputs of other products, five models of eight columns, two output ports. */
function edgesOfProduct(at: number, random: () => number): OwnedEdge[] {
  const product = productName(at);
  const edges = new Map<string, OwnedEdge>();
  const edge = (
    level: OwnedEdge['level'],
    from: string,
    fromKind: OwnedEdge['fromKind'],
    to: string,
    toKind = fromKind,
  ) => {
    const how = level === 'column' ? 'identity' : null;
    edges.set(`${level} ${from} ${to}`, { level, from, fromKind, to, toKind, how, owner: at + 1 });
  };
  const models = ['bronze_orders', 'silver_orders', 'silver_customers', 'gold_orders', 'gold_customers'];
  for (let input = 0; input < 3 && at > 0; input++) {
    const provider = productName(Math.floor(random() * random() * at));
    const port = `${product}.input_${input}`;
    edge('product', provider, 'product', product);
    for (const level of ['port', 'model'] as const)
      edge(level, `${provider}.orders`, 'output_port', port, 'input_port');
    edge('port', port, 'input_port', `${product}.orders`, 'output_port');
    edge('model', port, 'input_port', `${product}#bronze_orders`, 'model');
    for (let column = 0; column < 8; column++) {
      edge('column', `${provider}.orders/column_${column}`, 'column', `${port}/column_${column}`);
      edge('column', `${port}/column_${column}`, 'column', `${product}#bronze_orders/column_${column}`);
    }
  }
  for (let model = 1; model < models.length; model++) {
    edge('model', `${product}#${models[model - 1]}`, 'model', `${product}#${models[model]}`);
    for (let column = 0; column < 8; column++) {
      const name = `column_${column}`;
      edge('column', `${product}#${models[model - 1]}/${name}`, 'column', `${product}#${models[model]}/${name}`);
    }
  }
  for (const port of ['orders', 'customers']) {
    edge('model', `${product}#gold_${port}`, 'model', `${product}.${port}`, 'output_port');
    for (let column = 0; column < 8; column++)
      edge('column', `${product}#gold_${port}/column_${column}`, 'column', `${product}.${port}/column_${column}`);
  }
  return [...edges.values()];
}

function mesh(products: number): { readonly graph: LineageGraph; readonly edges: readonly OwnedEdge[][] } {
  const random = seededRandom(12);
  const builder = LineageGraph.builder();
  const edges = Array.from({ length: products }, (_, at) => edgesOfProduct(at, random));
  for (const each of edges) builder.add(each);
  return { graph: builder.build(), edges };
}

describe('the graph in memory', () => {
  const perEdge = (graph: LineageGraph): number => graph.byteLengths.edges / graph.edges;
  const perName = (graph: LineageGraph): number => graph.byteLengths.names / graph.names.count;
  const walkFirst = (graph: LineageGraph): number =>
    walkGraph(graph, {
      ...WHOLE,
      root: { fqn: `${productName(0)}.orders`, kind: 'output_port' },
      own: [],
      level: 'port',
      ways: ['downstream'],
    }).nodes.length;

  it('takes at most 40 bytes an edge and 80 a name, after it was built and after many publications', () => {
    const { graph, edges } = mesh(600);
    expect(graph.edges).toBe(edges.flat().length);
    expect(walkFirst(graph)).toBeGreaterThan(300);
    expect(perEdge(graph)).toBeLessThanOrEqual(40);
    expect(perName(graph)).toBeLessThanOrEqual(80);
    for (let round = 0; round < 3; round++)
      for (const [at, each] of edges.entries())
        graph.replace([at + 1], round === 1 ? each.slice(0, each.length / 2) : each);
    expect(graph.edges).toBe(edges.flat().length);
    expect(perEdge(graph)).toBeLessThanOrEqual(40);
    expect(perName(graph)).toBeLessThanOrEqual(80);
  });

  it('keeps to that while products are put in one by one', () => {
    const { edges } = mesh(600);
    const graph = LineageGraph.builder().build();
    for (const [at, each] of edges.entries()) {
      graph.replace([at + 1], each);
      if (at < 100) continue;
      expect(perEdge(graph)).toBeLessThanOrEqual(40);
      expect(perName(graph)).toBeLessThanOrEqual(80);
    }
    expect(walkFirst(graph)).toBe(walkFirst(mesh(600).graph));
  });

  it('refuses what it has no word for', () => {
    const [edge] = mesh(2).edges.flat();
    if (!edge) throw new Error('the mesh has no edge');
    const graph = new LineageGraph();
    expect(() => graph.replace([1], [{ ...edge, toKind: 'shelf' as never }])).toThrow('lineage knows no "shelf"');
  });
});

describe('names as numbers', () => {
  it('are found again, with the product they belong to', () => {
    const names = new Names();
    const told = ['d.p.out/col', 'd.p#m', 'd.p', 'source:crm/accounts/mail', 'ü.日本.x/é', 'odd'];
    const ids = told.map((each) => names.intern(each));
    expect(told.map((each) => names.intern(each))).toEqual(ids);
    expect(ids.map((id) => names.text(id))).toEqual(told);
    expect(names.find('d.q')).toBeUndefined();
    const products = ids.map((id) => names.product(id)).map((id) => (id === NONE ? null : names.text(id)));
    expect(products).toEqual(['d.p', 'd.p', 'd.p', null, 'ü.日本', null]);
  });

  it('stay the same while the table grows', () => {
    const names = new Names();
    const told = Array.from({ length: 5_000 }, (_, at) => `d${at % 7}.p${at % 50}.port_${at}`);
    const ids = told.map((each) => names.intern(each));
    expect(told.map((each) => names.find(each))).toEqual(ids);
    expect(ids.map((id) => names.text(id))).toEqual(told);
  });
});
