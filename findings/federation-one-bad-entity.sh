#!/usr/bin/env bash
# Federation: a batch of two entities, one of which fails to resolve.
# Expected: the one is null, with an error at its place in the list, and the other is answered, however the failure
#   comes about.
# Happens: so it is when __resolveReference returns a promise that is rejected. When it throws before it returns, or
#   when the subgraph does not know the type of the one, the whole batch is lost: data is null and the error has no
#   place.
# Versions: @apollo/subgraph 2.14.4, graphql 16.15.0.
# So: declare every __resolveReference async, even where it has nothing to wait for. Roll out a new type to all
#   instances of a subgraph before the supergraph that names it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @apollo/subgraph@2.14.4 graphql@16.15.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { graphql, parse } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';

const fail = (id) => {
  if (id === 'broken') throw new Error('no connection');
  return { id };
};
const schema = buildSubgraphSchema({
  typeDefs: parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
    type Query { waiting: Waiting throwing: Throwing }
    type Waiting @key(fields: "id") { id: ID! }
    type Throwing @key(fields: "id") { id: ID! }`),
  resolvers: {
    Waiting: { __resolveReference: async ({ id }) => fail(id) },
    Throwing: { __resolveReference: ({ id }) => fail(id) },
  },
});
const source = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Waiting { id } ... on Throwing { id } } }';
for (const [title, __typename, id] of [
  ['async resolver fails', 'Waiting', 'broken'],
  ['resolver throws', 'Throwing', 'broken'],
  ['type is unknown', 'Unknown', '1'],
]) {
  const representations = [{ __typename: 'Waiting', id: 'orders' }, { __typename, id }];
  const { data, errors } = await graphql({ schema, source, variableValues: { r: representations } });
  console.log(`${title}: ${JSON.stringify(data)}, error at ${errors[0].path.join('.')}`);
}
JS
cat >stated.txt <<'OUT'
async resolver fails: {"_entities":[{"id":"orders"},null]}, error at _entities.1
resolver throws: null, error at _entities
type is unknown: null, error at _entities
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
