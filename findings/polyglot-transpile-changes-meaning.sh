#!/usr/bin/env bash
# @polyglot-sql/sdk: queries that say something else after transpile(), run in both engines where both can be run
#   here.
# Expected: a rewritten query returns what the first returned, or transpile() reports that it cannot.
# Happens: success is reported for queries that change. From PostgreSQL to DuckDB the pattern of to_char is handed to
#   strftime as it is, so that every row reads "YYYY-MM-DD"; the whole quotient of integers becomes a fraction; 2.5
#   rounds to 3. Snowflake's DATE_TRUNC('week') becomes a day in MySQL; DATEDIFF in months loses its second date and
#   gains a column called MONTH in SQLite; LOG, to the base 10 in PostgreSQL, stays LOG in BigQuery, the natural
#   logarithm.
# Versions: @polyglot-sql/sdk 0.12.1; @electric-sql/pglite 0.5.17 (PostgreSQL), @duckdb/node-api 1.5.6-r.1.
# So: a migration between platforms may propose such a rewrite, never apply it. Run both on the same rows first;
#   patterns of dates, time buckets, division, rounding and LOG are where to look.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  @polyglot-sql/sdk@0.12.1 @electric-sql/pglite@0.5.17 @duckdb/node-api@1.5.6-r.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import { transpile } from '@polyglot-sql/sdk';
import { PGlite } from '@electric-sql/pglite';
import { DuckDBInstance } from '@duckdb/node-api';

const postgres = await PGlite.create();
const duckdb = await (await DuckDBInstance.create(':memory:')).connect();
const orders = "CREATE TABLE orders AS SELECT 7 AS items, 2 AS boxes, TIMESTAMP '2024-01-31 10:00:00' AS placed";
await postgres.exec(orders);
await duckdb.run(orders);
for (const sql of [
  "SELECT to_char(placed, 'YYYY-MM-DD') FROM orders",
  'SELECT CAST(items / boxes AS VARCHAR) FROM orders',
  'SELECT CAST(round(CAST(2.5 AS DOUBLE PRECISION)) AS INTEGER) FROM orders',
]) {
  const { success, sql: [rewritten] } = transpile(sql, 'postgresql', 'duckdb');
  const [[before]] = (await postgres.query(sql, [], { rowMode: 'array' })).rows;
  const [[after]] = (await duckdb.runAndReadAll(rewritten)).getRowsJson();
  console.log(`postgresql -> duckdb (success ${success})\n  ${sql} -> ${before}\n  ${rewritten} -> ${after}`);
}
for (const [from, to, sql] of [
  ['snowflake', 'mysql', "SELECT DATE_TRUNC('week', placed) FROM orders"],
  ['snowflake', 'sqlite', 'SELECT DATEDIFF(month, placed, paid) FROM orders'],
  ['postgresql', 'bigquery', 'SELECT LOG(amount) FROM orders'],
]) {
  const { success, sql: [rewritten] } = transpile(sql, from, to);
  console.log(`${from} -> ${to} (success ${success})\n  ${sql}\n  ${rewritten}`);
}
JS
cat >stated.txt <<'OUT'
postgresql -> duckdb (success true)
  SELECT to_char(placed, 'YYYY-MM-DD') FROM orders -> 2024-01-31
  SELECT STRFTIME(placed, 'YYYY-MM-DD') FROM orders -> YYYY-MM-DD
postgresql -> duckdb (success true)
  SELECT CAST(items / boxes AS VARCHAR) FROM orders -> 3
  SELECT CAST(items / boxes AS TEXT) FROM orders -> 3.5
postgresql -> duckdb (success true)
  SELECT CAST(round(CAST(2.5 AS DOUBLE PRECISION)) AS INTEGER) FROM orders -> 2
  SELECT CAST(ROUND(CAST(2.5 AS DOUBLE PRECISION)) AS INT) FROM orders -> 3
snowflake -> mysql (success true)
  SELECT DATE_TRUNC('week', placed) FROM orders
  SELECT DATE(placed) FROM orders
snowflake -> sqlite (success true)
  SELECT DATEDIFF(month, placed, paid) FROM orders
  SELECT CAST((JULIANDAY(MONTH) - JULIANDAY(placed)) AS INTEGER) FROM orders
postgresql -> bigquery (success true)
  SELECT LOG(amount) FROM orders
  SELECT LOG(amount) FROM orders
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
