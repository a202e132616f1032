#!/usr/bin/env bash
# SHACL: one set of shapes over the description of a dataset, two validators for JavaScript.
# Expected: they agree; a class in the data includes its subclasses, durations are compared by their length, and a
#   constraint that an engine lacks is told.
# Happens: shacl-engine follows no rdfs:subClassOf that stands in the data, so shapes for a class do not reach its
#   subclasses, and lets a sh:sparql constraint pass unless its plugin is given; rdf-validate-shacl stops with an
#   error there. Both find P2D no longer than PT24H, and 2^53 + 1 no larger than 2^53. xsd:date is checked for its
#   form by one.
# Versions: rdf-validate-shacl 0.6.5, shacl-engine 1.1.2, @zazuko/env 3.0.1, n3 2.13.12.
# So: "conforms" names the engine. Freshness as xsd:duration and large counts do not belong into SHACL comparisons;
#   write the superclasses out in the data that is validated.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  rdf-validate-shacl@0.6.5 shacl-engine@1.1.2 @zazuko/env@3.0.1 n3@2.13.12
npm pkg get dependencies

cat >run.mjs <<'JS'
import env from '@zazuko/env';
import N3 from 'n3';
import First from 'rdf-validate-shacl';
import { Validator as Second } from 'shacl-engine';

const graph = (turtle) => {
  const dataset = env.dataset();
  const prefixes = `@prefix : <https://example.com/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .`;
  for (const quad of new N3.Parser({ factory: env }).parse(prefixes + turtle)) dataset.add(quad);
  return dataset;
};
const shape = (constraint) => `:Shape a sh:NodeShape ; sh:targetClass :Dataset ; sh:property [ sh:path :has ; ${constraint} ] .`;
const cases = {
  'required, on a subclass': [shape('sh:minCount 1'), ':orders a :Table . :Table rdfs:subClassOf :Dataset .'],
  'class, by a subclass': [shape('sh:class :Owner'), ':orders a :Dataset ; :has :sales . :sales a :Team . :Team rdfs:subClassOf :Owner .'],
  'at most 24 hours': [shape('sh:maxInclusive "PT24H"^^xsd:dayTimeDuration'), ':orders a :Dataset ; :has "P2D"^^xsd:dayTimeDuration .'],
  'more than 2^53': [shape('sh:minExclusive 9007199254740992'), ':orders a :Dataset ; :has 9007199254740993 .'],
  'a date': [shape('sh:datatype xsd:date'), ':orders a :Dataset ; :has "2024-31-01"^^xsd:date .'],
  'a SPARQL constraint': [':Shape a sh:NodeShape ; sh:targetClass :Dataset ; sh:sparql [ sh:select "SELECT $this WHERE { $this ?p ?o }" ] .', ':orders a :Dataset .'],
};
for (const [title, [shapes, data]] of Object.entries(cases)) {
  const answers = {};
  for (const [name, validate] of Object.entries({
    'rdf-validate-shacl': () => new First(graph(shapes), { factory: env }).validate(graph(data)),
    'shacl-engine': () => new Second(graph(shapes), { factory: env }).validate({ dataset: graph(data) }),
  })) {
    try {
      answers[name] = (await validate()).conforms ? 'conforms' : 'violated';
    } catch (error) {
      answers[name] = `error: ${error.message.split(' http')[0]}`;
    }
  }
  console.log(`${title}: ${Object.entries(answers).map((each) => each.join(' ')).join(', ')}`);
}
JS
cat >stated.txt <<'OUT'
required, on a subclass: rdf-validate-shacl violated, shacl-engine conforms
class, by a subclass: rdf-validate-shacl conforms, shacl-engine violated
at most 24 hours: rdf-validate-shacl conforms, shacl-engine conforms
more than 2^53: rdf-validate-shacl violated, shacl-engine violated
a date: rdf-validate-shacl conforms, shacl-engine violated
a SPARQL constraint: rdf-validate-shacl error: Cannot find validator for constraint component, shacl-engine conforms
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
