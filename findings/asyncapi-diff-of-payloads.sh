#!/usr/bin/env bash
# AsyncAPI: the official diff of two documents, when the payload of a message changes and when only the version does.
# Expected: a property that is removed, retyped or newly required in a payload is breaking; a new info.version is not.
# Happens: whatever happens within a payload is "unclassified", while the new version number is "breaking". The
#   changes that break a consumer's parser are the ones that its list of breaking changes lacks.
# Versions: @asyncapi/diff 0.5.0.
# So: for event ports take the payloads out and judge them by the rules for schemas; use this diff for channels and
#   operations only, and leave info.version aside.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @asyncapi/diff@0.5.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { diff } from '@asyncapi/diff';

const document = {
  asyncapi: '3.0.0',
  info: { title: 'Orders', version: '1.0.0' },
  channels: {
    orders: {
      address: 'orders',
      messages: { placed: { payload: { type: 'object', properties: { id: { type: 'string' } }, required: [] } } },
    },
  },
  operations: { place: { action: 'send', channel: { $ref: '#/channels/orders' } } },
};
const payload = (copy) => copy.channels.orders.messages.placed.payload;
const changes = {
  'property removed': (copy) => delete payload(copy).properties.id,
  'type changed': (copy) => (payload(copy).properties.id.type = 'integer'),
  'property required': (copy) => payload(copy).required.push('id'),
  'address changed': (copy) => (copy.channels.orders.address = 'orders.v2'),
  'title changed': (copy) => (copy.info.title = 'Orders of the shop'),
  'version raised': (copy) => (copy.info.version = '1.1.0'),
};
for (const [title, change] of Object.entries(changes)) {
  const copy = structuredClone(document);
  change(copy);
  const found = diff(document, copy);
  console.log(`${title}: breaking ${found.breaking().length}, non-breaking ${found.nonBreaking().length}, unclassified ${found.unclassified().length}`);
}
JS
cat >stated.txt <<'OUT'
property removed: breaking 0, non-breaking 0, unclassified 1
type changed: breaking 0, non-breaking 0, unclassified 1
property required: breaking 0, non-breaking 0, unclassified 1
address changed: breaking 1, non-breaking 0, unclassified 0
title changed: breaking 0, non-breaking 1, unclassified 0
version raised: breaking 1, non-breaking 0, unclassified 0
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
