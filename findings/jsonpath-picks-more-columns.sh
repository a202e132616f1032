#!/usr/bin/env bash
# JSONPath: "the columns that are PII", asked of a contract by four libraries.
# Expected: $.columns[?(@.pii)] picks the columns whose pii is true.
# Happens: under RFC 9535 a path in a filter asks whether the member exists, so false and null are picked too; the
#   older libraries evaluate it as JavaScript does and pick true alone. ==, which compares types in the RFC, takes 1
#   and "1" for equal in the older ones, and a missing member for null; [-1] finds nothing there.
# Versions: json-p3 2.3.1, jsonpath-rfc9535 1.3.0, jsonpath-plus 10.4.0, jsonpath 1.3.0.
# So: rules over documents that are kept as JSONPath say == true, and name the library or the RFC that reads them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  json-p3@2.3.1 jsonpath-rfc9535@1.3.0 jsonpath-plus@10.4.0 jsonpath@1.3.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import * as p3 from 'json-p3';
import * as rfc from 'jsonpath-rfc9535';
import { JSONPath } from 'jsonpath-plus';
import jsonpath from 'jsonpath';

const contract = {
  columns: [
    { name: 'email', pii: true, level: 1 },
    { name: 'id', pii: false, level: '1' },
    { name: 'note', pii: null },
    { name: 'amount' },
  ],
};
const libraries = {
  'json-p3': (query) => p3.query(query, contract).values(),
  'jsonpath-rfc9535': (query) => rfc.query(contract, query),
  'jsonpath-plus': (path) => JSONPath({ path, json: contract }),
  jsonpath: (query) => jsonpath.query(contract, query),
};
for (const query of ['$.columns[?(@.pii)].name', '$.columns[?(!@.pii)].name', '$.columns[?(@.pii == true)].name', '$.columns[?(@.pii == null)].name', '$.columns[?(@.level == 1)].name', '$.columns[-1].name']) {
  console.log(query);
  for (const [name, ask] of Object.entries(libraries)) console.log(`  ${name}: ${ask(query).join(' ') || 'nothing'}`);
}
JS
cat >stated.txt <<'OUT'
$.columns[?(@.pii)].name
  json-p3: email id note
  jsonpath-rfc9535: email id note
  jsonpath-plus: email
  jsonpath: email
$.columns[?(!@.pii)].name
  json-p3: amount
  jsonpath-rfc9535: amount
  jsonpath-plus: id note amount
  jsonpath: id note amount
$.columns[?(@.pii == true)].name
  json-p3: email
  jsonpath-rfc9535: email
  jsonpath-plus: email
  jsonpath: email
$.columns[?(@.pii == null)].name
  json-p3: note
  jsonpath-rfc9535: note
  jsonpath-plus: note amount
  jsonpath: note amount
$.columns[?(@.level == 1)].name
  json-p3: email
  jsonpath-rfc9535: email
  jsonpath-plus: email id
  jsonpath: email id
$.columns[-1].name
  json-p3: amount
  jsonpath-rfc9535: amount
  jsonpath-plus: nothing
  jsonpath: nothing
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
