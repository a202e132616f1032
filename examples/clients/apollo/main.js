// Apollo Client: pages that join in the cache, a mutation with userErrors, the feed over WebSocket (docs/clients.md).
import assert from 'node:assert/strict';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { filter, firstValueFrom } from 'rxjs';
import { WebSocket } from 'ws'; // a browser has its own

const url = `${process.env.FLOE_CATALOG_URL ?? 'http://127.0.0.1:4000'}/graphql`;
const socket = createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket });

const client = new ApolloClient({
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: url }),
  ),
  cache: new InMemoryCache({
    // What has an id is one object wherever it is asked for. A list is one list for each filter and order.
    typePolicies: { Query: { fields: { products: relayStylePagination(['filter', 'orderBy']) } } },
  }),
});

const PRODUCTS = gql`
  query Products($first: Int!, $after: Cursor) {
    products(first: $first, after: $after, orderBy: CATALOG_ASC) {
      edges {
        node {
          id
          fqn
          version
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const REQUEST_ACCESS = gql`
  mutation RequestAccess($input: RequestAccessInput!) {
    requestAccess(input: $input) {
      request {
        id
        status
        port {
          id
          fqn
          product {
            id
            fqn
          }
        }
      }
      userErrors {
        code
        path
        message
      }
    }
  }
`;

const TAKE_BACK = gql`
  mutation TakeBack($id: ID!) {
    decideAccess(input: { id: $id, grant: false, note: "It was an example." }) {
      request {
        id
        status
      }
      userErrors {
        message
      }
    }
  }
`;

const FEED = gql`
  subscription Feed($after: Cursor) {
    catalogChanged(kinds: [ACCESS_REQUESTED], after: $after) {
      cursor
      kind
      subject {
        id
        ... on AccessRequest {
          purpose
        }
      }
    }
  }
`;

const LAST_CURSOR = gql`
  query LastCursor {
    contractChanges(last: 1) {
      pageInfo {
        endCursor
      }
    }
  }
`;

// Pages: each joins those before it in the cache, which has the whole list at once; who watches is told a moment later.
const page = { query: PRODUCTS, variables: { first: 3 } };
const products = client.watchQuery(page);
const watching = products.subscribe(() => {});
await client.query(page);
const list = () => client.readQuery(page).products;
while (list().pageInfo.hasNextPage) await products.fetchMore({ variables: { after: list().pageInfo.endCursor } });
const known = list().edges.map(({ node }) => node);
assert.ok(known.length > 3 && new Set(known.map(({ id }) => id)).size === known.length, 'every product comes once');
console.log(`apollo: ${known.length} products, 3 a page`);

// A mutation that is refused says why in `userErrors`; it is no error of GraphQL.
const ask = async (port, purpose) => {
  const { data } = await client.mutate({
    mutation: REQUEST_ACCESS,
    variables: { input: { port, for: 'domain:finance', purpose } },
  });
  return data.requestAccess;
};
const refused = await ask('sales.customer-360.custmers', 'Revenue by segment.');
assert.equal(refused.request, null);
assert.deepEqual([refused.userErrors[0].code, refused.userErrors[0].path], ['NOT_FOUND', ['input', 'port']]);
console.log(`apollo: ${refused.userErrors[0].message}`);

// The feed from a cursor on: what happens before the subscription stands is told too.
const { data: last } = await client.query({ query: LAST_CURSOR });
const after = last.contractChanges.pageInfo.endCursor;
const { request, userErrors } = await ask('sales.customer-360.customer_segments', 'Revenue by segment.');
assert.deepEqual(userErrors, []);
const { data: event } = await firstValueFrom(
  client
    .subscribe({ query: FEED, variables: { after } })
    .pipe(filter(({ data }) => data?.catalogChanged.subject.id === request.id)),
);
console.log(`apollo: the feed tells of it: ${event.catalogChanged.kind} at ${event.catalogChanged.cursor}`);

// The product behind the port is the one of the list: what is told of it anywhere shows wherever it is.
const { product } = request.port;
assert.equal(client.cache.identify(product), client.cache.identify(known.find(({ fqn }) => fqn === product.fqn)));

const { data: taken } = await client.mutate({ mutation: TAKE_BACK, variables: { id: request.id } });
assert.deepEqual(taken.decideAccess.userErrors, []);

watching.unsubscribe();
client.stop();
await socket.dispose();
