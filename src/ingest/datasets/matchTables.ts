import { statedParts } from './datasetNames.js';

/** What a table is of: an output port, or another table of the catalog. */
export interface KnownTable {
  /** As the catalog states it: `sales.gold.customers`. */
  readonly table: string;
}

interface Parted<T> {
  readonly known: T;
  readonly parts: readonly string[];
}

/** Known tables by the last part of their names. */
export type TablesByLeaf<T> = ReadonlyMap<string, readonly Parted<T>[]>;

export function byLeaf<T extends KnownTable>(tables: readonly T[]): TablesByLeaf<T> {
  const found = new Map<string, Parted<T>[]>();
  for (const known of tables) {
    const parts = statedParts(known.table);
    const leaf = parts.at(-1) ?? '';
    const others = found.get(leaf);
    if (others) others.push({ known, parts });
    else found.set(leaf, [{ known, parts }]);
  }
  return found;
}

/** How many parts of two names are the same from the end on, where one ends as the whole of the other; else 0. */
function sharedEnd(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  const same = a.slice(-length).every((part, index) => part === b[b.length - length + index]);
  return same ? length : 0;
}

/**
 * The tables that a dataset's name means: those of the same name, else those whose whole name its own ends with, the
 * longest. A name that is shorter than a table's, of two parts at least, means that table where no other ends so.
 */
export function matchTables<T>(parts: readonly string[], tables: TablesByLeaf<T>): T[] {
  const beside = tables.get(parts.at(-1) ?? '') ?? [];
  const shared = beside.map((each) => ({ ...each, length: sharedEnd(each.parts, parts) }));
  const whole = shared.filter((each) => each.length === each.parts.length && (each.length > 1 || parts.length === 1));
  const longest = Math.max(...whole.map(({ length }) => length));
  if (whole.length > 0) return whole.filter(({ length }) => length === longest).map(({ known }) => known);
  const longer = shared.filter(({ length }) => length === parts.length && length > 1);
  return longer.length === 1 ? longer.map(({ known }) => known) : [];
}
