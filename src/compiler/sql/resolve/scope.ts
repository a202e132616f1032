import type { ColumnOrigin } from '../relations/origin.js';
import { distinctOrigins } from '../relations/origin.js';
import type { SqlUses } from './SqlUses.js';
import { isOpen, meaningIn, rowOf, type Meaning, type Shape, type ShapeColumn } from '../relations/shape.js';

export interface ScopedSource {
  readonly alias: string;
  readonly shape: Shape;
  /** As it is written, outermost first: `[schema, table]`. */
  readonly path?: readonly string[];
  /** Its columns are found under their own names; false: only behind its alias (`unnest(items) as item`: `item.city`). */
  readonly bare?: boolean;
  /** It is found behind its alias alone, as the variables of a pattern are. */
  readonly named?: boolean;
  /** It only filters, as the right side of a semi join does: `*` has nothing of it. */
  readonly filters?: boolean;
}

export interface FoundColumn extends Meaning {
  /** What the query calls the source; null where that cannot be told. */
  readonly alias: string | null;
  readonly origins: readonly ColumnOrigin[];
  /** Nothing here or around can have it. */
  readonly isMissing?: boolean;
}

const NOT_FOUND: FoundColumn = { alias: null, origins: [], certain: false, followed: false, isMissing: true };

const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The sources that the names of a query are looked up in, and those of the query around it. */
export class Scope {
  /** The columns of the select list so far: some warehouses let the later ones name the earlier ones. */
  readonly own = new Map<string, ShapeColumn>();

  constructor(
    readonly sources: ScopedSource[],
    private readonly outer: Scope | null,
    readonly uses: SqlUses,
  ) {}

  source(alias: string): ScopedSource | undefined {
    return this.sources.find((each) => sameText(each.alias, alias));
  }

  /** Here or in the query around. */
  sourceAround(alias: string): ScopedSource | undefined {
    return this.source(alias) ?? this.outer?.sourceAround(alias);
  }

  /** The source that a name begins with, here or around, and how many of the names say so (`t`, `schema.t`). */
  private sourceNamed(names: readonly string[]): { readonly source: ScopedSource; readonly length: number } | null {
    const [first = ''] = names;
    const source = this.source(first);
    if (source) return { source, length: 1 };
    for (const each of this.sources) {
      const path = each.path ?? [];
      for (let length = 2; length <= path.length; length++) {
        const end = path.slice(-length);
        if (end.length <= names.length && end.every((part, index) => sameText(part, names[index] ?? '')))
          return { source: each, length };
      }
    }
    return this.outer?.sourceNamed(names) ?? null;
  }

  /** What `a.b.c` means: a source's column and its fields, or a column's fields. */
  meaning(names: readonly string[]): FoundColumn & { readonly column: string; readonly isField: boolean } {
    const named = names.length > 1 ? this.sourceNamed(names) : null;
    const column = names[named?.length ?? 0];
    if (named && column !== undefined) {
      const { source, length } = named;
      const meant = meaningIn(source.shape, column);
      const isField = names.length > length + 1;
      return meant
        ? { ...meant, alias: source.alias, column, isField }
        : { ...this.inRecord(names), alias: source.alias, column, isField };
    }
    const [first = ''] = names;
    return { ...this.inRecord(names), column: first, isField: names.length > 1 };
  }

  private inRecord(names: readonly string[]): FoundColumn {
    const [first = ''] = names;
    const found = this.unqualified(first);
    // What stands before the dot may be no column at all: it is certain only where one of that name is known.
    const known = names.length === 1 || this.isKnown(first);
    return { ...found, certain: found.certain && known };
  }

  /** A column of that name is known, here or around. */
  isKnown(name: string): boolean {
    const key = name.toLowerCase();
    return (
      this.own.has(key) ||
      this.sources.some(({ shape }) => shape.columns.has(key)) ||
      (this.outer?.isKnown(name) ?? false)
    );
  }

  /** The name is that of a source and, as far as is known, of no column: the row itself is the value. */
  row(name: string): Meaning | null {
    const key = name.toLowerCase();
    const source = this.source(name);
    if (!source)
      return this.sources.some(({ shape }) => shape.columns.has(key)) ? null : (this.outer?.row(name) ?? null);
    if (this.own.has(key) || this.sources.some(({ shape }) => shape.columns.has(key))) return null;
    return rowOf(source.shape);
  }

  /** `column`: of the source that is known to have it, of an earlier column's name, of those that may have it. */
  unqualified(column: string): FoundColumn {
    const name = column.toLowerCase();
    const having = this.sources.filter(({ shape, named }) => named !== true && shape.columns.has(name));
    if (having.length > 0) {
      const found = having.flatMap(({ shape }) => shape.columns.get(name) ?? []);
      return {
        alias: having.length === 1 ? (having[0]?.alias ?? null) : null,
        origins: distinctOrigins(found.flatMap(({ from }) => from)),
        certain: true,
        followed: found.every(({ followed }) => followed),
      };
    }
    const own = this.own.get(name);
    const open = this.sources.filter(({ shape, bare }) => bare !== false && isOpen(shape));
    // A source whose columns are all known has none that is not.
    const maybe = own ? open.filter(({ shape }) => shape.partial || shape.opaque || shape.columns.size === 0) : open;
    const [only, ...more] = maybe;
    if (own && !only) return { alias: null, origins: own.from, certain: true, followed: own.followed };
    if (only && more.length === 0 && !own)
      return { ...(meaningIn(only.shape, column) ?? NOT_FOUND), alias: only.alias };
    if (!only) return this.outer?.unqualified(column) ?? NOT_FOUND;
    return this.anyOf(maybe, column, own);
  }

  private anyOf(sources: readonly ScopedSource[], column: string, own: ShapeColumn | undefined): FoundColumn {
    const meanings = sources.flatMap(({ shape }) => meaningIn(shape, column) ?? []);
    const origins = [...(own?.from ?? []), ...meanings.flatMap((each) => each.origins)];
    const followed = (own?.followed ?? true) && meanings.every((each) => each.followed);
    return { alias: null, origins: distinctOrigins(origins), certain: false, followed };
  }
}
