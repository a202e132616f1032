import fc from 'fast-check';
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
        ... on Term {
          key: name
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
    expect((await found({ text: 'customer' })).slice(0, 2)).toEqual([
      'Term customer',
      'DataProduct sales.customer-360',
    ]);
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

  it.each([
    ['a letter that is missing', 'custmer', 'customer', 'Term customer'],
    ['a letter too many, in a name', 'customerr-360', 'customer-360', 'DataProduct sales.customer-360'],
    ['one of two words', 'CUSTOMER segmnets', 'customer segments', 'OutputPort sales.customer-360.customer_segments'],
  ])('finds what was meant where nothing holds %s', async (_, text, meant, first) => {
    const { search } = await graph.ask<{ search: { meant: string; totalCount: number } }>(
      'query ($text: String!) { search(text: $text) { meant totalCount } }',
      { text },
    );
    expect(search.meant).toBe(meant);
    expect((await found({ text }))[0]).toBe(first);
    expect(await found({ text, first: 500 })).toEqual(await found({ text: meant, first: 500 }));
    expect(search.totalCount).toBe((await found({ text: meant, first: 500 })).length);
  });

  it('walks what was meant page by page, and leaves alone what something holds', async () => {
    const first = (await graph.ask<Found>(SEARCH, { text: 'custmer', first: 3 })).search;
    const rest = await found({ text: 'custmer', first: 500, after: first.pageInfo.endCursor });
    expect(first.nodes).toHaveLength(3);
    expect(rest).toEqual((await found({ text: 'customer', first: 500 })).slice(3));
    const meant = async (text: string): Promise<unknown> =>
      graph.ask('query ($text: String!) { search(text: $text) { meant totalCount } }', { text });
    expect(await meant('custome')).toMatchObject({ search: { meant: null } });
    expect(await meant('customer finance forecasts')).toEqual({ search: { meant: null, totalCount: 0 } });
    expect(await meant('qqqqq')).toEqual({ search: { meant: null, totalCount: 0 } });
  });

  it('asks once for what is found, and three times more where nothing is', async () => {
    const statements = async (text: string): Promise<number> =>
      (
        await graph.db.countStatements(() =>
          graph.ask('query ($text: String!) { search(text: $text) { totalCount } }', { text }),
        )
      ).statements.length;
    expect(await statements('customer')).toBe(1);
    expect(await statements('custmer')).toBe(4);
  });

  describe('counts of what is found', () => {
    const FACETS = `query ($text: String!, $kinds: [SearchKind!], $filter: SearchFilter) {
      searchFacets(text: $text, kinds: $kinds, filter: $filter) { name values { value count } }
      search(text: $text, kinds: $kinds, filter: $filter) { totalCount } }`;
    interface Faceted {
      readonly searchFacets: readonly { name: string; values: readonly { value: string; count: number }[] }[];
      readonly search: { readonly totalCount: number };
    }
    const KINDS = ['DOMAIN', 'PRODUCT', 'PORT', 'COLUMN', 'CONTRACT', 'NAMESPACE', 'MODEL'];
    const listOf = { domain: 'domains', owner: 'owners', classification: 'classifications' } as const;

    it('are by kind, domain, owner and classification', async () => {
      const { searchFacets } = await graph.ask<Faceted>(FACETS, { text: 'segment' });
      expect(searchFacets.map(({ name }) => name)).toEqual(['kind', 'domain', 'owner', 'classification']);
      expect(searchFacets[0]?.values.map(({ value }) => value)).toContain('PORT');
      expect(searchFacets[1]?.values[0]).toMatchObject({ value: 'sales' });
    });

    it('agree with what search gives when it is narrowed to them', async () => {
      const some = (values: readonly string[]) =>
        fc.option(fc.subarray([...values], { minLength: 1 }), { nil: null, freq: 2 });
      const words = fc.constantFrom(
        'customer',
        'sales',
        'id',
        'view of',
        'a',
        'gold',
        'custmer',
        'campaign',
        'nothing-at-all',
      );
      const filters = fc.record({
        domains: some(['sales', 'marketing', 'finance']),
        owners: some(['sales-team', 'none']),
      });
      await fc.assert(
        fc.asyncProperty(words, some(KINDS), filters, async (text, kinds, filter) => {
          const { searchFacets, search } = await graph.ask<Faceted>(FACETS, { text, kinds, filter });
          const ofKinds = searchFacets.find(({ name }) => name === 'kind')?.values ?? [];
          expect(ofKinds.reduce((sum, { count }) => sum + count, 0)).toBe(search.totalCount);
          for (const { name, values } of searchFacets)
            for (const { value, count } of values) {
              const narrowed =
                name === 'kind'
                  ? { text, kinds: [value], filter }
                  : { text, kinds, filter: { ...filter, [listOf[name as keyof typeof listOf]]: [value] } };
              const { search: found } = await graph.ask<Faceted>(FACETS, narrowed);
              expect([name, value, found.totalCount]).toEqual([name, value, count]);
            }
        }),
        { numRuns: 25, seed: 47 },
      );
    });
  });

  it('wants something to look for', async () => {
    expect(await graph.refusal('{ search(text: "  ") { totalCount } }')).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await graph.refusal(`{ search(text: "${'x'.repeat(201)}") { totalCount } }`)).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});
