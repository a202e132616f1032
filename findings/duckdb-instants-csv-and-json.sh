#!/usr/bin/env bash
# DuckDB: one instant with an offset, read from CSV and from JSON lines.
# Expected: the same text infers the same type in both readers.
# Happens: the CSV reader infers TIMESTAMP WITH TIME ZONE; the JSON reader converts to UTC and infers TIMESTAMP, which
#   knows no zone. Another session zone then shifts the one and not the other.
# Versions: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6).
# So: schema observed from files depends on their format. A catalog that compares a JSON port with a contract of
#   timestamptz should name the column's type when reading (columns = {...}) rather than trust inference.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @duckdb/node-api@1.5.6-r.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

writeFileSync('events.csv', 'happened\n2024-01-01T00:00:00+02:00\n');
writeFileSync('events.json', '{"happened": "2024-01-01T00:00:00+02:00"}\n');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
for (const zone of ['UTC', 'Asia/Tokyo']) {
  await connection.run(`SET timezone = '${zone}'`);
  for (const file of ['events.csv', 'events.json']) {
    const [[type, hour]] = (await connection.runAndReadAll(`SELECT typeof(happened), hour(happened)::INTEGER FROM '${file}'`)).getRowsJson();
    console.log(zone, file, '->', type, 'hour', hour);
  }
}
JS
cat >stated.txt <<'OUT'
UTC events.csv -> TIMESTAMP WITH TIME ZONE hour 22
UTC events.json -> TIMESTAMP hour 22
Asia/Tokyo events.csv -> TIMESTAMP WITH TIME ZONE hour 7
Asia/Tokyo events.json -> TIMESTAMP hour 22
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
