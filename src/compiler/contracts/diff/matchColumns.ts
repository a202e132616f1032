import type { CompiledColumn } from '../../artifact.js';

export interface Pair {
  readonly before: CompiledColumn;
  readonly after: CompiledColumn;
}

/** The columns of two lists: those that are one and the same, those that went, those that came. */
export interface Matching {
  readonly pairs: readonly Pair[];
  readonly removed: readonly CompiledColumn[];
  readonly added: readonly CompiledColumn[];
}

type Same = (before: CompiledColumn, after: CompiledColumn) => boolean;

/** Names are one after folding where an engine without quotes takes them for one. */
export const folded = (name: string): string => name.replace(/^["`[]|["`\]]$/g, '').toLowerCase();

/** In this order: a stable id, the name, a declared rename, a name that differs by case or quotes. Nothing is guessed. */
const WAYS: readonly Same[] = [
  (before, after) => before.id !== undefined && before.id === after.id,
  (before, after) => before.name === after.name,
  (before, after) => after.renamedFrom === before.name || (after.aliases ?? []).includes(before.name),
  (before, after) => (before.aliases ?? []).includes(after.name),
  (before, after) => folded(before.name) === folded(after.name),
];

/** Finds for each column of the old list the one that it became. */
export function matchColumns(before: readonly CompiledColumn[], after: readonly CompiledColumn[]): Matching {
  const taken = new Map<CompiledColumn, CompiledColumn>();
  const free = new Set(after);
  const columnsByName = new Map(after.map((each) => [each.name, each]));
  for (const [index, same] of WAYS.entries()) {
    for (const column of before) {
      if (taken.has(column)) continue;
      const found =
        index === 1
          ? columnsByName.get(column.name)
          : free.size > 0
            ? [...free].find((each) => same(column, each))
            : undefined;
      if (!found || !free.has(found)) continue;
      taken.set(column, found);
      free.delete(found);
    }
  }
  return {
    pairs: before.flatMap((column) => {
      const match = taken.get(column);
      return match ? [{ before: column, after: match }] : [];
    }),
    removed: before.filter((column) => !taken.has(column)),
    added: after.filter((column) => free.has(column)),
  };
}
