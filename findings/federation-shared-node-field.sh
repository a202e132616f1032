#!/usr/bin/env bash
# Federation and Relay: the field Query.node, shared by two subgraphs that each implement it for their own types.
# Expected: it composes. Relay wants one Query.node, so every subgraph offers it, marked @shareable, and both
#   composers follow one specification.
# Happens: Apollo's composer refuses (SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES: a shared field must return the same
#   runtime types everywhere); The Guild's composer accepts, and its router may then ask a subgraph for an id that it
#   cannot resolve.
# Versions: @apollo/composition 2.14.4, @theguild/federation-composition 0.27.0, graphql 16.15.0.
# So: a subgraph that others are composed with hides its node field (@inaccessible beside @shareable) and offers @key
#   entities instead. Compose with both tools before calling a schema federated.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  @apollo/composition@2.14.4 @theguild/federation-composition@0.27.0 graphql@16.15.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { parse } from 'graphql';
import { composeServices as apollo } from '@apollo/composition';
import { composeServices as guild } from '@theguild/federation-composition';

const subgraph = (name, type, mark) => ({
  name,
  url: '',
  typeDefs: parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@inaccessible"])
    type Query { node(id: ID!): Node ${mark} ${name}: ${type} }
    interface Node { id: ID! }
    type ${type} implements Node @key(fields: "id") { id: ID! }
  `),
});
const verdict = ({ errors }) => (errors?.length ? errors.map(({ extensions }) => extensions.code).join(', ') : 'composes');
for (const mark of ['@shareable', '@shareable @inaccessible']) {
  const services = [subgraph('sales', 'Order', mark), subgraph('stock', 'Item', mark)];
  console.log(`node(id: ID!): Node ${mark}`);
  console.log('  apollo:', verdict(apollo(services)));
  console.log('  guild:', verdict(guild(services)));
}
JS
cat >stated.txt <<'OUT'
node(id: ID!): Node @shareable
  apollo: SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES
  guild: composes
node(id: ID!): Node @shareable @inaccessible
  apollo: composes
  guild: composes
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
