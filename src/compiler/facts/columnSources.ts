import type { DbtModel, DbtRef, DbtSourceRef } from '../document/dbt/project.js';
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

/**
 * By the names alone, where no SQL can be read: a column comes from the relation that has one of its name, where only
 * one has and no other may.
 */
export function columnSources(_model: DbtModel, relations: readonly ReadRelation[]): ColumnSources {
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
