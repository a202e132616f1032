import type { Change, Edit } from './diff/change.js';
import { rootColumn } from './diff/place.js';

/** The column of the contract that an edit is about; null: the contract as a whole; undefined: nothing that was there. */
function touched(edit: Edit): string | null | undefined {
  switch (edit.op) {
    case 'terms':
      return null;
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
