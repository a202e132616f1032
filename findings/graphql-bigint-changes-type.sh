#!/usr/bin/env bash
# graphql-scalars: the JSON type of a BigInt field.
# Expected: one JSON type for one field: always a string, or always a number.
# Happens: values up to 2^53 - 1 are numbers and larger ones strings, in the same list of one response. Long is the
#   same scalar by another name.
# Versions: graphql-scalars 1.25.0, graphql 16.15.0.
# So: a client that reads row counts by this scalar works until the first big table. For counts that may pass 2^53
#   declare a String, or document "number or string" where the field is described.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact graphql-scalars@1.25.0 graphql@16.15.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { graphql } from 'graphql';
import { buildSchema } from 'graphql';
import { GraphQLBigInt, GraphQLLong } from 'graphql-scalars';

console.warn = () => {};
for (const [name, scalar] of Object.entries({ BigInt: GraphQLBigInt, Long: GraphQLLong })) {
  const schema = buildSchema(`scalar ${name} type Query { rowCounts: [${name}] }`);
  Object.assign(schema.getType(name), { serialize: scalar.serialize });
  const rootValue = { rowCounts: [3n, 9007199254740991n, 9007199254740993n] };
  console.log(name, JSON.stringify((await graphql({ schema, source: '{ rowCounts }', rootValue })).data.rowCounts));
}
JS
cat >stated.txt <<'OUT'
BigInt [3,9007199254740991,"9007199254740993"]
Long [3,9007199254740991,"9007199254740993"]
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
