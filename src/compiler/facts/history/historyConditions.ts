import type { SqlColumn, SqlCondition, SqlOperand, SqlReading } from '../../sql/resolve/sqlReading.js';
import type { ColumnOrigin } from '../../sql/relations/origin.js';
import { sameName } from '../columns/columnTests.js';
import type { HistoryTable } from './historyTables.js';
import { speaksOfVersions } from '../columns/versionNames.js';

/** What a query says of the moment for which it wants the rows of a history: nothing, or only one end of their validity. */
export type MissingMoment = 'both' | 'begin' | 'end';

/** Ways to take one version without a range: the grammars tell of some of them nothing. */
const OTHER_WAYS =
  /\b(asof|qualify|row_number|rank|dense_rank|lateral|match_condition|distinct\s+on|first_value|last_value|max_by|min_by|arg_max|arg_min|semi|anti|apply|pivot|for\s+system_time)\b/i;
const RANGE = /^(<|<=|>|>=)$/;

export interface JoinedHistory {
  readonly table: HistoryTable;
  /** What the query calls it. */
  readonly alias: string;
  readonly conditions: readonly SqlCondition[];
  readonly reading: SqlReading;
  /** The code as it is written. */
  readonly text: string;
}

/**
 * What a join of a history says too little of (ADR-0021, Fact Table Joins); null where it says enough, or where it cannot
 * be told. Whoever asks for current rows, for one version by its key, or numbers the versions means something else, and
 * knows it.
 */
export function missingMoment(joined: JoinedHistory): MissingMoment | null {
  const { table, conditions, text } = joined;
  if (OTHER_WAYS.test(text) || conditions.some(isUnreadable) || isAntiJoin(joined)) return null;
  const bounds = [table.from, table.to].map((bound) => conditions.some((each) => boundsBy(each, bound, joined)));
  const [begins = false, ends = false] = bounds;
  if (begins && ends) return null;
  if (begins) return speaksOf(joined, (column) => !sameName(column, table.from)) ? null : 'end';
  if (ends) return speaksOf(joined, (column) => !sameName(column, table.to)) ? null : 'begin';
  return speaksOf(joined, () => true) ? null : 'both';
}

/** Whatever a macro or a function may ask for. */
const isUnreadable = ({ operator, left }: SqlCondition): boolean => operator === 'OTHER' && !left.plain;

/** `where d.customer_id is null`: it asks for what has no version at all. */
const isAntiJoin = ({ table, alias, conditions }: JoinedHistory): boolean =>
  conditions.some(
    ({ operator, left }) =>
      operator === 'IS' &&
      left.columns.some((each) => each.alias === alias && table.businessKey.some((key) => sameName(key, each.column))),
  );

const isOf = ({ relation }: ColumnOrigin, { model }: HistoryTable): boolean =>
  relation.kind === 'ref' && sameName(relation.name, model.name);

/** A moment of the other side is compared with an end of the validity. */
function boundsBy({ operator, left, right }: SqlCondition, bound: string, joined: JoinedHistory): boolean {
  const isBound = ({ columns }: SqlOperand): boolean =>
    columns.some(({ origins }) => origins.some((each) => isOf(each, joined.table) && sameName(each.column, bound)));
  const isOther = ({ columns }: SqlOperand): boolean => columns.some(({ alias }) => alias !== joined.alias);
  return RANGE.test(operator) && ((isBound(left) && isOther(right)) || (isBound(right) && isOther(left)));
}

/** Whether anything in the statement is decided by a column of the history that speaks of versions. */
function speaksOf({ table, reading }: JoinedHistory, counts: (column: string) => boolean): boolean {
  const speaks = (column: string): boolean =>
    counts(column) &&
    (speaksOfVersions(column) ||
      sameName(column, table.from) ||
      sameName(column, table.to) ||
      table.versionKey.some((each) => sameName(each, column)));
  const unresolved = ({ column, origins }: SqlColumn): boolean => origins.length === 0 && speaks(column);
  return (
    reading.deciding.some((origin) => isOf(origin, table) && speaks(origin.column)) ||
    reading.selects
      .flatMap(({ conditions }) => conditions)
      .some(({ left, right }) => [...left.columns, ...right.columns].some(unresolved))
  );
}
