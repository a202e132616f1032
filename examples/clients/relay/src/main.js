// Relay: compiled documents, a connection that grows in the store, a mutation, the feed as events (docs/clients.md).
const assert = require('node:assert/strict');
const { createClient } = require('graphql-sse');
const relay = require('relay-runtime');
const { graphql } = relay;

const url = `${process.env.FLOE_CATALOG_URL ?? 'http://127.0.0.1:4000'}/graphql`;
const events = createClient({ url });

async function ask({ text: query }, variables) {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })).json();
}

const follow = ({ text: query }, variables) =>
  relay.Observable.create((sink) => events.subscribe({ query, variables }, sink));

const environment = new relay.Environment({
  network: relay.Network.create(ask, follow),
  store: new relay.Store(new relay.RecordSource()),
});

const PRODUCTS = graphql`
  query mainProductsQuery($first: Int!, $after: Cursor) {
    products(first: $first, after: $after, orderBy: CATALOG_ASC) @connection(key: "main_products") {
      edges {
        node {
          id
          fqn
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const LAST_CURSOR = graphql`
  query mainLastCursorQuery {
    contractChanges(last: 1) {
      pageInfo {
        endCursor
      }
    }
  }
`;

const REQUEST_ACCESS = graphql`
  mutation mainRequestAccessMutation($input: RequestAccessInput!) {
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

const TAKE_BACK = graphql`
  mutation mainTakeBackMutation($id: ID!) {
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

const FEED = graphql`
  subscription mainFeedSubscription($after: Cursor) {
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

const mutate = (mutation, variables) =>
  new Promise((resolve, reject) => {
    const onCompleted = (data, errors) => (errors ? reject(errors) : resolve(data));
    relay.commitMutation(environment, { mutation, variables, onCompleted, onError: reject });
  });

/** Every product, three a page: each page goes behind those that the store has of the connection. */
async function allProducts() {
  const first = relay.createOperationDescriptor(PRODUCTS, { first: 3 });
  environment.retain(first); // as a component does that shows it
  let list;
  do {
    const after = list?.pageInfo.endCursor;
    await relay.fetchQuery(environment, PRODUCTS, { first: 3, after }).toPromise();
    list = environment.lookup(first.fragment).data.products;
  } while (list.pageInfo.hasNextPage);
  return list.edges.map(({ node }) => node.fqn);
}

/** Asks for access in the name of finance; what is wrong with the input comes in `userErrors`. */
async function requestAccess(port) {
  const input = { port, for: 'domain:finance', purpose: 'Revenue by stage.' };
  return (await mutate(REQUEST_ACCESS, { input })).requestAccess;
}

/** The event of the feed behind `after` that is about this. */
const heard = (after, id) =>
  new Promise((resolve, reject) => {
    const following = relay.requestSubscription(environment, {
      subscription: FEED,
      variables: { after },
      onNext: ({ catalogChanged }) => {
        if (catalogChanged.subject.id !== id) return;
        following.dispose();
        resolve(catalogChanged);
      },
      onError: reject,
    });
  });

async function main() {
  const fqns = await allProducts();
  assert.ok(fqns.length > 3 && new Set(fqns).size === fqns.length, 'every product comes once');
  console.log(`relay: ${fqns.length} products, 3 a page`);

  const refused = await requestAccess('sales.opportunity-pipeline.pipeline_stage');
  assert.equal(refused.request, null);
  assert.deepEqual([refused.userErrors[0].code, refused.userErrors[0].path], ['NOT_FOUND', ['input', 'port']]);
  console.log(`relay: ${refused.userErrors[0].message}`);

  // From a cursor on: what happens before the subscription stands is told too.
  const { contractChanges } = await relay.fetchQuery(environment, LAST_CURSOR, {}).toPromise();
  const { request, userErrors } = await requestAccess('sales.opportunity-pipeline.pipeline_stages');
  assert.deepEqual(userErrors, []);
  const event = await heard(contractChanges.pageInfo.endCursor, request.id);
  console.log(`relay: the feed tells of it: ${event.kind} at ${event.cursor}`);

  assert.deepEqual((await mutate(TAKE_BACK, { id: request.id })).decideAccess.userErrors, []);
  events.dispose();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
