#!/usr/bin/env bash
# Apache Arrow: comparing two schemas whose decimals differ in scale.
# Expected: compareSchemas and compareTypes tell DECIMAL(10, 2) from DECIMAL(38, 0), as they tell timestamps of
#   different zones apart.
# Happens: all decimals are equal to them, whatever precision, scale or width. Tables concatenate on that word, and
#   the rows of the second are then read with the first one's scale.
# Versions: apache-arrow 21.2.0.
# So: do not use Arrow's comparison to judge whether a port's schema changed; compare precision and scale yourself. A
#   change of scale multiplies every amount by a power of ten.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact apache-arrow@21.2.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { Decimal, Field, Schema, Table, TimestampSecond, util, vectorFromArray } from 'apache-arrow';

const schema = (type) => new Schema([new Field('amount', type)]);
const same = (title, left, right) =>
  console.log(title, '->', util.compareTypes(left, right), util.compareSchemas(schema(left), schema(right)));
same('zones UTC and Europe/Paris', new TimestampSecond('UTC'), new TimestampSecond('Europe/Paris'));
same('DECIMAL(10, 2) and DECIMAL(38, 0)', new Decimal(2, 10), new Decimal(0, 38));
same('DECIMAL(10, 2) of 128 and of 256 bits', new Decimal(2, 10, 128), new Decimal(2, 10, 256));

const table = (scale) => new Table({ amount: vectorFromArray([new Uint32Array([12345, 0, 0, 0])], new Decimal(scale, 10)) });
const both = table(2).concat(table(3));
console.log('123.45 and 12.345 together -> scale', both.schema.fields[0].type.scale, both.toArray().map(String).join(' '));
JS
cat >stated.txt <<'OUT'
zones UTC and Europe/Paris -> false false
DECIMAL(10, 2) and DECIMAL(38, 0) -> true true
DECIMAL(10, 2) of 128 and of 256 bits -> true true
123.45 and 12.345 together -> scale 2 {"amount": 12345} {"amount": 12345}
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
