import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import type { ProductSketch } from './company.js';
import { Graph } from './graph.js';

const PAGE = /* GraphQL */ `
  query (
    $of: String!
    $direction: LineageDirection! = DOWNSTREAM
    $level: LineageLevel! = PORT
    $maxNodes: Int
    $first: Int
    $after: Cursor
    $asOf: DateTime
  ) {
    lineage(
      of: $of
      direction: $direction
      level: $level
      maxNodes: $maxNodes
      first: $first
      after: $after
      asOf: $asOf
    ) {
      nodes {
        fqn
        depth
      }
      edges {
        from
        to
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalNodes
      truncated
      frontier
      cycles
    }
  }
`;

const NODES = PAGE.replace(/edges \{[^}]*\}/, '').replace(/totalNodes[^}]*/, '');

interface Page {
  readonly nodes: readonly { readonly fqn: string; readonly depth: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalNodes: number;
  readonly truncated: boolean;
  readonly frontier: readonly string[];
  readonly cycles: readonly (readonly string[])[];
}

const REACH = /* GraphQL */ `
  query ($of: String!, $direction: LineageDirection! = DOWNSTREAM) {
    reach(of: $of, direction: $direction) {
      products
      ports
      consumers
      domains
    }
  }
`;

const OF = 'marketing.campaign-attribution.customer_interactions';

describe.each(databases)('pages of lineage on %s', (dialect) => {
  let graph: Graph;
  const page = async (variables: Record<string, unknown>, document = PAGE): Promise<Page> =>
    (await graph.ask<{ lineage: Page }>(document, variables)).lineage;
  const pages = async (variables: Record<string, unknown>, first: number, document = PAGE): Promise<Page[]> => {
    const found: Page[] = [];
    for (let after: string | null = null; found.length < 50;) {
      const next: Page = await page({ ...variables, first, after }, document);
      found.push(next);
      if (!next.pageInfo.hasNextPage) break;
      after = next.pageInfo.endCursor;
    }
    return found;
  };
  const inOrder = (edges: Page['edges']): string[] => edges.map(({ from, to }) => `${from} > ${to}`).sort();

  beforeAll(async () => {
    graph = await Graph.of(dialect);
  });
  afterAll(() => graph.close());

  it.each([1, 2, 3, 10, 11, 600])('of %d nodes are together the whole answer, each edge once', async (first) => {
    for (const variables of [
      { of: OF },
      { of: 'sales.customer-360', direction: 'BOTH' },
      { of: 'sales.customer-360', direction: 'UPSTREAM', level: 'MODEL' },
      { of: OF, maxNodes: 5 },
      { of: OF, asOf: graph.kit.clock.now().toISOString() },
    ]) {
      const whole = await page(variables);
      const found = await pages(variables, first);
      expect(found.flatMap(({ nodes }) => nodes)).toEqual(whole.nodes);
      expect(inOrder(found.flatMap(({ edges }) => edges))).toEqual(inOrder(whole.edges));
      for (const { totalNodes, truncated, frontier, cycles } of found)
        expect({ totalNodes, truncated, frontier, cycles }).toEqual({
          totalNodes: whole.nodes.length,
          truncated: whole.truncated,
          frontier: whole.frontier,
          cycles: whole.cycles,
        });
      expect(found.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual(found.map((_, at) => at > 0));
    }
  });

  it('have the same nodes where nothing else is asked, and the walk may end with the page', async () => {
    for (const direction of ['DOWNSTREAM', 'UPSTREAM', 'BOTH'])
      for (const first of [1, 3]) {
        const variables = { of: 'sales.customer-360', direction };
        const whole = await pages(variables, first);
        const nodes = await pages(variables, first, NODES);
        expect(nodes).toEqual(whole.map(({ nodes, pageInfo }) => ({ nodes, pageInfo })));
      }
  });

  it('are the whole answer without first, from a place on with after alone', async () => {
    const whole = await page({ of: OF });
    expect(whole.totalNodes).toBe(whole.nodes.length);
    expect(whole.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    const { pageInfo } = await page({ of: OF, first: 2 });
    expect((await page({ of: OF, after: pageInfo.endCursor })).nodes).toEqual(whole.nodes.slice(2));
    expect((await page({ of: OF, after: whole.pageInfo.endCursor })).nodes).toEqual([]);
  });

  it('go on from their place though what stood there is gone', async () => {
    const [first] = await pages({ of: OF }, 3);
    const gone = Buffer.from(JSON.stringify([2, 'sales.customer-360.customer_zzz'])).toString('base64url');
    expect(first?.nodes).toHaveLength(3);
    expect((await page({ of: OF, after: gone })).nodes[0]).toEqual({ fqn: 'sales.customer-360.customers', depth: 2 });
  });

  it.each([
    [{ first: 0 }, /first is 0: it must be at least 1/],
    [{ first: -1 }, /first is -1/],
    [{ after: 'nonsense' }, /"nonsense" is no cursor of this list/],
    [{ after: Buffer.from('["a",1]').toString('base64url') }, /is no cursor of this list/],
    [{ after: Buffer.from('[-1,"a"]').toString('base64url') }, /is no cursor of this list/],
  ])('refuse %j', async (variables, message) => {
    const refusal = await graph.refusal(PAGE, { of: OF, ...variables });
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) });
    const unasked = '{ lineage(of: $of, first: $first, after: $after) { totalNodes } }';
    const query = `query ($of: String!, $first: Int, $after: Cursor) ${unasked}`;
    expect((await graph.refusal(query, { of: OF, ...variables })).message).toMatch(message);
  });
});

const MESH: readonly ProductSketch[] = [
  { fqn: 'sales.orders', outputs: { lines: ['id'], totals: ['id'] }, inputs: { crm: 'dlt:salesforce' } },
  {
    fqn: 'sales.stock',
    outputs: { levels: ['id'] },
    inputs: { lines: 'sales.orders.lines' },
    models: ['silver_stock'],
  },
  { fqn: 'finance.books', outputs: { ledger: ['id'] }, inputs: { levels: 'sales.stock.levels' }, models: ['books'] },
  { fqn: 'marketing.mails', outputs: {}, inputs: { lines: 'sales.orders.lines', ledger: 'finance.books.ledger' } },
];

describe.each(databases)('reach on %s', (dialect) => {
  let graph: Graph;
  const reach = async (of: string, direction = 'DOWNSTREAM'): Promise<unknown> =>
    (await graph.ask<{ reach: unknown }>(REACH, { of, direction })).reach;

  beforeAll(async () => {
    graph = await Graph.of(dialect, MESH);
  });
  afterAll(() => graph.close());

  it('counts the products, ports and domains behind a port, and those that read it directly', async () => {
    expect(await reach('sales.orders.lines')).toEqual({ products: 3, ports: 6, consumers: 2, domains: 3 });
    expect(await reach('sales.orders.totals')).toEqual({ products: 0, ports: 0, consumers: 0, domains: 0 });
    expect(await reach('sales.stock.levels')).toEqual({ products: 2, ports: 3, consumers: 1, domains: 2 });
  });

  it('counts from a product through all of its ports, from a source and from a model', async () => {
    expect(await reach('sales.orders')).toEqual({ products: 3, ports: 8, consumers: 2, domains: 3 });
    expect(await reach('source:dlt/salesforce')).toEqual({ products: 4, ports: 9, consumers: 1, domains: 3 });
    expect(await reach('sales.stock#silver_stock')).toEqual({ products: 2, ports: 4, consumers: 1, domains: 2 });
  });

  it('counts upstream, and both ways', async () => {
    expect(await reach('marketing.mails', 'UPSTREAM')).toEqual({ products: 3, ports: 8, consumers: 0, domains: 2 });
    expect(await reach('finance.books', 'BOTH')).toEqual({ products: 3, ports: 7, consumers: 1, domains: 2 });
  });

  it('says what the nodes of lineage say', async () => {
    const { lineage } = await graph.ask<{ lineage: { nodes: { fqn: string; kind: string }[] } }>(
      '{ lineage(of: "sales.orders.lines") { nodes { fqn kind } } }',
    );
    const behind = lineage.nodes.slice(1).filter(({ kind }) => kind.endsWith('PORT'));
    expect(await reach('sales.orders.lines')).toMatchObject({ ports: behind.length });
  });

  it('refuses an unknown name with those most like it', async () => {
    const refusal = await graph.refusal(REACH, { of: 'sales.orders.line' });
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('sales.orders.lines') });
  });
});
