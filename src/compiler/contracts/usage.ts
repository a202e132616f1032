import type { ColumnsOrigin, CompiledColumn } from '../artifact.js';
import { parseType } from '../types/parseType.js';
import type { Change, Edit, Place } from './diff/change.js';
import { structured } from './diff/structured.js';

/** What an edit is about; null: the contract as a whole; undefined: nothing that was there. */
function touched(edit: Edit): Place | null | undefined {
  switch (edit.op) {
    case 'terms':
      return edit.about ?? null;
    case 'order':
      return edit.parent.length === 0 ? undefined : edit.parent;
    case 'add':
      return edit.parent.length === 0 ? undefined : [...edit.parent, { column: edit.column.name }];
    case 'set':
    case 'remove':
      return edit.place;
  }
}

/** `Addr.lines[].Street` and the place of that field are both `addr.lines.street`. */
const plainPath = (name: string): string => name.toLowerCase().replace(/\[\]|\{\}/g, '');
const placePath = (place: Place): string =>
  place.flatMap((step) => ('column' in step ? [step.column.toLowerCase()] : [])).join('.');

/** Whether one is the other, or a part of it: who reads `addr` reads `addr.street`, and a change of `addr` reaches both. */
const overlap = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

/**
 * Whether a change reaches a consumer that reads these columns of the contract alone (`addr`, `addr.street`); null: which
 * it reads is not known, so all. A change outside the columns that it reads does not break it.
 */
export function reaches(change: Change, columns: readonly string[] | null): boolean {
  if (columns === null || change.edits.length === 0) return true;
  const read = columns.map(plainPath);
  return change.edits.some((edit) => {
    const place = touched(edit);
    if (place === null || place === undefined) return place === null;
    const path = placePath(place);
    return read.some((each) => overlap(each, path));
  });
}

/** Whether there is a column of this name, or a field at this path; where nobody says what a column is made of, any is. */
export function offers(columns: readonly CompiledColumn[], name: string): boolean {
  const path = plainPath(name);
  return columns.some((column) => {
    const own = column.name.toLowerCase();
    if (own === path) return true;
    return path.startsWith(`${own}.`) && offersField(structured(column, 'default'), path.slice(own.length + 1));
  });
}

const UNTOLD = ['any', 'object', 'json', 'jsonb', 'array', 'map', 'union'];

function offersField({ type, fields, items, values }: CompiledColumn, path: string): boolean {
  if (fields) return offers(fields, path);
  const element = items ?? values;
  return element ? offersField(element, path) : UNTOLD.includes(parseType(type).base);
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
