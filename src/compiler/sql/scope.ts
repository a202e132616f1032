import type { ColumnOrigin } from './origin.js';
import { isOpen, originsIn, type Shape, type ShapeColumn } from './shape.js';

export interface ScopedSource {
  readonly alias: string;
  readonly shape: Shape;
}

export interface FoundColumn {
  readonly alias: string | null;
  readonly origins: readonly ColumnOrigin[];
}

const NOT_FOUND: FoundColumn = { alias: null, origins: [] };

/** The sources that the names of a query are looked up in, and those of the query around it. */
export class Scope {
  /** The columns of the select list so far: some warehouses let the later ones name the earlier ones. */
  readonly own = new Map<string, ShapeColumn>();

  constructor(
    readonly sources: readonly ScopedSource[],
    private readonly outer: Scope | null,
  ) {}

  source(alias: string): ScopedSource | undefined {
    return this.sources.find((each) => each.alias.toLowerCase() === alias.toLowerCase());
  }

  /** `t.column` */
  qualified(alias: string, column: string): FoundColumn {
    const source = this.source(alias);
    if (source) return { alias: source.alias, origins: originsIn(source.shape, column) ?? [] };
    return this.outer?.qualified(alias, column) ?? NOT_FOUND;
  }

  /** `column`: of the source that is known to have it, of an earlier column's name, of the one source that may have it. */
  unqualified(column: string): FoundColumn {
    const name = column.toLowerCase();
    const having = this.sources.filter(({ shape }) => shape.columns.has(name));
    const own = this.own.get(name);
    if (having.length === 0 && own) return { alias: null, origins: own.from };
    if (having.length > 0) {
      const origins = having.flatMap(({ shape }) => shape.columns.get(name)?.from ?? []);
      return { alias: having.length === 1 ? (having[0]?.alias ?? null) : null, origins };
    }
    const [only, ...more] = this.sources.filter(({ shape }) => isOpen(shape));
    if (only && more.length === 0) return { alias: only.alias, origins: originsIn(only.shape, column) ?? [] };
    return only ? NOT_FOUND : (this.outer?.unqualified(column) ?? NOT_FOUND);
  }
}
