/**
 * What a document of a standard says beyond the model it was read into, kept beside the model so that writing the model
 * gives the document back. Keys are places: JSON pointers in which an item of a list stands by its name, `[orders]`,
 * so that the residue outlives items that come and go.
 */
export interface Residue {
  /** What the model does not hold. */
  readonly kept?: Readonly<Record<string, unknown>>;
  /** What the document writes `as` one thing and the model writes `for` it; void once the model says something else. */
  readonly written?: Readonly<Record<string, { readonly as: unknown; readonly for: unknown }>>;
  /** What the model writes and the document leaves out; void once the model says something else. */
  readonly absent?: Readonly<Record<string, unknown>>;
  /** The order of keys and items where it is another; `[]` in a place is every item of that list. */
  readonly order?: Readonly<Record<string, readonly string[]>>;
}

/** How many things a residue keeps, by the last key of their places. */
export const residueSize = ({ kept = {}, written = {} }: Residue): number =>
  Object.keys(kept).length + Object.keys(written).length;
