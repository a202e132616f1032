#!/usr/bin/env bash
# DuckDB: dividing decimals, and the operator for whole quotients.
# Expected: DECIMAL / DECIMAL is a DECIMAL, as in PostgreSQL, Snowflake or BigQuery's NUMERIC; and a // b drops the
#   fraction of the quotient, whatever the numbers' types.
# Happens: every quotient and every avg() of decimals is a DOUBLE. And // drops the fraction of integers only: between
#   decimals or doubles it divides like /.
# Versions: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6).
# So: money that is divided in a DuckDB model leaves the decimal type. A contract that declares DECIMAL needs a cast
#   after the division, and trunc(a / b) says "whole quotient" for all types.
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
const price = '10.00::DECIMAL(18, 2)';
for (const expression of [
  `${price} * ${price}`,
  `${price} / ${price}`,
  `${price} / 3`,
  `avg(${price})`,
  `sum(${price})`,
  '7 // 2',
  '7.5 // 2',
  '7.5::DOUBLE // 2',
  'trunc(7.5 / 2)',
]) {
  const [[type, value]] = (await connection.runAndReadAll(`SELECT typeof(${expression}), (${expression})::VARCHAR`)).getRowsJson();
  console.log(expression, '->', type, value);
}
JS
cat >stated.txt <<'OUT'
10.00::DECIMAL(18, 2) * 10.00::DECIMAL(18, 2) -> DECIMAL(18,4) 100.0000
10.00::DECIMAL(18, 2) / 10.00::DECIMAL(18, 2) -> DOUBLE 1.0
10.00::DECIMAL(18, 2) / 3 -> DOUBLE 3.3333333333333335
avg(10.00::DECIMAL(18, 2)) -> DOUBLE 10.0
sum(10.00::DECIMAL(18, 2)) -> DECIMAL(38,2) 10.00
7 // 2 -> INTEGER 3
7.5 // 2 -> DOUBLE 3.75
7.5::DOUBLE // 2 -> DOUBLE 3.75
trunc(7.5 / 2) -> DOUBLE 3.0
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
