#!/usr/bin/env bash
# Parquet: amounts and instants that DuckDB wrote, read with hyparquet; whole numbers written with hyparquet-writer.
# Expected: DECIMAL(38, 2) and TIMESTAMP in microseconds come back whole (64-bit integers do, as BigInt), and a column
#   of JavaScript integers is written in a type that holds them.
# Happens: decimals become floating-point numbers and instants become Dates, so digits beyond 15 or so, micro- and
#   nanoseconds are gone without a word. The writer takes whole numbers for INT32 and refuses a column with one above
#   2^31, while one with a fraction in it is DOUBLE.
# Versions: hyparquet 1.31.5, hyparquet-writer 0.17.0, @duckdb/node-api 1.5.6-r.1.
# So: compare sums and high-water marks of a port in the engine, not from rows read in JavaScript. State the column's
#   type when writing, or hand over BigInts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  hyparquet@1.31.5 hyparquet-writer@0.17.0 @duckdb/node-api@1.5.6-r.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(`COPY (SELECT
  12345678901234567.89::DECIMAL(38, 2) AS amount,
  TIMESTAMP '2024-01-01 00:00:00.123456' AS at,
  9007199254740993::BIGINT AS rows) TO 'orders.parquet'`);
const [row] = await parquetReadObjects({ file: await asyncBufferFromFile('orders.parquet') });
console.log('amount', row.amount, '| at', row.at.toISOString(), '| rows', row.rows);

for (const data of [[1, 2], [1, 2.5], [1, 3000000000], [1n, 3000000000n]]) {
  try {
    parquetWriteBuffer({ columnData: [{ name: 'size', data }] });
    console.log('written:', ...data);
  } catch (error) {
    console.log('refused:', ...data, '-', error.message);
  }
}
JS
cat >stated.txt <<'OUT'
amount 12345678901234568 | at 2024-01-01T00:00:00.123Z | rows 9007199254740993n
written: 1 2
written: 1 2.5
refused: 1 3000000000 - parquet expected int32 value, got 3000000000
written: 1n 3000000000n
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
