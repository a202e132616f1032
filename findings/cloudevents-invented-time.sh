#!/usr/bin/env bash
# CloudEvents: reading an event that has no time, and one with nanoseconds, by the JavaScript SDK.
# Expected: "time" is optional, so an event without it has none after reading. A time comes through an HTTP message as
#   it was written, for RFC 3339 allows nanoseconds and offsets.
# Happens: the reader's own clock is written in as the event's time, so two readings of one event differ. An event
#   with nanoseconds and an offset keeps both in memory, and loses both when it becomes a message, in either mode.
# Versions: cloudevents 10.0.0.
# So: a consumer that uses the SDK cannot tell "happened at" from "was read at". Producers of catalog events always
#   state the time, in UTC with milliseconds; readers look into the body for its absence.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact cloudevents@10.0.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { CloudEvent, HTTP } from 'cloudevents';

const headers = { 'content-type': 'application/cloudevents+json' };
const body = JSON.stringify({ specversion: '1.0', id: '1', source: '/catalog', type: 'product.published' });
const before = Date.now();
const read = HTTP.toEvent({ headers, body });
console.log('time in the message:', JSON.parse(body).time);
console.log("time after reading is the reader's clock:", Date.parse(read.time) >= before && Date.parse(read.time) <= Date.now());

const event = new CloudEvent({ id: '1', source: '/catalog', type: 'product.published', time: '2024-01-01T00:00:00.123456789+02:00' });
console.log('in memory:', event.time);
console.log('structured:', JSON.parse(HTTP.structured(event).body).time);
console.log('binary:', HTTP.binary(event).headers['ce-time']);
JS
cat >stated.txt <<'OUT'
time in the message: undefined
time after reading is the reader's clock: true
in memory: 2024-01-01T00:00:00.123456789+02:00
structured: 2023-12-31T22:00:00.123Z
binary: 2023-12-31T22:00:00.123Z
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
