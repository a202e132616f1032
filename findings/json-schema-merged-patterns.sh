#!/usr/bin/env bash
# JSON Schema: allOf of a company's rule and a domain's rule, merged into one schema.
# Expected: the merged schema takes what both take: a string that begins with ORD- and ends in two digits; an integer,
#   where one says integer and the other number.
# Happens: json-schema-merge-allof joins two patterns as lookaheads at one place, so that the merged pattern matches
#   nothing that either was written for. integer and number are called incompatible; of two descriptions or defaults
#   the first stays.
# Versions: json-schema-merge-allof 0.8.1, ajv 8.20.0.
# So: rules that are inherited stay beside one another in allOf, where validators read them rightly. Where one schema
#   is needed, hold the merged one against examples of both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact json-schema-merge-allof@0.8.1 ajv@8.20.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import mergeAllOf from 'json-schema-merge-allof';
import Ajv from 'ajv';

const ajv = new Ajv();
const cases = [
  [{ allOf: [{ type: 'string', pattern: '^ORD-' }, { type: 'string', pattern: '[0-9]{2}$' }] }, 'ORD-17'],
  [{ allOf: [{ type: 'string', minLength: 2 }, { type: 'string', maxLength: 3 }] }, 'abc'],
  [{ allOf: [{ type: 'integer' }, { type: 'number', minimum: 1 }] }, 5],
  [{ allOf: [{ type: 'string', description: 'company' }, { type: 'string', description: 'domain' }] }, 'x'],
];
for (const [schema, value] of cases) {
  let merged;
  try {
    merged = mergeAllOf(schema);
  } catch (error) {
    console.log(`${JSON.stringify(schema)}: ${JSON.stringify(value)} valid ${ajv.validate(schema, value)}, merging: ${error.message.split('.')[0]}`);
    continue;
  }
  console.log(`${JSON.stringify(schema)}: ${JSON.stringify(value)} valid ${ajv.validate(schema, value)}, merged ${JSON.stringify(merged)} valid ${ajv.validate(merged, value)}`);
}
JS
cat >stated.txt <<'OUT'
{"allOf":[{"type":"string","pattern":"^ORD-"},{"type":"string","pattern":"[0-9]{2}$"}]}: "ORD-17" valid true, merged {"type":"string","pattern":"(?=^ORD-)(?=[0-9]{2}$)"} valid false
{"allOf":[{"type":"string","minLength":2},{"type":"string","maxLength":3}]}: "abc" valid true, merged {"type":"string","minLength":2,"maxLength":3} valid true
{"allOf":[{"type":"integer"},{"type":"number","minimum":1}]}: 5 valid true, merging: Could not resolve values for path:"type"
{"allOf":[{"type":"string","description":"company"},{"type":"string","description":"domain"}]}: "x" valid true, merged {"type":"string","description":"company"} valid true
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
