#!/usr/bin/env bash
# JSON-LD and XML Schema: a decimal of a dataset's description that is written as a JSON number.
# Expected: 99.9 of the type xsd:decimal becomes "99.9"^^xsd:decimal.
# Happens: JSON numbers with a fraction are written as doubles are, whatever type the context gives them:
#   "9.99E1"^^xsd:decimal, which is no decimal, as xsd:decimal has no exponent. A SHACL shape that asks for
#   xsd:decimal then refuses the value. And a number so small that JavaScript writes it without a point (5e-7) becomes
#   0, a valid decimal.
# Versions: jsonld 9.0.0, n3 2.13.12, rdf-validate-shacl 0.6.5.
# So: export prices, percentages and sizes of a catalog to JSON-LD as strings ("99.9"); whole numbers may stay
#   numbers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact jsonld@9.0.0 n3@2.13.12 rdf-validate-shacl@0.6.5
npm pkg get dependencies

cat >run.mjs <<'JS'
import jsonld from 'jsonld';
import N3 from 'n3';
import Validator from 'rdf-validate-shacl';

const context = { completeness: { '@id': 'https://example.com/completeness', '@type': 'http://www.w3.org/2001/XMLSchema#decimal' } };
const shapes = new N3.Store(
  new N3.Parser().parse(`
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    <https://example.com/shape> a sh:NodeShape ; sh:targetNode <https://example.com/orders> ;
      sh:property [ sh:path <https://example.com/completeness> ; sh:datatype <http://www.w3.org/2001/XMLSchema#decimal> ] .`),
);
for (const completeness of [99, 99.9, '99.9', 0.0000005]) {
  const document = { '@context': context, '@id': 'https://example.com/orders', completeness };
  const quads = await jsonld.toRDF(document, { format: 'application/n-quads' });
  const { conforms } = await new Validator(shapes).validate(new N3.Store(new N3.Parser().parse(quads)));
  console.log(JSON.stringify(completeness), '->', quads.match(/"[^"]*"\^\^\S*(?=>)/)[0].replace(/<.*#/, 'xsd:'), 'conforms', conforms);
}
JS
cat >stated.txt <<'OUT'
99 -> "99"^^xsd:decimal conforms true
99.9 -> "9.990000000000001E1"^^xsd:decimal conforms false
"99.9" -> "99.9"^^xsd:decimal conforms true
5e-7 -> "0"^^xsd:decimal conforms true
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
