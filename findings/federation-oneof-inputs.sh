#!/usr/bin/env bash
# Federation: an input type that is @oneOf.
# Expected: it works. graphql 16 has @oneOf built in, and @apollo/subgraph builds on graphql 16.
# Happens: buildSchema() of graphql takes it; @apollo/subgraph and @apollo/composition know the directive from no
#   version of federation and refuse the schema as invalid GraphQL. The Guild's composer takes it and keeps it in the
#   supergraph.
# Versions: @apollo/subgraph 2.14.4, @apollo/composition 2.14.4, @theguild/federation-composition 0.27.0, graphql
#   16.15.0.
# So: in a schema that will be federated, state "exactly one of these" in the description and check it in the
#   resolver.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  @apollo/subgraph@2.14.4 @apollo/composition@2.14.4 @theguild/federation-composition@0.27.0 graphql@16.15.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { buildSchema, parse } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices as apollo } from '@apollo/composition';
import { composeServices as guild } from '@theguild/federation-composition';

const types = 'type Query { product(by: ProductBy!): ID } input ProductBy @oneOf { id: ID urn: String }';
const told = (title, run) => {
  try {
    console.log(title, '->', run());
  } catch (error) {
    console.log(title, '-> refused:', error.message.match(/Unknown directive "@\w+"/)?.[0] ?? error.message);
  }
};
told('graphql', () => `isOneOf ${buildSchema(types).getType('ProductBy').isOneOf}`);
for (const version of ['v2.3', 'v2.9', 'v2.13']) {
  const typeDefs = parse(`extend schema @link(url: "https://specs.apollo.dev/federation/${version}", import: ["@key"]) ${types}`);
  told(`@apollo/subgraph ${version}`, () => typeof buildSubgraphSchema({ typeDefs }));
  told(`@apollo/composition ${version}`, () => {
    const { errors } = apollo([{ name: 'catalog', url: '', typeDefs }]);
    if (errors) throw errors[0];
    return 'composes';
  });
  if (version === 'v2.13') continue;
  told(`@theguild/federation-composition ${version}`, () =>
    guild([{ name: 'catalog', url: '', typeDefs }]).supergraphSdl.includes('@oneOf') ? 'kept' : 'lost',
  );
}
JS
cat >stated.txt <<'OUT'
graphql -> isOneOf true
@apollo/subgraph v2.3 -> refused: Unknown directive "@oneOf"
@apollo/composition v2.3 -> refused: Unknown directive "@oneOf"
@theguild/federation-composition v2.3 -> kept
@apollo/subgraph v2.9 -> refused: Unknown directive "@oneOf"
@apollo/composition v2.9 -> refused: Unknown directive "@oneOf"
@theguild/federation-composition v2.9 -> kept
@apollo/subgraph v2.13 -> refused: Unknown directive "@oneOf"
@apollo/composition v2.13 -> refused: Unknown directive "@oneOf"
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
