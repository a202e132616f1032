import { sql, type Sql, type SqlValue } from './sql.js';

/** A filter that is set, with the facet that its counters are kept by. */
export interface CountedBy {
  readonly facet: string;
  /** What is asked of a counter's value. */
  readonly value: Sql;
}

export const isOne = (value: SqlValue): Sql => sql`= ${value}`;
export const isAmong = (values: readonly SqlValue[]): Sql => sql.in(values);

/** The counters of a facet of a list, whatever their values. */
export const countersOf = (list: string, facet: string): Sql => sql`c.list = ${list} AND c.facet = ${facet}`;

/**
 * The counters that say how many entries of the list a filter leaves: those of the whole list where nothing is set,
 * those of a facet where only it is; undefined where they are to be counted.
 */
export function countersFor(list: string, filter: object | null, counted: CountedBy | null): Sql | undefined {
  const set = Object.values(filter ?? {}).filter((value) => value !== null && value !== undefined);
  if (set.length === 0) return sql`${countersOf(list, '')} AND c.value = ''`;
  if (set.length > 1 || !counted) return undefined;
  return sql`${countersOf(list, counted.facet)} AND c.value ${counted.value}`;
}
