#!/usr/bin/env bash
# Durations in shorthand: what three common packages make of those in schedules, retention rules and ISO 8601.
# Expected: an ISO duration is read as one or refused; P1M is a month. A decimal comma is a decimal comma or an error,
#   a minus sign counts.
# Happens: parse-duration and timestring read P1D as a day, since they look for numbers and units only, and so P1M, a
#   month, as one minute. "1,5h" is fifteen hours to both. timestring drops the minus. M is a minute to all three, in
#   any case of letters.
# Versions: ms 2.1.3, parse-duration 2.1.9, timestring 7.0.0.
# So: a field that may hold P1M must not reach such a parser, even as the second choice. Tell by the leading P, and
#   refuse what is neither.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact ms@2.1.3 parse-duration@2.1.9 timestring@7.0.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import ms from 'ms';
import parseDuration from 'parse-duration';
import timestring from 'timestring';

const readers = { ms, 'parse-duration': parseDuration, timestring: (text) => timestring(text, 'ms') };
for (const text of ['1d', '1M', 'P1D', 'P1M', 'PT1M', '1,5h', '-1d']) {
  const answers = Object.entries(readers).map(([name, read]) => `${name} ${(read(text) ?? NaN) / 60000}`);
  console.log(`${text} in minutes: ${answers.join(', ')}`);
}
JS
cat >stated.txt <<'OUT'
1d in minutes: ms 1440, parse-duration 1440, timestring 1440
1M in minutes: ms 1, parse-duration 1, timestring 1
P1D in minutes: ms NaN, parse-duration 1440, timestring 1440
P1M in minutes: ms NaN, parse-duration 1, timestring 1
PT1M in minutes: ms NaN, parse-duration 1, timestring 1
1,5h in minutes: ms NaN, parse-duration 900, timestring 900
-1d in minutes: ms -1440, parse-duration -1440, timestring 1440
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
