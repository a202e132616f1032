#!/usr/bin/env bash
# DuckDB: what becomes of a sum of whole numbers that is exported to Parquet.
# Expected: sum() of a BIGINT is a whole number, in the file too. Parquet has no 128-bit integer, so an exporter would
#   write a decimal or refuse.
# Happens: sum() of any integer is a HUGEINT, and COPY ... TO Parquet writes a HUGEINT as DOUBLE without a word. A
#   value above 2^53 comes back changed and the column's type is no longer an integer.
# Versions: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6).
# So: a product whose gold table is exported this way breaks a contract that says "integer". Cast sums in the model
#   (sum(x)::BIGINT, or DECIMAL(38, 0)); compare the port's observed type with the declared one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @duckdb/node-api@1.5.6-r.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson();

const orders = '(VALUES (9007199254740993::BIGINT)) AS orders(amount)';
console.log('in the query:', ...(await rows(`SELECT typeof(sum(amount)), sum(amount) FROM ${orders}`)));
await rows(`COPY (SELECT sum(amount) AS total, sum(amount)::BIGINT AS cast_total FROM ${orders}) TO 'gold.parquet'`);
for (const row of await rows("DESCRIBE FROM 'gold.parquet'")) console.log('in the file:', row[0], row[1]);
console.log('read back:', ...(await rows("SELECT total::BIGINT, cast_total FROM 'gold.parquet'")));
JS
cat >stated.txt <<'OUT'
in the query: [ 'HUGEINT', '9007199254740993' ]
in the file: total DOUBLE
in the file: cast_total BIGINT
read back: [ '9007199254740992', '9007199254740993' ]
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
