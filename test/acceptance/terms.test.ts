import { beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { startTestServer, type TestServer } from '../support/server.js';

const TERM = `query ($name: String!) { term(name: $name) { id name definition owner { team } manifest { name }
  uses(first: 10) { totalCount nodes { ... on OutputPort { fqn } } } } }`;

describe.each(databases)('terms and tags on %s', (dialect) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ dialect, acme: true, lasting: true });
  });

  it('are those of the glossary, each with what names it', async () => {
    const { terms } = await server.data<{ terms: object }>(
      '{ terms(first: 2) { totalCount nodes { name } pageInfo { hasNextPage } } }',
    );
    expect(terms).toEqual({
      totalCount: 3,
      nodes: [{ name: 'counterparty' }, { name: 'customer' }],
      pageInfo: { hasNextPage: true },
    });
    const { term } = await server.data<{ term: { id: string } }>(TERM, { name: 'counterparty' });
    expect(term).toMatchObject({
      definition: expect.stringContaining('lends') as string,
      owner: { team: 'risk-modelling' },
      manifest: { name: 'acme-enterprise' },
      uses: {
        totalCount: 2,
        nodes: [
          { fqn: 'risk.counterparty-risk.counterparty_ratings' },
          { fqn: 'risk.counterparty-risk.counterparty_ratings' },
        ],
      },
    });
    const { node } = await server.data<{ node: object }>(
      'query ($id: ID!) { node(id: $id) { ... on Term { name } } }',
      {
        id: term.id,
      },
    );
    expect(node).toEqual({ name: 'counterparty' });
    expect(await server.data('{ term(name: "nothing") { name } }')).toEqual({ term: null });
  });

  it('stand on products, ports and columns, as they do in a version that was kept', async () => {
    const asked = `tags outputPorts { name tags terms { name } columns { name tags terms { name } } }`;
    const { now, then } = await server.data<{ now: { outputPorts: { columns: object[] }[] }; then: object }>(
      `{ now: product(fqn: "risk.counterparty-risk") { ${asked} }
         then: product(fqn: "risk.counterparty-risk", version: "0.1.0") { ${asked} } }`,
    );
    expect(now).toMatchObject({
      tags: ['credit', 'regulatory'],
      outputPorts: [
        { name: 'counterparty_ratings', tags: ['ratings'], terms: [{ name: 'counterparty' }] },
        { name: 'exposures', tags: [], terms: [] },
      ],
    });
    expect(now.outputPorts[0]?.columns).toContainEqual({
      name: 'counterparty_hk',
      tags: ['key'],
      terms: [{ name: 'counterparty' }],
    });
    expect(then).toEqual(now);
  });

  it('are found by search: the term, and what bears it or a tag', async () => {
    const found = async (text: string, kinds: string): Promise<unknown> =>
      (
        await server.data<{ search: { nodes: object[] } }>(
          `query ($text: String!) { search(text: $text, kinds: ${kinds}) { nodes { __typename ... on Term { name } ... on OutputPort { fqn } ... on DataProduct { fqn } } } }`,
          { text },
        )
      ).search.nodes;
    expect(await found('counterparty', '[TERM]')).toEqual([{ __typename: 'Term', name: 'counterparty' }]);
    expect(await found('invoiced ahead', '[TERM]')).toEqual([{ __typename: 'Term', name: 'recognised revenue' }]);
    expect(await found('month-end', '[PORT]')).toEqual([
      { __typename: 'OutputPort', fqn: 'finance.revenue-metrics.revenue' },
    ]);
    expect(await found('regulatory', '[PRODUCT]')).toEqual([
      { __typename: 'DataProduct', fqn: 'risk.counterparty-risk' },
    ]);
  });

  it('are entities of the federation, by name', async () => {
    const { _entities } = await server.data<{ _entities: object[] }>(
      '{ _entities(representations: [{ __typename: "Term", name: "customer" }]) { ... on Term { definition } } }',
    );
    expect(_entities).toEqual([{ definition: 'Who bought something in the last two years.' }]);
  });
});
