import { distinctOrigins, through, type ColumnOrigin } from './origin.js';
import { relationKey, type SqlRelation } from './relation.js';

export interface ShapeColumn {
  readonly name: string;
  readonly from: readonly ColumnOrigin[];
  /** false: it may come from further columns, which could not be followed. */
  readonly followed: boolean;
}

/** What a query or a table of a FROM gives: the columns that are known by name, and where all further ones come from. */
export interface Shape {
  /** By name in lower case, in their order. */
  readonly columns: ReadonlyMap<string, ShapeColumn>;
  /** Relations whose other columns pass through it as they are (`select *`). */
  readonly rest: readonly SqlRelation[];
  /** Of these not every column is known by name. */
  readonly partial: boolean;
  /** Something in it cannot be read: it may have any column. */
  readonly opaque: boolean;
  /** What further columns are made of, where it is a table made of values (`flatten(v)`, `unnest(items)`); else null. */
  readonly values: readonly ColumnOrigin[] | null;
  /** Every relation behind it. */
  readonly bases: readonly SqlRelation[];
  /** Its rows are no longer those of what it reads: grouped or made distinct. */
  readonly reduced: boolean;
}

export const NO_SHAPE: Shape = {
  columns: new Map(),
  rest: [],
  partial: false,
  opaque: false,
  values: null,
  bases: [],
  reduced: false,
};
export const OPAQUE: Shape = { ...NO_SHAPE, opaque: true };

/** A column that stands for every column of its relation: a whole row as a value. */
export const EVERY_COLUMN = '*';

export const distinctRelations = (relations: readonly SqlRelation[]): SqlRelation[] => [
  ...new Map(relations.map((each) => [relationKey(each), each])).values(),
];

const identity = (relation: SqlRelation, column: string): ColumnOrigin => ({
  relation,
  column,
  via: 'identity',
  masking: false,
});

/** The shape of a relation itself; `columns` are those that are known of it, `partial` where there may be others. */
export function relationShape(relation: SqlRelation, columns: readonly string[], partial: boolean): Shape {
  const own = columns.map((column): [string, ShapeColumn] => [
    column.toLowerCase(),
    { name: column, from: [identity(relation, column)], followed: true },
  ]);
  return { ...NO_SHAPE, columns: new Map(own), rest: [relation], partial, bases: [relation] };
}

/** What a name of a shape's column means. */
export interface Meaning {
  readonly origins: readonly ColumnOrigin[];
  /** Nothing else can be meant. */
  readonly certain: boolean;
  /** false: there may be further origins. */
  readonly followed: boolean;
}

/** A column of a shape; null where the shape cannot have it. */
export function meaningIn(shape: Shape, column: string): Meaning | null {
  const known = shape.columns.get(column.toLowerCase());
  if (known) return { origins: known.from, certain: true, followed: known.followed };
  const { rest, opaque, values } = shape;
  if (!isOpen(shape)) return null;
  return {
    origins: [...rest.map((each) => identity(each, column)), ...(values ?? [])],
    certain: !opaque && rest.length + (values ? 1 : 0) === 1,
    followed: !opaque,
  };
}

/** The whole row of a shape as a value. */
export function rowOf(shape: Shape): Meaning {
  const columns = [...shape.columns.values()];
  const every = shape.rest.map((each) => identity(each, EVERY_COLUMN));
  const origins = [...columns.flatMap(({ from }) => from), ...every, ...(shape.values ?? [])];
  return {
    origins: distinctOrigins(origins.map((each) => through(each, 'transformation'))),
    certain: false,
    followed: !shape.opaque && columns.every(({ followed }) => followed),
  };
}

/** There may be columns that are not known by name. */
export const isOpen = ({ rest, opaque, values }: Shape): boolean => opaque || rest.length > 0 || values !== null;

/** Columns under their names; what comes twice comes from both. */
export function columnMap(columns: Iterable<ShapeColumn>): Map<string, ShapeColumn> {
  const map = new Map<string, ShapeColumn>();
  for (const column of columns) {
    const known = map.get(column.name.toLowerCase());
    map.set(column.name.toLowerCase(), known ? merged(known, column) : column);
  }
  return map;
}

const merged = (first: ShapeColumn, second: ShapeColumn): ShapeColumn => ({
  name: first.name,
  from: distinctOrigins([...first.from, ...second.from]),
  followed: first.followed && second.followed,
});

/** What several columns are made of, taken together; null for none. */
export const joinedOrigins = (
  columns: readonly Pick<ShapeColumn, 'from' | 'followed'>[],
): Pick<ShapeColumn, 'from' | 'followed'> | null =>
  columns.length === 0
    ? null
    : { from: distinctOrigins(columns.flatMap(({ from }) => from)), followed: columns.every((each) => each.followed) };

/** Two shapes side by side or one below the other: all but their columns. */
export const joinedRest = (first: Shape, second: Shape): Omit<Shape, 'columns'> => ({
  rest: distinctRelations([...first.rest, ...second.rest]),
  partial: first.partial || second.partial,
  opaque: first.opaque || second.opaque,
  values: first.values || second.values ? distinctOrigins([...(first.values ?? []), ...(second.values ?? [])]) : null,
  bases: distinctRelations([...first.bases, ...second.bases]),
  reduced: first.reduced || second.reduced,
});

/**
 * `union`, `intersect` and `except`: by position where both sides are fully known, under the names of the first; by name
 * where the statement says so or a `select *` hides the positions.
 */
export function unitedShapes(first: Shape, second: Shape, isByName: boolean): Shape {
  const common = joinedRest(first, second);
  const [ours, theirs] = [[...first.columns.values()], [...second.columns.values()]];
  if (isByName || isOpen(first)) return { ...common, columns: columnMap([...ours, ...theirs]) };
  if (!isOpen(second)) {
    const columns = ours.map((each, index) => merged(each, theirs[index] ?? { ...each, from: [], followed: false }));
    return { ...common, columns: columnMap(columns) };
  }
  const columns = ours.map((each) => {
    const meant = meaningIn(second, each.name);
    return merged(each, { name: each.name, from: meant?.origins ?? [], followed: meant?.followed ?? false });
  });
  return { ...common, rest: [], values: null, opaque: false, columns: columnMap(columns) };
}
