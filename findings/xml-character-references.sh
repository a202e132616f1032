#!/usr/bin/env bash
# XML and JUnit: the message of a failed test with a line break in an attribute, read with fast-xml-parser.
# Expected: &#10; and &#xA; are a line break, as XML 1.0 says without any declaration, like &lt; and &quot;.
# Happens: the five named entities are decoded, character references are left as they stand; the option htmlEntities,
#   whose name speaks of HTML, decodes them. Text that looks like a number becomes one: version 1.10 reads as 1.1.
# Versions: fast-xml-parser 5.12.1.
# So: a test that compares a JUnit report with what was written parses with htmlEntities: true and parseTagValue:
#   false.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact fast-xml-parser@5.12.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import { XMLParser } from 'fast-xml-parser';

const report = '<testcase name="orders &lt; 5"><failure message="first&#10;second&#xA;third"/><property>1.10</property></testcase>';
for (const options of [{}, { htmlEntities: true, parseTagValue: false }]) {
  const { testcase } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', ...options }).parse(report);
  console.log(JSON.stringify(options), JSON.stringify(testcase));
}
JS
cat >stated.txt <<'OUT'
{} {"failure":{"message":"first&#10;second&#xA;third"},"property":1.1,"name":"orders < 5"}
{"htmlEntities":true,"parseTagValue":false} {"failure":{"message":"first\nsecond\nthird"},"property":"1.10","name":"orders < 5"}
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
