// urql: a normalized cache that keys what has no id, pages, userErrors, the feed as Server-Sent Events (docs/clients.md).
import assert from 'node:assert/strict';
import { Client, fetchExchange, gql, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { createClient } from 'graphql-sse';

const url = `${process.env.FLOE_CATALOG_URL ?? 'http://127.0.0.1:4000'}/graphql`;
const events = createClient({ url });

const client = new Client({
  url,
  preferGetMethod: false,
  exchanges: [
    cacheExchange({
      resolvers: { Query: { products: relayPagination() } },
      // What has no id is part of what it stands on, or is named as docs/clients.md says.
      keys: {
        Column: () => null,
        DataProductConnection: () => null,
        DataProductEdge: () => null,
        ContractChangeConnection: () => null,
        PageInfo: () => null,
      },
    }),
    fetchExchange,
    // urql's own events (`fetchSubscriptions`) end a process of Node.js where one unsubscribes.
    subscriptionExchange({
      forwardSubscription: ({ query, variables }) => ({
        subscribe: (sink) => ({ unsubscribe: events.subscribe({ query, variables }, sink) }),
      }),
    }),
  ],
});

const PRODUCTS = gql`
  query Products($first: Int!, $after: Cursor) {
    products(first: $first, after: $after, orderBy: CATALOG_ASC) {
      edges {
        node {
          id
          fqn
          outputPorts {
            id
            fqn
            columns {
              name
              type
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
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

const REQUEST_ACCESS = gql`
  mutation RequestAccess($input: RequestAccessInput!) {
    requestAccess(input: $input) {
      request {
        id
        status
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

/** What is answered; throws where it could not be carried out. */
async function answered(asked) {
  const { data, error } = await asked.toPromise();
  if (error) throw error;
  return data;
}

// Pages: what is read of the cache is the list so far.
let after;
let list;
do {
  ({ products: list } = await answered(client.query(PRODUCTS, { first: 3, after })));
  after = list.pageInfo.endCursor;
} while (list.pageInfo.hasNextPage);
const fqns = list.edges.map(({ node }) => node.fqn);
assert.ok(fqns.length > 3 && new Set(fqns).size === fqns.length, 'every product comes once');
console.log(`urql: ${fqns.length} products, 3 a page`);

// A mutation that is refused says why in `userErrors`; it is no error of GraphQL.
const ask = async (port) => {
  const input = { port, for: 'domain:finance', purpose: 'Revenue by campaign.' };
  return (await answered(client.mutation(REQUEST_ACCESS, { input }))).requestAccess;
};
const refused = await ask('marketing.campaign-attribution.atribution');
assert.equal(refused.request, null);
assert.deepEqual([refused.userErrors[0].code, refused.userErrors[0].path], ['NOT_FOUND', ['input', 'port']]);
console.log(`urql: ${refused.userErrors[0].message}`);

// The feed from a cursor on: what happens before the subscription stands is told too.
const { contractChanges } = await answered(client.query(LAST_CURSOR, {}));
const { request, userErrors } = await ask('marketing.campaign-attribution.attribution');
assert.deepEqual(userErrors, []);
const event = await new Promise((resolve, reject) => {
  const feed = client.subscription(FEED, { after: contractChanges.pageInfo.endCursor }).subscribe(({ data, error }) => {
    if (error) reject(error);
    if (data?.catalogChanged.subject.id !== request.id) return;
    feed.unsubscribe();
    resolve(data.catalogChanged);
  });
});
console.log(`urql: the feed tells of it: ${event.kind} at ${event.cursor}`);

const { decideAccess } = await answered(client.mutation(TAKE_BACK, { id: request.id }));
assert.deepEqual(decideAccess.userErrors, []);
events.dispose();
