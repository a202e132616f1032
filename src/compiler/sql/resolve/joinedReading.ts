import { columnMap, distinctRelations, joinedOrigins } from '../relations/shape.js';
import type { Gap } from './expressions.js';
import type { SqlReading } from './sqlReading.js';

/**
 * What a model's SQL says whichever of its branches are taken: each column comes from all that it comes from in any of
 * them. Joins and uses are those of the most usual. `unread`: why some cannot be read; then a column may come from more.
 */
export function joinedReading(first: SqlReading, others: readonly SqlReading[], unread: Gap | null): SqlReading {
  if (others.length === 0 && unread === null) return first;
  const all = [first, ...others];
  const columns = [...columnMap(all.flatMap((each) => each.columns)).values()];
  const gaps = all.flatMap((each) => each.gaps);
  return {
    selects: first.selects,
    uses: first.uses,
    relations: distinctRelations(all.flatMap((each) => each.relations)),
    deciding: all.flatMap((each) => each.deciding),
    columns: unread ? columns.map((each) => ({ ...each, followed: false })) : columns,
    nameless: joinedOrigins(all.flatMap(({ nameless }) => nameless ?? [])),
    open: unread !== null || all.some((each) => each.open),
    rest: distinctRelations(all.flatMap((each) => each.rest)),
    gaps: unread ? [...gaps, unread] : gaps,
  };
}
