#!/usr/bin/env bash
# Confluent's client for its schema registry: messages under a JSON Schema.
# Expected: the serializer of a schema registry refuses a message that the schema refuses; with validate: true it
#   takes one that the schema takes.
# Happens: by default nothing is checked, a string goes out under "integer". With validate: true every message is
#   refused as soon as the schema has a format (date, date-time, uri), valid ones too, since the validator behind it
#   is strict and knows no formats.
# Versions: @confluentinc/schemaregistry 1.10.1, with its built-in mock registry.
# So: a topic with a JSON Schema is not thereby a topic with valid messages. Pass validate: true and validateFormats:
#   false (Ajv's options go into the same object), and let a test send one good and one bad message.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @confluentinc/schemaregistry@1.10.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import registry from '@confluentinc/schemaregistry';

const { JsonSerializer, SchemaRegistryClient, SerdeType } = registry;
const client = SchemaRegistryClient.newClient({ baseURLs: ['mock://'] });
const schemas = {
  plain: { type: 'object', properties: { rows: { type: 'integer' } } },
  'with a format': { type: 'object', properties: { rows: { type: 'integer' }, day: { type: 'string', format: 'date' } } },
};
const options = {
  default: {},
  validate: { validate: true },
  'validate, formats left out': { validate: true, validateFormats: false },
};
for (const [title, schema] of Object.entries(schemas)) {
  await client.register(`${title}-value`, { schemaType: 'JSON', schema: JSON.stringify(schema) });
  for (const [name, conf] of Object.entries(options)) {
    const serializer = new JsonSerializer(client, SerdeType.VALUE, { useLatestVersion: true, ...conf });
    const answers = [];
    for (const message of [{ rows: 1, day: '2024-01-01' }, { rows: 'many' }]) {
      try {
        await serializer.serialize(title, message);
        answers.push(`${JSON.stringify(message)} sent`);
      } catch (error) {
        answers.push(`${JSON.stringify(message)} refused (${error.message.includes('format') ? 'unknown format' : 'invalid'})`);
      }
    }
    console.log(`${title}, ${name}: ${answers.join(', ')}`);
  }
}
JS
cat >stated.txt <<'OUT'
plain, default: {"rows":1,"day":"2024-01-01"} sent, {"rows":"many"} sent
plain, validate: {"rows":1,"day":"2024-01-01"} sent, {"rows":"many"} refused (invalid)
plain, validate, formats left out: {"rows":1,"day":"2024-01-01"} sent, {"rows":"many"} refused (invalid)
with a format, default: {"rows":1,"day":"2024-01-01"} sent, {"rows":"many"} sent
with a format, validate: {"rows":1,"day":"2024-01-01"} refused (unknown format), {"rows":"many"} refused (unknown format)
with a format, validate, formats left out: {"rows":1,"day":"2024-01-01"} sent, {"rows":"many"} refused (invalid)
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
