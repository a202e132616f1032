import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { CatalogError } from '../../errors.js';

/** Texts of documents by their ids. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** The manifest that Apollo's tools write. */
const APOLLO = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});
/** What relay-compiler and GraphQL Code Generator write. */
const BY_ID = z.record(z.string(), z.string());
const MANIFEST = z.union([
  APOLLO.transform(({ operations }) => operations.map(({ id, body }) => [id, body] as const)),
  BY_ID.transform((texts) => Object.entries(texts)),
]);

/** The bare id: `sha256:` before one says what a hash says by its length. */
export const bareId = (id: string): string => id.replace(/^sha256:/, '');

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CatalogError(
      'BAD_USER_INPUT',
      `TRUSTED_DOCUMENTS="${file}" cannot be read: ${(error as Error).message}.`,
    );
  }
}

/**
 * The documents of a file: `{id: text}`, or the manifest of Apollo's tools. Throws CatalogError BAD_USER_INPUT for a file
 * that is neither.
 */
export function readTrusted(file: string): TrustedDocuments {
  const manifest = MANIFEST.safeParse(parsed(file));
  if (manifest.success) return new Map(manifest.data.map(([id, text]) => [bareId(id), text]));
  const expected = '{"<id>": "<document>"}, or a manifest of format apollo-persisted-query-manifest, version 1';
  throw new CatalogError('BAD_USER_INPUT', `TRUSTED_DOCUMENTS="${file}" holds no documents: expected ${expected}.`);
}
