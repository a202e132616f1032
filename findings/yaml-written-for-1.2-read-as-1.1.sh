#!/usr/bin/env bash
# YAML: text that the library yaml leaves without quotes, read by a tool that follows YAML 1.1, as dbt and the Python
#   tools for data contracts do.
# Expected: a writer quotes what any common reader would take for something else than text.
# Happens: yaml writes for YAML 1.2, so the country NO, the time 12:30, the date 2024-01-01, 1_000 and the switch on
#   stay bare. Under 1.1 they are false, 750, a timestamp, 1000 and true. js-yaml 5, which reads by 1.2 too, quotes
#   all of them.
# Versions: yaml 2.9.1, js-yaml 5.5.0.
# So: write YAML for other tools with the option compat: 'yaml-1.1', which quotes what the two versions read
#   differently.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact yaml@2.9.1 js-yaml@5.5.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { parse, stringify } from 'yaml';
import { dump } from 'js-yaml';

for (const value of ['NO', '12:30', '2024-01-01', '1_000', 'on', 'orders']) {
  const bare = stringify(value).trim();
  const compatible = stringify(value, { compat: 'yaml-1.1' }).trim();
  const read = JSON.stringify(parse(bare, { version: '1.1' }));
  console.log(`${value}: yaml writes ${bare}, read under 1.1 as ${read}; with compat ${compatible}; js-yaml ${dump(value).trim()}`);
}
JS
cat >stated.txt <<'OUT'
NO: yaml writes NO, read under 1.1 as false; with compat "NO"; js-yaml 'NO'
12:30: yaml writes 12:30, read under 1.1 as 750; with compat "12:30"; js-yaml '12:30'
2024-01-01: yaml writes 2024-01-01, read under 1.1 as "2024-01-01T00:00:00.000Z"; with compat "2024-01-01"; js-yaml '2024-01-01'
1_000: yaml writes 1_000, read under 1.1 as 1000; with compat "1_000"; js-yaml '1_000'
on: yaml writes on, read under 1.1 as true; with compat "on"; js-yaml 'on'
orders: yaml writes orders, read under 1.1 as "orders"; with compat orders; js-yaml orders
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
