#!/usr/bin/env bash
# JSON Schema: inferred from the values of a few rows.
# Expected: strings are strings; a format is proposed for dates, times and addresses, if at all.
# Happens: to-json-schema proposes a format for whatever some pattern fits: "red" is a color, "5" and every code of
#   digits a utc-millisec, "note: see below" a style, a telephone number a phone. A list of objects with unlike keys
#   has items without properties, and one with a null in it no items at all.
# Versions: to-json-schema 0.2.5.
# So: turn the formats off (strings: { detectFormat: false }) and look at every list before the result becomes a
#   contract; utc-millisec and style belong to draft 03 and are unknown to validators since.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact to-json-schema@0.2.5
npm pkg get dependencies

cat >run.mjs <<'JS'
import toJsonSchema from 'to-json-schema';

const row = { status: 'red', code: '00005', note: 'note: see below', phone: '+49 30 123456', day: '2024-01-01', lines: [{ sku: 'a' }, { gift: true }], scores: [1, null] };
for (const [name, schema] of Object.entries(toJsonSchema(row).properties)) console.log(name, JSON.stringify(row[name]), '->', JSON.stringify(schema));
const plain = toJsonSchema(row, { strings: { detectFormat: false } });
console.log('without formats: status', JSON.stringify(plain.properties.status));
JS
cat >stated.txt <<'OUT'
status "red" -> {"type":"string","format":"color"}
code "00005" -> {"type":"string","format":"utc-millisec"}
note "note: see below" -> {"type":"string","format":"style"}
phone "+49 30 123456" -> {"type":"string","format":"phone"}
day "2024-01-01" -> {"type":"string","format":"date"}
lines [{"sku":"a"},{"gift":true}] -> {"type":"array","items":{"type":"object"}}
scores [1,null] -> {"type":"array"}
without formats: status {"type":"string"}
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
