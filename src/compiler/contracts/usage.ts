import type { ColumnsOrigin, CompiledColumn } from '../artifact.js';
import type { Change, Edit } from './diff/change.js';
import { rootColumn } from './diff/place.js';

/** The column of the contract that an edit is about; null: the contract as a whole; undefined: nothing that was there. */
function touched(edit: Edit): string | null | undefined {
  switch (edit.op) {
    case 'terms':
      return edit.about ? rootColumn(edit.about) : null;
    case 'order':
      return edit.parent.length === 0 ? undefined : rootColumn(edit.parent);
    case 'add':
      return edit.parent.length === 0 ? undefined : rootColumn(edit.parent);
    case 'set':
    case 'remove':
      return rootColumn(edit.place);
  }
}

/**
 * Whether a change reaches a consumer that reads these columns of the contract alone; null: which it reads is not known,
 * so all. A change outside the columns that it reads does not break it.
 */
export function reaches(change: Change, columns: readonly string[] | null): boolean {
  if (columns === null || change.edits.length === 0) return true;
  const read = new Set(columns.map((each) => each.toLowerCase()));
  return change.edits.some((edit) => {
    const column = touched(edit);
    return column === null || (column !== undefined && read.has(column.toLowerCase()));
  });
}

/**
 * The columns that a product uses, of those that there are. What is read from SQL before its provider is published is
 * every name that may be a column.
 */
export function usedOf(
  columns: readonly CompiledColumn[],
  { names, origin }: { readonly names: readonly string[]; readonly origin: ColumnsOrigin | null },
): readonly string[] {
  if (origin !== 'read') return names;
  const used = new Set(names.map((each) => each.toLowerCase()));
  return columns.map(({ name }) => name).filter((name) => used.has(name.toLowerCase()));
}
