#!/usr/bin/env bash
# graphql-sse: a subscription whose client reads one event and no more.
# Expected: as over graphql-ws, or an async generator of any kind, the source is asked for the next result when the one
#   before has been taken; who reads slowly is served slowly.
# Happens: the handler takes every result from the source as fast as it comes and keeps the texts in a list without
#   bound: after the first event was read, all 10,000 have been made.
# Versions: graphql-sse 2.6.1, graphql 16.15.0.
# So: a source that replays (a feed from a cursor) fills the memory of the server once for each slow client. Write the
#   events yourself and wait for the network after each, or bound what the source gives.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact graphql-sse@2.6.1 graphql@16.15.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { setTimeout as pause } from 'node:timers/promises';
import { buildSchema } from 'graphql';
import { createHandler } from 'graphql-sse';

const schema = buildSchema('type Query { a: Int } type Subscription { number: Int }');
let made = 0;
schema.getSubscriptionType().getFields().number.subscribe = async function* () {
  while (made < 10_000) yield { number: (made += 1) };
};

const handler = createHandler({ schema });
const [events] = await handler({
  method: 'POST',
  url: '/graphql',
  headers: { get: (name) => ({ accept: 'text/event-stream', 'content-type': 'application/json' })[name] },
  body: { query: 'subscription { number }' },
  raw: null,
  context: null,
});
const read = [];
while (read.length < 2) read.push((await events.next()).value);
console.log('read', JSON.stringify(read.at(-1)));
await pause(1_000);
console.log('made', made);
await events.return();
process.exit(0);
JS
cat >stated.txt <<'OUT'
read "event: next\ndata: {\"data\":{\"number\":1}}\n\n"
made 10000
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
