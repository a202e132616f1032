import type { CompiledTerm } from '../../compiler/artifact.js';
import type { Transaction } from '../database.js';
import { TermRow } from '../rows/platform/TermRow.js';
import { TermUseRow } from '../rows/products/TermUseRow.js';
import { sql } from '../sql.js';

/**
 * Makes these the terms of a manifest, in place of those of its versions before; a term that another manifest explains
 * stays that one's. Returns the names of those that are gone and of those that stand.
 */
export async function putTerms(
  tx: Transaction,
  manifest: { readonly id: number; readonly name: string },
  glossary: readonly CompiledTerm[],
): Promise<{ readonly gone: readonly string[]; readonly standing: readonly string[] }> {
  const own = sql`manifest_id IN (SELECT m.id FROM manifests m WHERE m.name = ${manifest.name})`;
  const before = await tx.all<{ name: string }>(sql`SELECT name AS "name" FROM terms WHERE ${own}`);
  if (before.length > 0) await tx.run(sql`DELETE FROM terms WHERE ${own}`);
  const rows = glossary.map(({ name, definition, owner }) => ({
    name,
    definition,
    ownerTeam: owner?.team ?? null,
    ownerEmail: owner?.email ?? null,
    ownerSlack: owner?.slack ?? null,
    manifestId: manifest.id,
  }));
  if (rows.length > 0) await tx.insertNew(TermRow, rows, ['name']);
  const standing =
    rows.length > 0
      ? await tx.all<{ name: string }>(sql`SELECT name AS "name" FROM terms WHERE manifest_id = ${manifest.id}`)
      : [];
  return { gone: before.map(({ name }) => name), standing: standing.map(({ name }) => name) };
}

/** What names which term, of products whose uses were dropped before. */
export const insertTermUses = (tx: Transaction, uses: readonly Omit<TermUseRow, 'id'>[]): Promise<void> =>
  tx.insert(TermUseRow, uses);
