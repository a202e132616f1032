#!/usr/bin/env bash
# Hive gateway as a library: a supergraph of one subgraph over HTTP, asked through createGatewayRuntime.
# Expected: the package answers, or does not start, or says at the start what it lacks.
# Happens: it starts, and its schema is whole; only the first query fails, with "Unexpected error." and nothing else. The
#   way to a subgraph over HTTP is a package of its own, @graphql-mesh/transport-http, which no dependency brings and
#   which is loaded by its name when it is first needed. With it, the same query is answered.
# Versions: @graphql-hive/gateway-runtime 2.12.1, @graphql-mesh/transport-http 1.2.1, graphql 16.15.0.
# So: who embeds the gateway before a catalog names the transport among his own dependencies; tools that look for unused
#   ones will say that nobody imports it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @graphql-hive/gateway-runtime@2.12.1 @theguild/federation-composition@0.27.0 graphql@16.15.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

const subgraph = createServer((request, response) => {
  request.resume();
  response.setHeader('content-type', 'application/json');
  response.end('{"data":{"product":"customer-360"}}');
});
await new Promise((resolve) => subgraph.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${subgraph.address().port}/graphql`;
const typeDefs = parse('type Query { product: String }');
const { supergraphSdl } = composeServices([{ name: 'catalog', typeDefs, url }]);
const gateway = createGatewayRuntime({ supergraph: supergraphSdl, logging: false });
const ask = async (query) => {
  const response = await gateway.fetch('http://gateway/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  return JSON.stringify(errors ? errors.map(({ message }) => message) : data);
};
console.log('the schema:', await ask('{ __type(name: "Query") { fields { name } } }'));
console.log('a product:', await ask('{ product }'));
process.exit(0);
JS
cat >stated.txt <<'OUT'
the schema: {"__type":{"fields":[{"name":"product"}]}}
a product: ["Unexpected error."]
with the transport
the schema: {"__type":{"fields":[{"name":"product"}]}}
a product: {"product":"customer-360"}
OUT

node run.mjs | tee seen.txt
npm install --silent --no-audit --no-fund --save-exact @graphql-mesh/transport-http@1.2.1
echo 'with the transport' | tee -a seen.txt
node run.mjs | tee -a seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
