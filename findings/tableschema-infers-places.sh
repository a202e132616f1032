#!/usr/bin/env bash
# Frictionless Table Schema: inferring the schema of a table with decimal commas and leading zeros.
# Expected: "1,5" is text (or a number with decimalChar), "007" is text.
# Happens: a column of decimal commas is inferred as geopoint, a pair of longitude and latitude; the code "007" as
#   number, which then casts to 7. Instants with an offset or with fractions of a second stay strings, as the default
#   datetime takes whole seconds and Z alone.
# Versions: tableschema 1.12.6.
# So: a schema drafted from data is a proposal. Show inferred geopoints and numbers with leading zeros to a person
#   before they become a contract.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact tableschema@1.12.6
npm pkg get dependencies

cat >run.mjs <<'JS'
import tableschema from 'tableschema';

const schema = await tableschema.infer([
  ['price', 'store_code', 'year_opened', 'at_utc', 'at_offset', 'at_fraction'],
  ['1,5', '007', '2019', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00+02:00', '2024-01-01T00:00:00.5Z'],
  ['12,25', '010', '2020', '2024-01-02T00:00:00Z', '2024-01-02T00:00:00+02:00', '2024-01-02T00:00:00.5Z'],
]);
for (const field of schema.fields) console.log(field.name, '->', field.type);
const cast = (name, value) => new tableschema.Field(schema.fields.find((field) => field.name === name)).castValue(value);
console.log('price "1,5" casts to', JSON.stringify(cast('price', '1,5')));
console.log('store_code "007" casts to', JSON.stringify(cast('store_code', '007')));
JS
cat >stated.txt <<'OUT'
price -> geopoint
store_code -> number
year_opened -> year
at_utc -> datetime
at_offset -> string
at_fraction -> string
price "1,5" casts to [1,5]
store_code "007" casts to 7
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
