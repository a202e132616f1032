import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { Graph } from './graph.js';

const SEARCH = /* GraphQL */ `
  query ($text: String!, $kinds: [SearchKind!], $first: Int, $after: Cursor) {
    search(text: $text, kinds: $kinds, first: $first, after: $after) {
      nodes {
        __typename
        ... on Domain {
          key: name
        }
        ... on DataProduct {
          key: fqn
        }
        ... on OutputPort {
          key: fqn
        }
        ... on DataContract {
          key: name
        }
        ... on LayerNamespace {
          key: path
        }
        ... on Model {
          key: fqn
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`;

interface Found {
  readonly search: {
    readonly nodes: readonly { readonly __typename: string; readonly key: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly totalCount: number;
  };
}

describe.each(databases)('search on %s', (dialect) => {
  let graph: Graph;
  const found = async (variables: Record<string, unknown>): Promise<string[]> =>
    (await graph.ask<Found>(SEARCH, variables)).search.nodes.map((node) => `${node.__typename} ${node.key}`);

  beforeAll(async () => {
    graph = await Graph.of(dialect);
  });
  afterAll(() => graph.close());

  it('finds whole names before beginnings, and those before the rest', async () => {
    const hits = await found({ text: 'Customers' });
    expect(hits.slice(0, 1)).toEqual(['OutputPort sales.customer-360.customers']);
    expect(hits).toEqual(
      expect.arrayContaining([
        'DataContract sales-to-finance-customers',
        'Model sales.customer-360#sales_gold_customers',
      ]),
    );
    expect((await found({ text: 'customer' }))[0]).toBe('DataProduct sales.customer-360');
  });

  it.each([
    ['DOMAIN', 'sales', ['Domain sales']],
    ['PRODUCT', 'unified view', ['DataProduct sales.customer-360']],
    ['PORT', 'segments', ['OutputPort sales.customer-360.customer_segments']],
    ['COLUMN', 'segment_id', ['OutputPort sales.customer-360.customer_segments']],
    ['CONTRACT', 'finance', ['DataContract sales-to-finance-customers']],
    ['NAMESPACE', 'sales.gold', ['LayerNamespace sales.gold']],
    ['MODEL', 'gold_attribution', ['Model marketing.campaign-attribution#gold_attribution']],
  ])('finds a %s', async (kind, text, expected) => {
    expect(await found({ text, kinds: [kind] })).toEqual(expected);
  });

  it('wants every word, in any order and case', async () => {
    expect(await found({ text: 'CUSTOMER view', kinds: ['PRODUCT'] })).toEqual(['DataProduct sales.customer-360']);
    expect(await found({ text: 'customer nonsense' })).toEqual([]);
  });

  it('takes wildcards for themselves', async () => {
    expect(await found({ text: '%' })).toEqual([]);
    expect(await found({ text: 'customer_segments', kinds: ['PORT'] })).toEqual([
      'OutputPort sales.customer-360.customer_segments',
    ]);
    expect(await found({ text: 'customer\\segments' })).toEqual([]);
  });

  it('is walked page by page', async () => {
    const all = await found({ text: 'customer', first: 500 });
    const walked: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Found['search'] = (await graph.ask<Found>(SEARCH, { text: 'customer', first: 2, after })).search;
      expect(page.totalCount).toBe(all.length);
      walked.push(...page.nodes.map((node) => `${node.__typename} ${node.key}`));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(walked).toEqual(all);
    expect(all.length).toBeGreaterThan(5);
  });

  it('wants something to look for', async () => {
    expect(await graph.refusal('{ search(text: "  ") { totalCount } }')).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await graph.refusal(`{ search(text: "${'x'.repeat(201)}") { totalCount } }`)).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});
