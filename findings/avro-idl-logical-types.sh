#!/usr/bin/env bash
# Avro IDL: a record with logical types and the short form for optional fields, read with avsc.
# Expected: decimal(10, 2), uuid, local_timestamp_ms and string? become what the IDL's specification says: a logical
#   type on bytes, string or long, and a union with null.
# Happens: timestamp_ms and date are read, decimal(10, 2) and string? are syntax errors, and uuid and
#   local_timestamp_ms are left as names of types that nobody defines, which shows only when the schema is used.
# Versions: avsc 5.7.9.
# So: make the JSON form (.avsc) from an .avdl with Avro's own tools and let the contract refer to that; or write
#   @logicalType("decimal") on the plain type, which is read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact avsc@5.7.9
npm pkg get dependencies

cat >run.mjs <<'JS'
import avro from 'avsc';

for (const field of [
  'timestamp_ms at;',
  'date day;',
  '@logicalType("decimal") @precision(10) @scale(2) bytes amount;',
  'decimal(10, 2) amount;',
  'string? note;',
  'uuid id;',
  'local_timestamp_ms at;',
]) {
  try {
    const schema = avro.readSchema(`record Order { ${field} }`);
    const read = JSON.stringify(schema.fields[0]);
    try {
      avro.Type.forSchema(schema);
      console.log(field, '->', read);
    } catch (error) {
      console.log(field, '->', read, '-', error.message);
    }
  } catch (error) {
    console.log(field, '-> syntax error:', error.message.split(' {')[0]);
  }
}
JS
cat >stated.txt <<'OUT'
timestamp_ms at; -> {"type":{"type":"long","logicalType":"timestamp-millis"},"name":"at"}
date day; -> {"type":{"type":"int","logicalType":"date"},"name":"day"}
@logicalType("decimal") @precision(10) @scale(2) bytes amount; -> {"type":{"logicalType":"decimal","precision":10,"scale":2,"type":"bytes"},"name":"amount"}
decimal(10, 2) amount; -> syntax error: invalid token
string? note; -> syntax error: invalid token
uuid id; -> {"type":"uuid","name":"id"} - undefined type name: uuid
local_timestamp_ms at; -> {"type":"local_timestamp_ms","name":"at"} - undefined type name: local_timestamp_ms
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
