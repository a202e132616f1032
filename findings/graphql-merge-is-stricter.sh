#!/usr/bin/env bash
# GraphQL: one type that two services declare, once with a field that may be null and once without, merged by two
#   tools.
# Expected: the merged field may be null, for one of the services may answer null.
# Happens: federation takes the weaker type, Int; mergeTypeDefs of GraphQL Tools takes the stricter, Int!, in either
#   order. Arguments are the union of both there, in federation those that both have; of two defaults one is kept
#   without a word, where federation refuses.
# Versions: @graphql-tools/merge 9.2.8, @theguild/federation-composition 0.27.0, graphql 16.15.0.
# So: types merged from files promise more than their resolvers keep, and a null then erases the whole object above
#   it. Declare a shared type once, or compare the declarations before merging.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  @graphql-tools/merge@9.2.8 @theguild/federation-composition@0.27.0 graphql@16.15.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { parse, print } from 'graphql';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { composeServices } from '@theguild/federation-composition';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@shareable"])';
const federated = (fields) => {
  const { errors, supergraphSdl } = composeServices(
    fields.map((field, at) => ({ name: `s${at}`, url: '', typeDefs: parse(`${link} type Query { ${field} @shareable }`) })),
  );
  return errors ? errors[0].extensions.code : supergraphSdl.match(/\brows[^@\n]*/)[0].trim();
};
const merged = (fields) => print(mergeTypeDefs(fields.map((field) => `type Query { ${field} }`))).match(/rows.*/)[0];
for (const fields of [
  ['rows: Int!', 'rows: Int'],
  ['rows: Int', 'rows: Int!'],
  ['rows(first: Int): Int', 'rows(after: ID): Int'],
  ['rows(first: Int = 10): Int', 'rows(first: Int = 100): Int'],
])
  console.log(`${fields.join('  +  ')}\n  merge: ${merged(fields)}\n  federation: ${federated(fields)}`);
JS
cat >stated.txt <<'OUT'
rows: Int!  +  rows: Int
  merge: rows: Int!
  federation: rows: Int
rows: Int  +  rows: Int!
  merge: rows: Int!
  federation: rows: Int
rows(first: Int): Int  +  rows(after: ID): Int
  merge: rows(first: Int, after: ID): Int
  federation: rows: Int
rows(first: Int = 10): Int  +  rows(first: Int = 100): Int
  merge: rows(first: Int = 100): Int
  federation: FIELD_ARGUMENT_DEFAULT_MISMATCH
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
