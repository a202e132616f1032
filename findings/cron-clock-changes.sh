#!/usr/bin/env bash
# Cron: the runs of a schedule on the days when clocks change, by two libraries.
# Expected: two maintained libraries agree on when "30 2 * * *" runs on the day without a 02:30, and whether a run
#   every twenty minutes repeats in the hour that comes twice.
# Happens: on the day without a 02:30 in Berlin one runs at 03:30, the other at 03:00, both by the clock on the wall.
#   In the hour that comes twice in New York croner runs twice, and cron-parser is silent for 80 minutes where the
#   schedule says twenty.
# Versions: cron-parser 5.10.5, croner 11.0.1.
# So: the longest gap of a schedule, and so the age that a freshness promise allows, depends on the library in the
#   orchestrator. Keep schedules out of the hours from 1 to 3, or state them in UTC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact cron-parser@5.10.5 croner@11.0.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import { CronExpressionParser } from 'cron-parser';
import { Cron } from 'croner';

const cases = [
  ['30 2 * * *', 'Europe/Berlin', '2024-03-30T12:00:00Z', 2],
  ['*/20 1-3 * * *', 'America/New_York', '2024-11-03T05:00:00Z', 6],
];
for (const [expression, timeZone, from, count] of cases) {
  const start = new Date(from);
  const parser = CronExpressionParser.parse(expression, { tz: timeZone, currentDate: start });
  const runs = {
    'cron-parser': Array.from({ length: count }, () => parser.next().toDate()),
    croner: new Cron(expression, { timezone: timeZone, paused: true }).nextRuns(count, start),
  };
  console.log(expression, timeZone, 'after', from);
  for (const [library, dates] of Object.entries(runs))
    console.log(`  ${library}: ${dates.map((date) => `${date.toISOString().slice(8, 16)}Z`).join(' ')}`);
}
JS
cat >stated.txt <<'OUT'
30 2 * * * Europe/Berlin after 2024-03-30T12:00:00Z
  cron-parser: 31T01:30Z 01T00:30Z
  croner: 31T01:00Z 01T00:30Z
*/20 1-3 * * * America/New_York after 2024-11-03T05:00:00Z
  cron-parser: 03T05:20Z 03T05:40Z 03T07:00Z 03T07:20Z 03T07:40Z 03T08:00Z
  croner: 03T05:20Z 03T05:40Z 03T06:00Z 03T06:20Z 03T06:40Z 03T07:00Z
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
