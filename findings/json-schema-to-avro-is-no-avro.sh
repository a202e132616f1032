#!/usr/bin/env bash
# Avro and JSON Schema: a schema that is converted from the one to the other.
# Expected: integers up to 2^53 become long, numbers double, additionalProperties a map; the result is an Avro schema.
# Happens: the record's name is the schema's $id, a URL, which is no Avro name, so that Avro's libraries refuse the
#   whole. Beneath it every integer is an int of 32 bits, whatever its maximum, every number a float, and a map
#   becomes a record without fields.
# Versions: json-schema-to-avro 1.1.0, avsc 5.7.9.
# So: a contract's JSON Schema does not say enough for Avro (widths, decimals, names). Convert from the contract's own
#   types, and parse the result with an Avro library before publishing it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact json-schema-to-avro@1.1.0 avsc@5.7.9
npm pkg get dependencies

cat >run.mjs <<'JS'
import converter from 'json-schema-to-avro';
import avro from 'avsc';

const parses = (schema) => {
  try {
    avro.Type.forSchema(schema);
    return 'parses';
  } catch (error) {
    return `does not parse: ${error.message}`;
  }
};
const schema = converter.convert({
  $id: 'https://example.com/order',
  title: 'Order',
  type: 'object',
  required: ['rows', 'amount', 'labels'],
  properties: {
    rows: { type: 'integer', maximum: 9007199254740991 },
    amount: { type: 'number' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
  },
});
console.log('name', schema.name, '-', parses(schema));
console.log('with a name of its own -', parses({ ...schema, name: 'Order' }));
for (const { name, type } of schema.fields) console.log(name, JSON.stringify(type));
JS
cat >stated.txt <<'OUT'
name https://example.com/order - does not parse: invalid name: "https://example.com/order"
with a name of its own - parses
rows "int"
amount "float"
labels {"type":"record","name":"labels_record","fields":[]}
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
