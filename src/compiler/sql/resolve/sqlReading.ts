import type { ColumnOrigin } from '../relations/origin.js';
import type { SqlRelation } from '../relations/relation.js';
import type { Gap } from './expressions.js';
import type { ShapeColumn } from '../relations/shape.js';
import type { SqlUses } from './SqlUses.js';

/** A table or subquery of a FROM. */
export interface SqlSource {
  /** What the query calls it; the relation's own name where it says nothing else. */
  readonly alias: string;
  readonly bases: readonly SqlRelation[];
  /** It is grouped or made distinct before it gets here. */
  readonly reduced: boolean;
  readonly join: 'from' | 'inner' | 'left' | 'right' | 'full' | 'cross';
}

/** A column as a condition names it. */
export interface SqlColumn {
  /** The alias of the source; null where the query does not say it and it cannot be told. */
  readonly alias: string | null;
  readonly column: string;
  readonly origins: readonly ColumnOrigin[];
}

export interface SqlOperand {
  readonly columns: readonly SqlColumn[];
  /** A column and nothing else, casts aside. */
  readonly plain: boolean;
}

/** One of the conditions that hold together (`and`) of a query's ON, USING and WHERE. */
export interface SqlCondition {
  /** `=`, `<`, `>=` ..., in capitals where it is a word; `OR` and whatever else is not taken apart has all its columns on the left. */
  readonly operator: string;
  readonly left: SqlOperand;
  readonly right: SqlOperand;
}

/** One query of a statement: the statement itself, a CTE, a subquery, one side of a union. */
export interface SqlSelect {
  readonly sources: readonly SqlSource[];
  readonly conditions: readonly SqlCondition[];
}

/** What a statement says of the relations that it reads. */
export interface SqlReading {
  /** Those of the queries that join or filter. */
  readonly selects: readonly SqlSelect[];
  /** Every relation that is read, each once. */
  readonly relations: readonly SqlRelation[];
  /** The columns by which anything is filtered, joined, grouped or ordered, wherever in the statement. */
  readonly deciding: readonly ColumnOrigin[];
  /** The result's columns as far as they have names. */
  readonly columns: readonly ShapeColumn[];
  /** What columns are made of whose names the SQL does not tell (`max(a)`, `unnest(record)`); null: it tells all names. */
  readonly nameless: Pick<ShapeColumn, 'from' | 'followed'> | null;
  /** It may have further columns: a `select *` of a relation whose columns are not all declared, a macro that writes columns. */
  readonly open: boolean;
  /** Whose rest they are: relations of which every column is in the result. */
  readonly rest: readonly SqlRelation[];
  readonly uses: SqlUses;
  /** What could not be followed, each with its place in the model's text. */
  readonly gaps: readonly Gap[];
}
