#!/usr/bin/env bash
# Zod: the JSON Schema of a Zod schema, held against the documents that Zod itself accepts.
# Expected: what parse() takes, the schema from toJSONSchema() takes: it is published so that editors and other
#   languages check documents the same way.
# Happens: the schema describes what comes out, not what goes in. A property with a default is required, unknown keys
#   are refused although parse() drops them; with io: "input" both pass. In either mode the flag i of a pattern is
#   lost, so "EUR" and "eur" part ways.
# Versions: zod 4.6.7, ajv 8.20.0.
# So: publish the input side of a document's schema, write case-insensitive patterns out ([Ee]), and let a test hold
#   the two against one another with a JSON Schema validator.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact zod@4.6.7 ajv@8.20.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { z } from 'zod';
import Ajv from 'ajv/dist/2020.js';

const contract = z.object({
  currency: z.string().regex(/^[a-z]{3}$/i),
  interval: z.string().default('P1D'),
});
const ajv = new Ajv.default();
const validators = {
  output: ajv.compile(z.toJSONSchema(contract)),
  input: ajv.compile(z.toJSONSchema(contract, { io: 'input' })),
};
const documents = [{ currency: 'eur', interval: 'P1D' }, { currency: 'eur' }, { currency: 'eur', interval: 'P1D', note: 'x' }, { currency: 'EUR', interval: 'P1D' }];
for (const document of documents) {
  const verdicts = Object.entries(validators).map(([io, validate]) => `JSON Schema (${io}) ${validate(document)}`);
  console.log(`${JSON.stringify(document)}: zod ${contract.safeParse(document).success}, ${verdicts.join(', ')}`);
}
JS
cat >stated.txt <<'OUT'
{"currency":"eur","interval":"P1D"}: zod true, JSON Schema (output) true, JSON Schema (input) true
{"currency":"eur"}: zod true, JSON Schema (output) false, JSON Schema (input) true
{"currency":"eur","interval":"P1D","note":"x"}: zod true, JSON Schema (output) false, JSON Schema (input) true
{"currency":"EUR","interval":"P1D"}: zod true, JSON Schema (output) false, JSON Schema (input) false
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
