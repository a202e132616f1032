import type { CompiledTerm } from '../../compiler/artifact.js';
import type { Transaction } from '../../entities/database.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import { dropTermEntries, putEntries, type SearchEntry } from '../../entities/writes/search.js';
import { putTerms } from '../../entities/writes/terms.js';

const termEntry = ({ name, definition, owner }: CompiledTerm): SearchEntry => ({
  kind: 'term',
  key: name,
  title: name,
  text: [name, definition, owner?.team ?? '', owner?.email ?? ''].join(' ').toLowerCase(),
});

/** Brings the terms of a manifest, and what search finds of them, to what its glossary explains. */
export async function storeGlossary(tx: Transaction, row: ManifestRow): Promise<void> {
  const glossary = row.compiled.glossary ?? [];
  const { gone, standing } = await putTerms(tx, row, glossary);
  if (gone.length > 0) await dropTermEntries(tx, gone);
  const stands = new Set(standing);
  await putEntries(tx, glossary.filter(({ name }) => stands.has(name)).map(termEntry));
}
