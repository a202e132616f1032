import type { ColumnOrigin } from './relations/origin.js';
import type { SqlUses } from './SqlUses.js';
import { isOpen, originsIn, type Shape, type ShapeColumn } from './relations/shape.js';

export interface ScopedSource {
  readonly alias: string;
  readonly shape: Shape;
}

export interface FoundColumn {
  readonly alias: string | null;
  readonly origins: readonly ColumnOrigin[];
  /** Whether it is known what the name means; it may come from no column all the same. */
  readonly known: boolean;
}

const NOT_FOUND: FoundColumn = { alias: null, origins: [], known: false };

function foundIn({ alias, shape }: ScopedSource, column: string): FoundColumn {
  const origins = originsIn(shape, column) ?? [];
  return { alias, origins, known: origins.length > 0 || shape.columns.has(column.toLowerCase()) };
}

/** The sources that the names of a query are looked up in, and those of the query around it. */
export class Scope {
  /** The columns of the select list so far: some warehouses let the later ones name the earlier ones. */
  readonly own = new Map<string, ShapeColumn>();

  constructor(
    readonly sources: readonly ScopedSource[],
    private readonly outer: Scope | null,
    readonly uses: SqlUses,
  ) {}

  source(alias: string): ScopedSource | undefined {
    return this.sources.find((each) => each.alias.toLowerCase() === alias.toLowerCase());
  }

  /** The name is that of a source and, as far as is known, of no column: the row itself is the value. */
  isRow(name: string): boolean {
    const key = name.toLowerCase();
    return (
      this.source(name) !== undefined && !this.own.has(key) && !this.sources.some(({ shape }) => shape.columns.has(key))
    );
  }

  /** `t.column` */
  qualified(alias: string, column: string): FoundColumn {
    const source = this.source(alias);
    if (source) return foundIn(source, column);
    return this.outer?.qualified(alias, column) ?? NOT_FOUND;
  }

  /** `column`: of the source that is known to have it, of an earlier column's name, of the one source that may have it. */
  unqualified(column: string): FoundColumn {
    const name = column.toLowerCase();
    const having = this.sources.filter(({ shape }) => shape.columns.has(name));
    const own = this.own.get(name);
    if (having.length === 0 && own) return { alias: null, origins: own.from, known: true };
    if (having.length > 0) {
      const origins = having.flatMap(({ shape }) => shape.columns.get(name)?.from ?? []);
      return { alias: having.length === 1 ? (having[0]?.alias ?? null) : null, origins, known: true };
    }
    const [only, ...more] = this.sources.filter(({ shape }) => isOpen(shape));
    if (only && more.length === 0) return foundIn(only, column);
    return only ? NOT_FOUND : (this.outer?.unqualified(column) ?? NOT_FOUND);
  }
}
