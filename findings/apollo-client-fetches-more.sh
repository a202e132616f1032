#!/usr/bin/env bash
# Apollo Client and Relay's connections: the next page by fetchMore, then what the query shows.
# Expected: once fetchMore() has resolved, the observed query has both pages: a loop may ask its pageInfo and go on.
# Happens: the cache has both pages at once, getCurrentResult() still the first alone, and its hasNextPage: a loop over
#   it asks for the same page again and again. A moment later it shows both.
# Versions: @apollo/client 4.3.8 with relayStylePagination(), graphql 16.15.0.
# So: walk a connection by what fetchMore() itself gives, or by client.readQuery(); leave getCurrentResult() and the
#   observable to what draws.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @apollo/client@4.3.8 graphql@16.15.0 rxjs@7.8.2
npm pkg get dependencies

cat >run.mjs <<'JS'
import { setTimeout as pause } from 'node:timers/promises';
import { ApolloClient, InMemoryCache, gql } from '@apollo/client';
import { SchemaLink } from '@apollo/client/link/schema';
import { relayStylePagination } from '@apollo/client/utilities';
import { buildSchema } from 'graphql';

const schema = buildSchema(`
  type Query { products(first: Int!, after: String): Products! }
  type Products { edges: [Edge!]! pageInfo: PageInfo! }
  type Edge { cursor: String! node: Product! }
  type Product { id: ID! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }`);
const rootValue = {
  products({ first, after }) {
    const from = Number(after ?? 0);
    const ids = ['1', '2', '3', '4'].slice(from, from + first);
    const edges = ids.map((id) => ({ cursor: id, node: { id } }));
    return { edges, pageInfo: { hasNextPage: from + first < 4, endCursor: ids.at(-1) } };
  },
};
const typePolicies = { Query: { fields: { products: relayStylePagination() } } };
const client = new ApolloClient({ link: new SchemaLink({ schema, rootValue }), cache: new InMemoryCache({ typePolicies }) });
const query = gql`query ($first: Int!, $after: String) {
  products(first: $first, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`;
const shown = ({ products }) => `${products.edges.map(({ node }) => node.id).join(' ')}, more: ${products.pageInfo.hasNextPage}`;

const observed = client.watchQuery({ query, variables: { first: 2 } });
const watching = observed.subscribe(() => undefined);
while (!observed.getCurrentResult().data) await pause(10);
console.log('first:', shown(observed.getCurrentResult().data));
const page = await observed.fetchMore({ variables: { after: '2' } });
const [current, kept] = [observed.getCurrentResult().data, client.readQuery({ query, variables: { first: 2 } })];
console.log('fetchMore gave:', shown(page.data));
console.log('then the query:', shown(current));
console.log('and the cache:', shown(kept));
await pause(500);
console.log('later the query:', shown(observed.getCurrentResult().data));
watching.unsubscribe();
JS
cat >stated.txt <<'OUT'
first: 1 2, more: true
fetchMore gave: 3 4, more: false
then the query: 1 2, more: true
and the cache: 1 2 3 4, more: false
later the query: 1 2 3 4, more: false
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
