#!/usr/bin/env bash
# Protobuf's JSON mapping: a document that uses the names of the .proto file, read with protobufjs.
# Expected: order_id and orderId are both read, as the JSON mapping asks of parsers; verify() tells a name that it
#   does not know, and takes an enum by its name.
# Happens: order_id passes verify() and is then dropped, for the parser renames fields to camel case and ignores
#   unknown names. An enum given by its name, which fromObject() reads, does not pass.
# Versions: protobufjs 8.8.1.
# So: verify() is no check of a JSON example in a contract. Compare the document's names with the message's, in both
#   spellings. keepCase only turns the matter round.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact protobufjs@8.8.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import protobuf from 'protobufjs';

const proto = `syntax = "proto3";
  enum State { STATE_UNSPECIFIED = 0; STATE_PAID = 1; }
  message Order { string order_id = 1; State state = 2; }`;
const roundTrip = (type, document) => type.toObject(type.decode(type.encode(type.fromObject(document)).finish()));
for (const keepCase of [false, true]) {
  const order = protobuf.parse(proto, { keepCase }).root.lookupType('Order');
  console.log('keepCase', keepCase);
  for (const document of [{ order_id: 'A-1' }, { orderId: 'A-1' }, { state: 'STATE_PAID' }])
    console.log('  ', JSON.stringify(document), '| verify:', order.verify(document) ?? 'ok', '| read:', JSON.stringify(roundTrip(order, document)));
}
JS
cat >stated.txt <<'OUT'
keepCase false
   {"order_id":"A-1"} | verify: ok | read: {}
   {"orderId":"A-1"} | verify: ok | read: {"orderId":"A-1"}
   {"state":"STATE_PAID"} | verify: state: enum value expected | read: {"state":1}
keepCase true
   {"order_id":"A-1"} | verify: ok | read: {"order_id":"A-1"}
   {"orderId":"A-1"} | verify: ok | read: {}
   {"state":"STATE_PAID"} | verify: state: enum value expected | read: {"state":1}
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
