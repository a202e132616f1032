import { distinctOrigins, type ColumnOrigin } from './origin.js';
import { relationKey, type SqlRelation } from './relation.js';

export interface ShapeColumn {
  readonly name: string;
  readonly from: readonly ColumnOrigin[];
}

/** What a query or a table of a FROM gives: the columns that are known by name, and where all further ones come from. */
export interface Shape {
  /** By name in lower case, in their order. */
  readonly columns: ReadonlyMap<string, ShapeColumn>;
  /** Relations whose other columns pass through it as they are (`select *`). */
  readonly rest: readonly SqlRelation[];
  /** Something in it cannot be read: it may have any column. */
  readonly opaque: boolean;
  /** Every relation behind it. */
  readonly bases: readonly SqlRelation[];
  /** Its rows are no longer those of what it reads: grouped or made distinct. */
  readonly reduced: boolean;
}

export const NO_SHAPE: Shape = { columns: new Map(), rest: [], opaque: false, bases: [], reduced: false };
export const OPAQUE: Shape = { ...NO_SHAPE, opaque: true };

export const distinctRelations = (relations: readonly SqlRelation[]): SqlRelation[] => [
  ...new Map(relations.map((each) => [relationKey(each), each])).values(),
];

/** The shape of a relation itself; `columns` are those that are declared of it. */
export function relationShape(relation: SqlRelation, columns: readonly string[]): Shape {
  const own = columns.map((column): [string, ShapeColumn] => [
    column.toLowerCase(),
    { name: column, from: [{ relation, column, via: 'identity', masking: false }] },
  ]);
  return { columns: new Map(own), rest: [relation], opaque: false, bases: [relation], reduced: false };
}

/** A column of a shape; null where the shape cannot have it, `[]` where its origin cannot be told. */
export function originsIn(shape: Shape, column: string): readonly ColumnOrigin[] | null {
  const known = shape.columns.get(column.toLowerCase());
  if (known) return known.from;
  const [only, ...more] = shape.rest;
  if (shape.opaque || more.length > 0) return [];
  return only ? [{ relation: only, column, via: 'identity', masking: false }] : null;
}

export const isOpen = ({ rest, opaque }: Shape): boolean => opaque || rest.length > 0;

/** Columns under their names; what comes twice comes from both. */
export function columnMap(columns: Iterable<ShapeColumn>): Map<string, ShapeColumn> {
  const map = new Map<string, ShapeColumn>();
  for (const { name, from } of columns) {
    const known = map.get(name.toLowerCase());
    map.set(
      name.toLowerCase(),
      known ? { name: known.name, from: distinctOrigins([...known.from, ...from]) } : { name, from },
    );
  }
  return map;
}

/** `union`, `intersect` and `except`: by position where both sides are fully known, else by name. */
export function unitedShapes(first: Shape, second: Shape): Shape {
  const common = {
    rest: distinctRelations([...first.rest, ...second.rest]),
    opaque: first.opaque || second.opaque,
    bases: distinctRelations([...first.bases, ...second.bases]),
    reduced: first.reduced || second.reduced,
  };
  const [ours, theirs] = [[...first.columns.values()], [...second.columns.values()]];
  const byPosition = !isOpen(first) && !isOpen(second) && ours.length === theirs.length;
  if (!byPosition) return { columns: columnMap([...ours, ...theirs]), ...common };
  const columns = ours.map(({ name, from }, index) => ({
    name,
    from: distinctOrigins([...from, ...(theirs[index]?.from ?? [])]),
  }));
  return { columns: columnMap(columns), ...common };
}
