#!/usr/bin/env bash
# Avro: a record that only moved to another namespace, read with avsc.
# Expected: it reads. The Avro specification resolves two records when their unqualified names agree.
# Happens: avsc compares the full names and refuses the reader ("no alias found"). An alias, or the option
#   ignoreNamespaces, makes it read; a new name within one namespace is refused alike.
# Versions: avsc 5.7.9.
# So: a catalog that judges an Avro change should tell a change of namespace as breaking for JavaScript consumers, and
#   propose the old full name as an alias, as the specification has it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact avsc@5.7.9
npm pkg get dependencies

cat >run.mjs <<'JS'
import avro from 'avsc';

const fields = [{ name: 'id', type: 'long' }];
const written = { type: 'record', name: 'Order', namespace: 'sales', fields };
const readers = {
  'same unqualified name': { type: 'record', name: 'Order', namespace: 'commerce', fields },
  'with the old name as alias': { type: 'record', name: 'Order', namespace: 'commerce', aliases: ['sales.Order'], fields },
};
const writer = avro.Type.forSchema(written);
const bytes = writer.toBuffer({ id: 7 });
for (const [title, schema] of Object.entries(readers)) {
  const reader = avro.Type.forSchema(schema);
  try {
    console.log(title, '->', JSON.stringify(reader.fromBuffer(bytes, reader.createResolver(writer))));
  } catch (error) {
    console.log(title, '->', error.message);
  }
}
const loose = avro.Type.forSchema(readers['same unqualified name']);
console.log('ignoreNamespaces ->', JSON.stringify(loose.fromBuffer(bytes, loose.createResolver(writer, { ignoreNamespaces: true }))));
JS
cat >stated.txt <<'OUT'
same unqualified name -> no alias found for sales.Order
with the old name as alias -> {"id":7}
ignoreNamespaces -> {"id":7}
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
