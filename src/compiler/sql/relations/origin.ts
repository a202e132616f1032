import { relationKey, type SqlRelation } from './relation.js';

/**
 * How a column comes from another, as OpenLineage's column lineage says it: `identity`, `transformation` and
 * `aggregation` hand its values on, `condition` only decides by them (a filter, a comparison, a window's order).
 */
export type Via = 'identity' | 'transformation' | 'aggregation' | 'condition';

/** A column of a relation that another column derives from. */
export interface ColumnOrigin {
  readonly relation: SqlRelation;
  readonly column: string;
  readonly via: Via;
  /** What arrives shows nothing of the value: counted or hashed on the way. */
  readonly masking: boolean;
}

const WEAKEST_LAST: readonly Via[] = ['identity', 'transformation', 'aggregation', 'condition'];

/** What comes of an origin on its way through an expression. */
export function through(origin: ColumnOrigin, via: Via, masking = false): ColumnOrigin {
  const further = WEAKEST_LAST.indexOf(via) > WEAKEST_LAST.indexOf(origin.via) ? via : origin.via;
  return { ...origin, via: further, masking: origin.masking || masking };
}

const keyOf = ({ relation, column, via, masking }: ColumnOrigin): string =>
  `${relationKey(relation)} ${column.toLowerCase()} ${via} ${masking}`;

/** Each once. */
export const distinctOrigins = (origins: readonly ColumnOrigin[]): ColumnOrigin[] =>
  origins.length < 2 ? [...origins] : [...new Map(origins.map((each) => [keyOf(each), each])).values()];
