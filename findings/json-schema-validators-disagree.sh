#!/usr/bin/env bash
# JSON Schema 2020-12: one document, one schema, four validators for JavaScript.
# Expected: they agree on the keywords of the standard. format is a hint by default, multipleOf is exact, an unknown
#   regular expression is refused or not by all.
# Happens: jsonschema takes the schema without complaint and ignores the keywords of 2019 and 2020 (prefixItems,
#   dependentRequired, minContains, unevaluatedProperties). Ajv alone finds that 19.99 is no multiple of 0.01. A
#   format is checked by three, each with its own list. The pattern ^a\-b$, common in files written for Python, is an
#   error in three.
# Versions: ajv 8.20.0 with ajv-formats 3.0.1, @hyperjump/json-schema 1.18.0, jsonschema 1.5.0, @cfworker/json-schema
#   4.1.6.
# So: "valid against the schema" names the validator. Contracts keep to what all read alike: no multipleOf with
#   fractions, no escape that a pattern does not need, formats backed by a pattern.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  ajv@8.20.0 ajv-formats@3.0.1 @hyperjump/json-schema@1.18.0 jsonschema@1.5.0 @cfworker/json-schema@4.1.6
npm pkg get dependencies

cat >run.mjs <<'JS'
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { registerSchema, validate } from '@hyperjump/json-schema/draft-2020-12';
import jsonschema from 'jsonschema';
import { Validator } from '@cfworker/json-schema';

const ajv = new Ajv.default({ strict: false });
formats.default(ajv);
let count = 0;
const validators = {
  ajv: (schema, value) => ajv.validate(schema, value),
  hyperjump: async (schema, value) => {
    const id = `https://example.com/${(count += 1)}`;
    registerSchema(schema, id);
    return (await validate(id, value)).valid;
  },
  jsonschema: (schema, value) => new jsonschema.Validator().validate(value, schema).valid,
  cfworker: (schema, value) => new Validator(schema, '2020-12').validate(value).valid,
};
for (const [keywords, value] of [
  [{ prefixItems: [{ type: 'integer' }] }, ['a']],
  [{ dependentRequired: { net: ['currency'] } }, { net: 1 }],
  [{ contains: { type: 'string' }, minContains: 2 }, ['a']],
  [{ properties: { a: {} }, unevaluatedProperties: false }, { b: 1 }],
  [{ multipleOf: 0.01 }, 19.99],
  [{ format: 'date' }, '2024-02-30'],
  [{ format: 'time' }, '10:00:00'],
  [{ format: 'email' }, 'a@localhost'],
  [{ pattern: '^a\\-b$' }, 'a-b'],
]) {
  const answers = [];
  for (const [name, judge] of Object.entries(validators)) {
    try {
      answers.push(`${name} ${await judge({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...keywords }, value)}`);
    } catch {
      answers.push(`${name} error`);
    }
  }
  console.log(`${JSON.stringify(keywords)} ${JSON.stringify(value)}: ${answers.join(', ')}`);
}
JS
cat >stated.txt <<'OUT'
{"prefixItems":[{"type":"integer"}]} ["a"]: ajv false, hyperjump false, jsonschema true, cfworker false
{"dependentRequired":{"net":["currency"]}} {"net":1}: ajv false, hyperjump false, jsonschema true, cfworker false
{"contains":{"type":"string"},"minContains":2} ["a"]: ajv false, hyperjump false, jsonschema true, cfworker false
{"properties":{"a":{}},"unevaluatedProperties":false} {"b":1}: ajv false, hyperjump false, jsonschema true, cfworker false
{"multipleOf":0.01} 19.99: ajv false, hyperjump true, jsonschema true, cfworker true
{"format":"date"} "2024-02-30": ajv false, hyperjump true, jsonschema true, cfworker false
{"format":"time"} "10:00:00": ajv false, hyperjump true, jsonschema true, cfworker false
{"format":"email"} "a@localhost": ajv false, hyperjump true, jsonschema false, cfworker true
{"pattern":"^a\\-b$"} "a-b": ajv error, hyperjump error, jsonschema true, cfworker error
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
