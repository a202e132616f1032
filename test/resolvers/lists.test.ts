import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { publishSketches } from './company.js';
import { Graph } from './graph.js';

interface List {
  readonly nodes: readonly { readonly fqn: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly fqn: string } }[];
  readonly pageInfo: Record<string, unknown>;
  readonly totalCount: number;
}

const PRODUCTS = /* GraphQL */ `
  query (
    $filter: DataProductFilter
    $orderBy: DataProductOrder
    $first: Int
    $after: Cursor
    $last: Int
    $before: Cursor
  ) {
    products(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      nodes {
        fqn
      }
      edges {
        cursor
        node {
          fqn
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount
    }
  }
`;

describe.each(databases)('lists of products on %s', (dialect) => {
  let graph: Graph;
  const list = async (variables: Record<string, unknown> = {}): Promise<List> =>
    (await graph.ask<{ products: List }>(PRODUCTS, variables)).products;
  const fqns = async (variables: Record<string, unknown> = {}): Promise<string[]> =>
    (await list(variables)).nodes.map((node) => node.fqn);

  beforeAll(async () => {
    graph = await Graph.of(dialect);
  });
  afterAll(() => graph.close());

  it.each([
    [
      'FQN_ASC',
      [
        'finance.revenue-metrics',
        'marketing.campaign-attribution',
        'marketing.targeting-engine',
        'sales.customer-360',
        'sales.opportunity-pipeline',
      ],
    ],
    [
      'FQN_DESC',
      [
        'sales.opportunity-pipeline',
        'sales.customer-360',
        'marketing.targeting-engine',
        'marketing.campaign-attribution',
        'finance.revenue-metrics',
      ],
    ],
    [
      'CONSUMERS_DESC',
      [
        'sales.customer-360',
        'marketing.campaign-attribution',
        'finance.revenue-metrics',
        'marketing.targeting-engine',
        'sales.opportunity-pipeline',
      ],
    ],
    [
      'CATALOG_ASC',
      [
        'sales.customer-360',
        'sales.opportunity-pipeline',
        'marketing.campaign-attribution',
        'marketing.targeting-engine',
        'finance.revenue-metrics',
      ],
    ],
  ])('come in the order %s', async (orderBy, expected) => {
    expect(await fqns({ orderBy })).toEqual(expected);
  });

  it('come by fqn where nobody says otherwise', async () => {
    expect(await fqns()).toEqual(await fqns({ orderBy: 'FQN_ASC' }));
  });

  it.each([
    ['the domain', { domains: ['sales'] }, ['sales.customer-360', 'sales.opportunity-pipeline']],
    ['several domains', { domains: ['finance', 'risk'] }, ['finance.revenue-metrics']],
    ['the team', { owner: 'finance-analytics' }, ['finance.revenue-metrics']],
    ['the email', { owner: 'finance-analytics@acme.com' }, ['finance.revenue-metrics']],
    ['text of the fqn, in any case', { text: 'CUSTOMER-3' }, ['sales.customer-360']],
    ['text of the description', { text: 'unified view' }, ['sales.customer-360']],
    ['text with a wildcard, which stands for itself', { text: '%' }, []],
    [
      'a consumed port',
      { consumes: 'sales.customer-360.customers' },
      ['finance.revenue-metrics', 'marketing.campaign-attribution'],
    ],
    [
      'a consumed product',
      { consumes: 'sales.customer-360' },
      ['finance.revenue-metrics', 'marketing.campaign-attribution', 'marketing.targeting-engine'],
    ],
    ['a provided port', { provides: 'marketing.targeting-engine.audiences' }, ['marketing.targeting-engine']],
    ['a product provided for', { provides: 'finance.revenue-metrics' }, ['sales.customer-360']],
    ['the pattern', { pattern: 'KIMBALL' }, ['finance.revenue-metrics']],
    [
      'several conditions at once',
      { domains: ['marketing'], consumes: 'sales.customer-360.customers' },
      ['marketing.campaign-attribution'],
    ],
    ['no domain at all', { domains: [] }, []],
  ])('are chosen by %s', async (_, filter, expected) => {
    const { nodes, totalCount } = await list({ filter });
    expect(nodes.map((node) => node.fqn)).toEqual(expected);
    expect(totalCount).toBe(expected.length);
  });

  it('are walked forwards and backwards, page by page', async () => {
    const all = await fqns();
    const first = await list({ first: 2 });
    expect(first.nodes.map((node) => node.fqn)).toEqual(all.slice(0, 2));
    expect(first.edges.map((edge) => edge.node.fqn)).toEqual(all.slice(0, 2));
    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: first.edges[0]?.cursor,
      endCursor: first.edges[1]?.cursor,
    });
    const second = await list({ first: 2, after: first.pageInfo['endCursor'] });
    expect(second.nodes.map((node) => node.fqn)).toEqual(all.slice(2, 4));
    expect(await fqns({ last: 2, before: second.pageInfo['startCursor'] })).toEqual(all.slice(0, 2));
    expect(await fqns({ last: 2 })).toEqual(all.slice(3));
    expect((await list({ first: 2, after: second.pageInfo['endCursor'] })).pageInfo['hasNextPage']).toBe(false);
  });

  it.each([
    ['first: 501', 'first is 501: it must be from 1 to 500.'],
    ['first: 0', 'first is 0: it must be from 1 to 500.'],
    ['last: 1000', 'last is 1000: it must be from 1 to 500.'],
    ['first: 2, last: 2', 'first and last are both given: a page is cut from one end.'],
    ['after: "c2FsZXM"', '"c2FsZXM" is no cursor of this list: hand back one it gave you.'],
  ])('are refused for (%s), and the error says why', async (args, message) => {
    expect(await graph.refusal(`{ products(${args}) { nodes { fqn } } }`)).toEqual({ code: 'BAD_USER_INPUT', message });
    const nested = `{ product(fqn: "sales.customer-360") { models(${args.replace('last', 'first')}) { nodes { fqn } } } }`;
    if (!args.includes('last')) expect((await graph.refusal(nested)).code).toBe('BAD_USER_INPUT');
  });

  it('stay right while rows come: nobody twice, nobody skipped', async () => {
    const before = await fqns();
    const first = await list({ first: 3 });
    await publishSketches(graph.kit, [
      { fqn: 'finance.aaa-first' },
      { fqn: 'marketing.zzz-between' },
      { fqn: 'sales.zzz-last' },
    ]);
    const rest = await fqns({ first: 500, after: first.pageInfo['endCursor'] });
    const seen = [...first.nodes.map((node) => node.fqn), ...rest];
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(before));
    expect(rest).toEqual([
      'marketing.zzz-between',
      'sales.customer-360',
      'sales.opportunity-pipeline',
      'sales.zzz-last',
    ]);
  });
});
