#!/usr/bin/env bash
# pluralize: the nouns of tables and columns, made singular and plural.
# Expected: singular() leaves a singular noun as it is, plural() a plural one; caches, biases and canvases come back
#   as cache, bias and canvas.
# Happens: basis, axis, bias and canvas, already singular, lose their s; caches becomes cach, biases biase and
#   canvases canvase; skus, already plural, becomes skuses. The plural of schema is schemata.
# Versions: pluralize 8.0.0.
# So: what goes through pluralize is a suggestion, never a rename that is applied. A round trip that does not return
#   to the name shows the doubtful ones; addIrregularRule() mends those of a house.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact pluralize@8.0.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import pluralize from 'pluralize';

for (const word of ['basis', 'axis', 'bias', 'canvas', 'gps']) console.log(`singular(${word}) -> ${pluralize.singular(word)}`);
for (const word of ['caches', 'niches', 'biases', 'canvases', 'axes']) console.log(`singular(${word}) -> ${pluralize.singular(word)}`);
for (const word of ['skus', 'schema', 'index', 'feedback']) console.log(`plural(${word}) -> ${pluralize.plural(word)}`);
console.log('does not return:', ['cache', 'bias', 'status', 'address', 'database'].filter((word) => pluralize.singular(pluralize.plural(word)) !== word).join(' '));
JS
cat >stated.txt <<'OUT'
singular(basis) -> basi
singular(axis) -> axi
singular(bias) -> bia
singular(canvas) -> canva
singular(gps) -> gp
singular(caches) -> cach
singular(niches) -> nich
singular(biases) -> biase
singular(canvases) -> canvase
singular(axes) -> axe
plural(skus) -> skuses
plural(schema) -> schemata
plural(index) -> indices
plural(feedback) -> feedbacks
does not return: cache bias
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
