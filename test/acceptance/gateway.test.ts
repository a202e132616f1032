import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { atEnd } from '../support/atEnd.js';
import { ask, startTestServer } from '../support/server.js';

const RATINGS = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type DataProduct @key(fields: "fqn") { fqn: String! stars: Int! }
  type Query { bestRated: [DataProduct!]! }
`;

/** Another team's subgraph: it knows products by their fqn and rates them. */
async function startRatings(): Promise<string> {
  const stars = (fqn: string): number => fqn.length % 5;
  const schema = buildSubgraphSchema({
    typeDefs: parse(RATINGS),
    resolvers: {
      Query: { bestRated: () => [{ fqn: 'sales.customer-360' }, { fqn: 'finance.revenue-metrics' }] },
      DataProduct: {
        __resolveReference: ({ fqn }: { fqn: string }) => ({ fqn }),
        stars: ({ fqn }: { fqn: string }) => stars(fqn),
      },
    },
  });
  const server = new ApolloServer({ schema });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  atEnd(() => server.stop());
  return url;
}

async function startGateway(subgraphs: { name: string; typeDefs: string; url: string }[]): Promise<string> {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map((each) => ({ ...each, typeDefs: parse(each.typeDefs) })),
  );
  if (!supergraphSdl) throw new Error(JSON.stringify(errors));
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  atEnd(() => server.stop());
  return url;
}

describe('the catalog in a company supergraph', () => {
  it('answers through a real gateway together with another subgraph, both ways', async () => {
    const catalog = await startTestServer({ acme: true });
    const { data } = await ask(catalog.url, '{ _service { sdl } }');
    const { sdl } = data?.['_service'] as { sdl: string };
    const gateway = await startGateway([
      { name: 'catalog', typeDefs: sdl, url: `${catalog.url}/graphql` },
      { name: 'ratings', typeDefs: RATINGS, url: await startRatings() },
    ]);
    const response = await fetch(gateway, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `{
          bestRated { fqn stars version domain { name } outputPorts { name } }
          product(fqn: "marketing.campaign-attribution") { stars ownership { team } }
        }`,
      }),
    });
    expect(await response.json()).toEqual({
      data: {
        bestRated: [
          {
            fqn: 'sales.customer-360',
            stars: 3,
            version: '3.2.1',
            domain: { name: 'sales' },
            outputPorts: [{ name: 'customers' }, { name: 'customer_segments' }],
          },
          {
            fqn: 'finance.revenue-metrics',
            stars: 3,
            version: '4.1.0',
            domain: { name: 'finance' },
            outputPorts: [{ name: 'revenue' }, { name: 'forecasts' }],
          },
        ],
        product: { stars: 0, ownership: { team: 'marketing-analytics' } },
      },
    });
  });
});
