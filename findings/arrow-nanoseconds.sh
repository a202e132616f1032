#!/usr/bin/env bash
# Apache Arrow: a Date with milliseconds, kept as a timestamp of nanoseconds.
# Expected: 00:00:00.123 becomes ...123000000 ns. The column is 64-bit integers, which hold it exactly.
# Happens: the writer multiplies as a floating-point number, so that the stored integer is off by up to a hundred
#   nanoseconds or so, and may fall into the millisecond before. Microseconds are exact.
# Versions: apache-arrow 21.2.0.
# So: timestamps written so do not join, deduplicate or compare with the same instants written by other Arrow
#   libraries. Write microseconds, or give the column BigInts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact apache-arrow@21.2.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { TimestampMicrosecond, TimestampNanosecond, vectorFromArray } from 'apache-arrow';

const raw = (text, type) => vectorFromArray([new Date(text)], type).data[0].values[0];
for (const text of ['2024-01-01T00:00:00.123Z', '2024-06-01T12:34:56.789Z', '2000-01-01T00:00:00.001Z']) {
  const exact = BigInt(Date.parse(text));
  console.log(text);
  console.log('  microseconds', raw(text, new TimestampMicrosecond('UTC')), 'off by', raw(text, new TimestampMicrosecond('UTC')) - exact * 1000n);
  console.log('  nanoseconds', raw(text, new TimestampNanosecond('UTC')), 'off by', raw(text, new TimestampNanosecond('UTC')) - exact * 1000000n);
}
JS
cat >stated.txt <<'OUT'
2024-01-01T00:00:00.123Z
  microseconds 1704067200123000n off by 0n
  nanoseconds 1704067200123000064n off by 64n
2024-06-01T12:34:56.789Z
  microseconds 1717245296789000n off by 0n
  nanoseconds 1717245296788999936n off by -64n
2000-01-01T00:00:00.001Z
  microseconds 946684800001000n off by 0n
  nanoseconds 946684800000999936n off by -64n
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
