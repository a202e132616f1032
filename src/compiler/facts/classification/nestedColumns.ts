import type { CompiledColumn } from '../../artifact.js';

/** A column with the path by which it is reached: `address.street`, `lines[].email`. */
export interface NestedColumn {
  readonly path: string;
  readonly column: CompiledColumn;
}

/** A column and all that its objects, arrays and maps hold, itself first. */
export function nestedColumns(column: CompiledColumn, path = column.name): NestedColumn[] {
  const { fields = [], items, keys, values } = column;
  return [
    { path, column },
    ...fields.flatMap((each) => nestedColumns(each, `${path}.${each.name}`)),
    ...[items, keys, values].flatMap((each) => (each ? nestedColumns(each, `${path}[]`) : [])),
  ];
}
