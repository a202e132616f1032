#!/usr/bin/env bash
# JSON Schema: what two diff tools say of the changes that a contract fears and of those it does not.
# Expected: a value dropped from an enum, a new pattern or a new format is told as a narrowing; a new description, or
#   the same "required" in another order, is told as compatible.
# Happens: json-schema-diff finds no change at all in enum, const, pattern and format (its page of keywords says so;
#   its verdict does not). json-schema-diff-validator takes every change of text for a break, descriptions and the
#   order of "required" included.
# Versions: json-schema-diff 1.0.0, json-schema-diff-validator 0.4.2.
# So: neither verdict can stand in for rules of a contract's own: a green diff of json-schema-diff may hide a dropped
#   enum value, and a red one of the validator may be a typo mended.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact json-schema-diff@1.0.0 json-schema-diff-validator@0.4.2
npm pkg get dependencies

cat >run.mjs <<'JS'
import jsonSchemaDiff from 'json-schema-diff';
import validator from 'json-schema-diff-validator';

const changes = {
  'maxLength lowered': [{ type: 'string', maxLength: 5 }, { type: 'string', maxLength: 3 }],
  'enum value dropped': [{ type: 'string', enum: ['open', 'paid'] }, { type: 'string', enum: ['open'] }],
  'const changed': [{ const: 'v1' }, { const: 'v2' }],
  'pattern added': [{ type: 'string' }, { type: 'string', pattern: '^[A-Z]+$' }],
  'format added': [{ type: 'string' }, { type: 'string', format: 'date' }],
  'description changed': [{ type: 'string', description: 'one' }, { type: 'string', description: 'two' }],
  'required reordered': [{ type: 'object', required: ['a', 'b'] }, { type: 'object', required: ['b', 'a'] }],
};
for (const [title, [before, after]] of Object.entries(changes)) {
  const { additionsFound, removalsFound } = await jsonSchemaDiff.diffSchemas({ sourceSchema: before, destinationSchema: after });
  const words = [additionsFound && 'wider', removalsFound && 'narrower'].filter(Boolean).join(' and ') || 'no change';
  let compatible = 'compatible';
  try {
    validator.validateSchemaCompatibility(before, after);
  } catch {
    compatible = 'incompatible';
  }
  console.log(`${title} | json-schema-diff: ${words} | json-schema-diff-validator: ${compatible}`);
}
JS
cat >stated.txt <<'OUT'
maxLength lowered | json-schema-diff: narrower | json-schema-diff-validator: incompatible
enum value dropped | json-schema-diff: no change | json-schema-diff-validator: incompatible
const changed | json-schema-diff: no change | json-schema-diff-validator: incompatible
pattern added | json-schema-diff: no change | json-schema-diff-validator: incompatible
format added | json-schema-diff: no change | json-schema-diff-validator: incompatible
description changed | json-schema-diff: no change | json-schema-diff-validator: incompatible
required reordered | json-schema-diff: no change | json-schema-diff-validator: incompatible
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
