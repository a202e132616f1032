#!/usr/bin/env bash
# JSON-LD: integers that come back from RDF as native JSON values.
# Expected: with useNativeTypes an integer that JSON cannot hold exactly, or that is not in canonical form, keeps its
#   typed literal: the value as text and xsd:integer beside it.
# Happens: the value stays text, but its type is dropped, so that going back to RDF it is a string. Integers that fit
#   are numbers, decimals keep their type.
# Versions: jsonld 9.0.0.
# So: row counts, sizes and keys of a catalog's RDF view lose their type at 2^53. Do not read RDF with useNativeTypes,
#   or check the types after a round trip.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact jsonld@9.0.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import jsonld from 'jsonld';

const xsd = 'http://www.w3.org/2001/XMLSchema#';
const format = 'application/n-quads';
for (const [value, type] of [['5', 'integer'], ['9007199254740993', 'integer'], ['007', 'integer'], ['99.9', 'decimal']]) {
  const quad = `<https://example.com/orders> <https://example.com/rows> "${value}"^^<${xsd}${type}> .\n`;
  const document = await jsonld.fromRDF(quad, { format, useNativeTypes: true });
  const [read] = document[0]['https://example.com/rows'];
  const back = await jsonld.toRDF(document, { format });
  const short = (text) => text.match(/"[^"]*"\S*/)[0].replace(`<${xsd}`, 'xsd:').replace('>', '');
  console.log(short(quad), '-> JSON', JSON.stringify(read).replace(xsd, 'xsd:'), '-> RDF', short(back));
}
JS
cat >stated.txt <<'OUT'
"5"^^xsd:integer -> JSON {"@value":5} -> RDF "5"^^xsd:integer
"9007199254740993"^^xsd:integer -> JSON {"@value":"9007199254740993"} -> RDF "9007199254740993"
"007"^^xsd:integer -> JSON {"@value":"007"} -> RDF "007"
"99.9"^^xsd:decimal -> JSON {"@value":"99.9","@type":"xsd:decimal"} -> RDF "99.9"^^xsd:decimal
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
