#!/usr/bin/env bash
# Model Context Protocol: a tool that answers with one key more than its output schema names.
# Expected: server and client of one SDK, which hold the same schema, judge the answer alike.
# Happens: the server checks with Zod, which lets the further key pass, and sends it; the client checks with the JSON
#   Schema that was made from the same Zod object, which is closed, and refuses the whole answer. z.looseObject() is
#   taken by both.
# Versions: @modelcontextprotocol/server 2.4.0, @modelcontextprotocol/client 2.4.0, zod 4.6.7.
# So: a catalog that offers its answers as tools declares loose output objects, or builds each answer key by key;
#   otherwise a field that is new in the catalog breaks every agent that reads it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  @modelcontextprotocol/server@2.4.0 @modelcontextprotocol/client@2.4.0 zod@4.6.7
npm pkg get dependencies

cat >run.mjs <<'JS'
import { InMemoryTransport, McpServer } from '@modelcontextprotocol/server';
import { Client } from '@modelcontextprotocol/client';
import { z } from 'zod';

const server = new McpServer({ name: 'catalog', version: '1.0.0' });
const answer = async () => ({ content: [], structuredContent: { urn: 'orders', owner: 'sales' } });
server.registerTool('z_object', { outputSchema: z.object({ urn: z.string() }) }, answer);
server.registerTool('z_loose_object', { outputSchema: z.looseObject({ urn: z.string() }) }, answer);
const [here, there] = InMemoryTransport.createLinkedPair();
const client = new Client({ name: 'agent', version: '1.0.0' });
await Promise.all([server.connect(here), client.connect(there)]);
for (const { name, outputSchema } of (await client.listTools()).tools) {
  console.log(name, '- additionalProperties in the schema sent:', JSON.stringify(outputSchema.additionalProperties));
  try {
    console.log('  ', JSON.stringify((await client.callTool({ name, arguments: {} })).structuredContent));
  } catch (error) {
    console.log('  ', error.message);
  }
}
await client.close();
JS
cat >stated.txt <<'OUT'
z_object - additionalProperties in the schema sent: false
   Structured content does not match the tool's output schema: data must NOT have additional properties
z_loose_object - additionalProperties in the schema sent: {}
   {"urn":"orders","owner":"sales"}
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
