#!/usr/bin/env bash
# Avro: a type inferred from values (avsc's Type.forValue), then the same values written and read with it.
# Expected: what a type was inferred from comes back from it: a number with a fraction, or an integer above 32 bits, is
#   double or long.
# Happens: every one of them is "float", which has 24 bits: 19.99 comes back as 19.989999771118164, the integer
#   2147483649 as 2147483648, 10^15 as 999999986991104. Only numbers that float cannot reach at all become "double".
#   Nothing is raised; the same values pass isValid.
# Versions: avsc 5.7.9.
# So: write the schema of a port down, from what its source declares; where one must begin with a sample, hold the
#   inferred type against the sample by a round trip before it becomes a contract.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact avsc@5.7.9
npm pkg get dependencies

cat >run.mjs <<'JS'
import avro from 'avsc';

for (const value of [2147483647, 2147483649, 1e15, 19.99, 1e40]) {
  const type = avro.Type.forValue(value);
  console.log(`${value}: ${type}, valid ${type.isValid(value)}, comes back as ${type.fromBuffer(type.toBuffer(value))}`);
}
const order = { price: 19.99, customer: 3000000001 };
const type = avro.Type.forValue(order);
console.log(JSON.stringify(type.schema().fields));
console.log(JSON.stringify(order), 'comes back as', JSON.stringify(type.fromBuffer(type.toBuffer(order))));
JS
cat >stated.txt <<'OUT'
2147483647: "int", valid true, comes back as 2147483647
2147483649: "float", valid true, comes back as 2147483648
1000000000000000: "float", valid true, comes back as 999999986991104
19.99: "float", valid true, comes back as 19.989999771118164
1e+40: "double", valid true, comes back as 1e+40
[{"name":"price","type":"float"},{"name":"customer","type":"float"}]
{"price":19.99,"customer":3000000001} comes back as {"price":19.989999771118164,"customer":3000000000}
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
