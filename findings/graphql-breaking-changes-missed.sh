#!/usr/bin/env bash
# GraphQL: changes of a schema that break clients, judged by graphql-js and by GraphQL Inspector.
# Expected: findBreakingChanges() of graphql-js, the reference, names every change that makes a valid operation
#   invalid.
# Happens: it is silent when the mutation type is taken from the schema, when another type becomes the query root,
#   when an input becomes @oneOf and when a directive's argument changes its type. An argument or input field that
#   loses its default and so becomes required is at most "dangerous" to both tools.
# Versions: graphql 16.15.0, @graphql-inspector/core 8.0.0.
# So: a gate for the catalog's own schema needs more than findBreakingChanges: Inspector for root types and
#   directives, and a rule of one's own for defaults removed from required arguments.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact graphql@16.15.0 @graphql-inspector/core@8.0.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { buildSchema, findBreakingChanges, findDangerousChanges, graphql } from 'graphql';
import { diff } from '@graphql-inspector/core';

const changes = {
  'mutation type taken away': [
    'schema { query: Query mutation: M } type Query { m: M } type M { a: Int }',
    'schema { query: Query } type Query { m: M } type M { a: Int }',
    'mutation { a }',
  ],
  'another query root': [
    'schema { query: A } type A { a: Int } type B { b: Int a: A }',
    'schema { query: B } type A { a: Int } type B { b: Int a: A }',
    '{ __typename ... on A { a } }',
  ],
  'input becomes @oneOf': [
    'type Query { a(by: By): Int } input By { x: Int y: Int }',
    'type Query { a(by: By): Int } input By @oneOf { x: Int y: Int }',
    '{ a(by: { x: 1, y: 2 }) }',
  ],
  'argument of a directive': [
    'type Query { a: Int } directive @cap(at: Int) on FIELD',
    'type Query { a: Int } directive @cap(at: String) on FIELD',
    '{ a @cap(at: 1) }',
  ],
  'default of an argument': ['type Query { a(x: Int! = 1): Int }', 'type Query { a(x: Int!): Int }', '{ a }'],
  'default of an input field': [
    'type Query { a(by: By): Int } input By { x: Int! = 1 }',
    'type Query { a(by: By): Int } input By { x: Int! }',
    '{ a(by: {}) }',
  ],
};
for (const [title, [before, after, operation]] of Object.entries(changes)) {
  const [from, to] = [buildSchema(before), buildSchema(after)];
  const answers = [];
  for (const schema of [from, to]) answers.push((await graphql({ schema, source: operation })).errors ? 'refused' : 'answered');
  const reference = findBreakingChanges(from, to).length ? 'BREAKING' : findDangerousChanges(from, to).length ? 'DANGEROUS' : 'silent';
  const inspector = (await diff(from, to)).map(({ criticality, type }) => `${criticality.level} ${type}`).join(', ');
  console.log(`${title}: ${operation} was ${answers[0]}, is ${answers[1]}; graphql-js ${reference}; inspector ${inspector}`);
}
JS
cat >stated.txt <<'OUT'
mutation type taken away: mutation { a } was answered, is refused; graphql-js silent; inspector BREAKING SCHEMA_MUTATION_TYPE_CHANGED
another query root: { __typename ... on A { a } } was answered, is refused; graphql-js silent; inspector BREAKING SCHEMA_QUERY_TYPE_CHANGED
input becomes @oneOf: { a(by: { x: 1, y: 2 }) } was answered, is refused; graphql-js silent; inspector BREAKING DIRECTIVE_USAGE_INPUT_OBJECT_ADDED
argument of a directive: { a @cap(at: 1) } was answered, is refused; graphql-js silent; inspector BREAKING DIRECTIVE_ARGUMENT_TYPE_CHANGED
default of an argument: { a } was answered, is refused; graphql-js DANGEROUS; inspector DANGEROUS FIELD_ARGUMENT_DEFAULT_CHANGED
default of an input field: { a(by: {}) } was answered, is refused; graphql-js silent; inspector DANGEROUS INPUT_FIELD_DEFAULT_VALUE_CHANGED
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
