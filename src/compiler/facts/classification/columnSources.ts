import type { DbtRef, DbtSourceRef } from '../../document/dbt/project/project.js';
import type { ColumnOrigin } from '../../sql/relations/origin.js';
import type { SqlReading } from '../../sql/resolve/sqlReading.js';
import { relationKey, type SqlRelation } from '../../sql/relations/relation.js';
import { EVERY_COLUMN } from '../../sql/relations/shape.js';
import type { Carried } from './carried.js';

/** A relation that a model reads, with what is known of its columns; null where nothing is. */
export interface ReadRelation {
  readonly read: DbtRef | DbtSourceRef;
  readonly known: {
    /** By names in lower case. */
    readonly columns: ReadonlyMap<string, Carried | null>;
    /** false: there may be others. */
    readonly complete: boolean;
  } | null;
}

/** Where the values of a model's columns come from. */
export interface ColumnSources {
  /** The columns that are known to come out: in lower case, and as they are written. */
  readonly names: ReadonlyMap<string, string>;
  /** These are all. */
  readonly complete: boolean;
  of(column: string): readonly Carried[];
}

/** What is carried into the columns of a model from the relations that it reads. */
export function columnSources(
  relations: readonly ReadRelation[],
  read: (columnsOf: (relation: SqlRelation) => readonly string[] | null) => SqlReading | null,
): ColumnSources {
  const byName = sourcesByName(relations);
  // Nothing classified comes in: the SQL need not be read.
  if (!relations.some(({ known }) => known && [...known.columns.values()].some((each) => each !== null))) return byName;
  const byKey = new Map(relations.map((each) => [relationKey(asSql(each.read)), each]));
  const reading = read((relation) => {
    const columns = byKey.get(relationKey(relation))?.known?.columns;
    return columns ? [...columns.keys()] : null;
  });
  if (!reading) return byName;
  const columns = new Map(reading.columns.map((each) => [each.name.toLowerCase(), each]));
  return {
    names: new Map([...columns].map(([key, { name }]) => [key, name])),
    complete: !reading.open,
    of(column) {
      const named = columns.get(column);
      const found = named ?? reading.nameless;
      const told = found?.from.flatMap((origin) => arriving(origin, byKey)) ?? [];
      // What could not be followed may come from anywhere: then a column of the same name is taken for its origin.
      const isWhole = (named !== undefined || !reading.open) && found?.followed !== false;
      return isWhole ? told : [...told, ...byName.of(column)];
    },
  };
}

const asSql = (read: DbtRef | DbtSourceRef): SqlRelation =>
  'source' in read
    ? { kind: 'source', source: read.source, name: read.table }
    : { kind: 'ref', package: read.package, name: read.name };

/**
 * What comes of a column by way of an expression (docs/governance.md, Flow): a condition and a count carry no values; a
 * hash still tells one from another.
 */
function arriving(origin: ColumnOrigin, relations: ReadonlyMap<string, ReadRelation>): Carried[] {
  const counted = origin.masking && origin.via === 'aggregation';
  if (origin.via === 'condition' || counted) return [];
  const known = relations.get(relationKey(origin.relation))?.known;
  const every = origin.column === EVERY_COLUMN ? [...(known?.columns.values() ?? [])] : [];
  return [known?.columns.get(origin.column.toLowerCase()), ...every].flatMap((carried) =>
    carried ? [{ ...carried, masked: carried.masked || origin.masking }] : [],
  );
}

/**
 * By the names alone, where no SQL can be read: a column comes from the relation that has one of its name, where only
 * one has and no other may.
 */
function sourcesByName(relations: readonly ReadRelation[]): ColumnSources {
  const open = relations.filter(({ known }) => known?.complete !== true).length;
  return {
    names: new Map(),
    complete: false,
    of(column) {
      const having = relations.filter(({ known }) => known?.columns.has(column));
      const [only] = having;
      const others = open - (only && only.known?.complete !== true ? 1 : 0);
      const carried = having.length === 1 && others === 0 ? only?.known?.columns.get(column) : null;
      return carried ? [{ ...carried, traced: false }] : [];
    },
  };
}
