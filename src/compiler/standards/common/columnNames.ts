import type { DocumentColumn, DocumentElement } from '../../document/common.js';
import { columnName } from './names.js';

type Rename = (name: string) => string;

function elementNamed<T extends DocumentElement>(element: T, rename: Rename): T {
  const { fields, items, keys, values } = element;
  return {
    ...element,
    ...(fields && { fields: renamedColumns(fields, rename) }),
    ...(items && { items: elementNamed(items, rename) }),
    ...(keys && { keys: elementNamed(keys, rename) }),
    ...(values && { values: elementNamed(values, rename) }),
  };
}

/** The columns, to any depth, under other names. */
export const renamedColumns = (columns: readonly DocumentColumn[], rename: Rename): DocumentColumn[] =>
  columns.map((column) => elementNamed({ ...column, name: rename(column.name) }, rename));

/** Gives each name one that our columns may bear; `names` are those that had to change, by ours. */
export class ColumnNames {
  readonly names: Record<string, string> = {};
  private readonly ours = new Map<string, string>();

  rename(name: string): string {
    const known = this.ours.get(name);
    if (known !== undefined) return known;
    const own = columnName(name, new Set(this.ours.values()));
    this.ours.set(name, own);
    if (own !== name) this.names[own] = name;
    return own;
  }
}
