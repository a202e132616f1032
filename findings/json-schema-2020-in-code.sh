#!/usr/bin/env bash
# JSON Schema 2020-12: a schema that is turned into TypeScript and into Zod.
# Expected: a tuple (prefixItems) becomes a tuple, "required" makes a property required wherever it stands, a $ref
#   into $defs is followed.
# Happens: json-schema-to-typescript reads items: false alone and writes never[], which no value but the empty list
#   fits. json-schema-to-zod writes an array of anything for the tuple and z.any() for the $ref. Both drop a required
#   name that "properties" does not list. Neither warns.
# Versions: json-schema-to-typescript 16.0.0, json-schema-to-zod 2.8.1.
# So: code made from a contract's schema may check less than the contract, or refuse all of its data. Publish draft-07
#   forms (items as a list, definitions) beside 2020-12, and resolve references first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact json-schema-to-typescript@16.0.0 json-schema-to-zod@2.8.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import { compile } from 'json-schema-to-typescript';
import { jsonSchemaToZod } from 'json-schema-to-zod';

const schemas = {
  'tuple of 2020-12': { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false },
  'tuple of draft 07': { type: 'array', items: [{ type: 'string' }, { type: 'integer' }], additionalItems: false, minItems: 2 },
  'required, not in properties': { type: 'object', required: ['id'], properties: { name: { type: 'string' } }, additionalProperties: false },
  reference: { $ref: '#/$defs/id', $defs: { id: { type: 'integer' } } },
};
for (const [title, schema] of Object.entries(schemas)) {
  const code = await compile(schema, 'Row', { bannerComment: '' });
  console.log(`${title}\n  TypeScript: ${code.replace(/\s+/g, ' ').trim()}\n  Zod: ${jsonSchemaToZod(schema).replace(/\s+/g, ' ')}`);
}
JS
cat >stated.txt <<'OUT'
tuple of 2020-12
  TypeScript: export type Row = never[];
  Zod: z.array(z.any())
tuple of draft 07
  TypeScript: /** * @minItems 2 */ export type Row = [string, number];
  Zod: z.tuple([z.string(),z.number().int()])
required, not in properties
  TypeScript: export interface Row { name?: string; }
  Zod: z.object({ "name": z.string().optional() }).strict()
reference
  TypeScript: export type Row = number;
  Zod: z.any()
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
