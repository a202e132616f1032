import type { Context } from '../../context.js';
import type { TermRow } from '../../entities/rows/platform/TermRow.js';

/** The terms of these names, in their order; one that no glossary explains any more is left out. */
export async function termsNamed(names: readonly string[], { loaders }: Context): Promise<TermRow[]> {
  const found = await Promise.all(names.map((name) => loaders.termByName.load(name)));
  return found.filter((term) => term !== null);
}
