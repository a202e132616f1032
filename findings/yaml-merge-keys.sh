#!/usr/bin/env bash
# YAML: "<<: *defaults" and a date, read by js-yaml 4, js-yaml 5 and yaml.
# Expected: js-yaml merges the anchor's keys and makes dates Date objects, as it always has; yaml, which follows YAML
#   1.2, does so on request.
# Happens: since version 5 js-yaml follows YAML 1.2 as well: "<<" stays a key of its own, a date a string, and !!set
#   or !!binary are errors. Nothing in the document tells that it is read in another way.
# Versions: js-yaml 4.1.1 and 5.5.0, yaml 2.9.1.
# So: model and contract files written for dbt lean on merge keys. A tool that goes from js-yaml 4 to 5 loses the
#   merged columns without an error: ask for merging expressly (yaml: merge true) and test one file with an anchor.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  yaml@2.9.1 js-yaml-4@npm:js-yaml@4.1.1 js-yaml-5@npm:js-yaml@5.5.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { parse } from 'yaml';
import * as four from 'js-yaml-4';
import * as five from 'js-yaml-5';

const text = `
defaults: &defaults { tests: [not_null] }
column: { <<: *defaults, name: order_id }
valid_from: 2024-01-01
`;
const readers = {
  'js-yaml 4': () => four.load(text),
  'js-yaml 5': () => five.load(text),
  yaml: () => parse(text),
  'yaml, merge': () => parse(text, { merge: true }),
};
for (const [name, read] of Object.entries(readers)) {
  const { column, valid_from } = read();
  console.log(`${name}: column ${JSON.stringify(column)}, valid_from is a ${valid_from.constructor.name}`);
}
JS
cat >stated.txt <<'OUT'
js-yaml 4: column {"tests":["not_null"],"name":"order_id"}, valid_from is a Date
js-yaml 5: column {"<<":{"tests":["not_null"]},"name":"order_id"}, valid_from is a String
yaml: column {"<<":{"tests":["not_null"]},"name":"order_id"}, valid_from is a String
yaml, merge: column {"tests":["not_null"],"name":"order_id"}, valid_from is a String
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
