#!/usr/bin/env bash
# BigQuery: values on their way through Google's client for JavaScript, without a connection.
# Expected: the microseconds of a timestamp survive whichever way its zone is written; a list of numbers becomes an
#   array that holds them all.
# Happens: BigQuery.timestamp() keeps microseconds of a text that ends in Z and cuts those of a text with an offset,
#   or with a blank for the T, to milliseconds. The type of a list of parameters is that of its first element, so [1,
#   2.5] is sent as an array of INT64, and 1.0 is an INT64.
# Versions: @google-cloud/bigquery 9.3.0.
# So: high-water marks and quality checks that are sent as parameters go in UTC with Z, and with types stated (the
#   option types) where a number may be whole.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @google-cloud/bigquery@9.3.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { BigQuery } from '@google-cloud/bigquery';

for (const text of ['2024-01-01T00:00:00.123456Z', '2024-01-01T02:00:00.123456+02:00', '2024-01-01 00:00:00.123456 UTC'])
  console.log(`timestamp ${text} -> ${BigQuery.timestamp(text).value}`);
for (const value of [1.5, 1.0, [1.5, 2], [1, 2.5], { net: 1.0, gross: 1.19 }]) {
  const { parameterType } = BigQuery.valueToQueryParameter_(value);
  const { type, arrayType, structTypes } = parameterType;
  const inner = arrayType?.type ?? structTypes?.map(({ name, type: each }) => `${name} ${each.type}`).join(', ');
  console.log(`parameter ${JSON.stringify(value)} -> ${type}${inner ? `<${inner}>` : ''}`);
}
JS
cat >stated.txt <<'OUT'
timestamp 2024-01-01T00:00:00.123456Z -> 2024-01-01T00:00:00.123456000Z
timestamp 2024-01-01T02:00:00.123456+02:00 -> 2024-01-01T00:00:00.123Z
timestamp 2024-01-01 00:00:00.123456 UTC -> 2024-01-01T00:00:00.123Z
parameter 1.5 -> FLOAT64
parameter 1 -> INT64
parameter [1.5,2] -> ARRAY<FLOAT64>
parameter [1,2.5] -> ARRAY<INT64>
parameter {"net":1,"gross":1.19} -> STRUCT<net INT64, gross FLOAT64>
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
