#!/usr/bin/env bash
# @polyglot-sql/sdk: a query that says something else after transpile().
# Expected: a rewritten query returns what the first returned, or transpile() reports that it cannot.
# Happens: success is reported for queries that change. Snowflake's DATE_TRUNC('week') becomes a day in MySQL; a
#   DATEDIFF in months loses its second date and gains a column called MONTH in SQLite; the whole quotient of
#   PostgreSQL's integers becomes a fraction in SQLite; LOG, to the base 10 in PostgreSQL, is left as it is for
#   BigQuery, where it is the natural logarithm.
# Versions: @polyglot-sql/sdk 0.12.1.
# So: a migration between platforms may propose such a rewrite, never apply it. Run both on the same rows first; time
#   buckets, date differences, division and LOG are where to look.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @polyglot-sql/sdk@0.12.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import { transpile } from '@polyglot-sql/sdk';

const rewrites = [
  ['snowflake', 'mysql', "SELECT DATE_TRUNC('week', placed_on) FROM orders"],
  ['snowflake', 'sqlite', 'SELECT DATEDIFF(month, placed_on, paid_on) FROM orders'],
  ['postgresql', 'sqlite', 'SELECT items / boxes FROM orders'],
  ['postgresql', 'bigquery', 'SELECT LOG(amount) FROM orders'],
];
for (const [from, to, sql] of rewrites) {
  const result = transpile(sql, from, to);
  console.log(`${from} -> ${to} (success ${result.success})\n  ${sql}\n  ${result.sql}`);
}
JS
cat >stated.txt <<'OUT'
snowflake -> mysql (success true)
  SELECT DATE_TRUNC('week', placed_on) FROM orders
  SELECT DATE(placed_on) FROM orders
snowflake -> sqlite (success true)
  SELECT DATEDIFF(month, placed_on, paid_on) FROM orders
  SELECT CAST((JULIANDAY(MONTH) - JULIANDAY(placed_on)) AS INTEGER) FROM orders
postgresql -> sqlite (success true)
  SELECT items / boxes FROM orders
  SELECT CAST(items AS REAL) / boxes FROM orders
postgresql -> bigquery (success true)
  SELECT LOG(amount) FROM orders
  SELECT LOG(amount) FROM orders
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
