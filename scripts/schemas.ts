import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { dataContractSchema } from '../src/compiler/document/contract.js';
import { fieldFacts } from '../src/compiler/document/shape/fields.js';
import { manifestSchema } from '../src/compiler/document/manifest.js';
import { dataProductSchema } from '../src/compiler/document/product.js';

/** The JSON Schemas of the three document kinds, for editors: `schemas/*.schema.json`, printed from the zod schemas. */
const KINDS = [
  { file: 'schemas/manifest.schema.json', title: 'Manifest', schema: manifestSchema },
  { file: 'schemas/data-product.schema.json', title: 'DataProduct', schema: dataProductSchema },
  { file: 'schemas/data-contract.schema.json', title: 'DataContract', schema: dataContractSchema },
];

function jsonSchema(schema: z.ZodType, title: string): Record<string, unknown> {
  const printed = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: out }) => {
      const keys = fieldFacts.get(zodSchema as unknown as z.ZodType)?.keys;
      if (keys === undefined) return;
      // A known field may have the form of the free keys; it is none of them.
      const free = `^(?!(?:${Object.keys(out.properties ?? {}).join('|')})$)${keys.replace(/^\^/, '')}`;
      out.patternProperties = { [free]: out.additionalProperties as z.core.JSONSchema.BaseSchema };
      out.additionalProperties = false;
    },
  });
  const { $schema, ...rest } = printed;
  return { $schema, title: `${title} (apiVersion floe.dev/v1)`, ...rest };
}

/** What the files must hold. */
export function schemaFiles(): { readonly path: string; readonly content: string }[] {
  return KINDS.map(({ file, title, schema }) => ({
    path: file,
    content: `${JSON.stringify(jsonSchema(schema, title), null, 2)}\n`,
  }));
}

/** Writes the files below `root`, or, to check, only names those that differ. */
export function writeSchemas(root: string, check: boolean): string[] {
  const stale = schemaFiles().filter(({ path: file, content }) => {
    try {
      return readFileSync(path.join(root, file), 'utf8') !== content;
    } catch {
      return true;
    }
  });
  if (!check) {
    mkdirSync(path.join(root, 'schemas'), { recursive: true });
    for (const { path: file, content } of stale) writeFileSync(path.join(root, file), content);
  }
  return stale.map((each) => each.path);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const check = process.argv.includes('--check');
  const stale = writeSchemas(path.join(import.meta.dirname, '..'), check);
  if (check && stale.length > 0) {
    console.error(`Not as generated: ${stale.join(', ')}. Run \`npm run generate\`.`);
    process.exitCode = 1;
  }
}
