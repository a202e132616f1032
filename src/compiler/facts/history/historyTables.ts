import type { DbtColumn, DbtModel, DbtProject } from '../../document/dbt/project/project.js';
import { snapshotsBehind } from '../columns/history.js';
import { isNotNull, isUnique, isUniqueThroughout, sameName } from '../columns/columnTests.js';
import type { ScdFacts } from './scdFacts.js';

/** A table with one row a version: a Type 2 dimension or a dbt snapshot. */
export interface HistoryTable {
  readonly model: DbtModel;
  /** The columns that tell one entity from another; several versions share them. */
  readonly businessKey: readonly string[];
  readonly from: string;
  readonly to: string;
  /** The end of the current version is null, not 9999-12-31. */
  readonly openEnded: boolean;
  /** The columns that tell one version from another. */
  readonly versionKey: readonly string[];
}

/**
 * The tables of a project in which an entity has several rows, by name. What says of itself that its business key is
 * unique keeps current rows only, and what has no beginning and end keeps no history that could be joined.
 */
export function historyTables(dimensions: readonly ScdFacts[], project: DbtProject): ReadonlyMap<string, HistoryTable> {
  const tables = [...project.snapshots.map(ofSnapshot), ...dimensions.map((each) => ofDimension(each, project))].filter(
    (each) => each !== null,
  );
  return new Map(tables.map((table) => [table.model.name, table]));
}

function ofDimension(
  { model: { model }, type, columns, businessKey }: ScdFacts,
  project: DbtProject,
): HistoryTable | null {
  const { effective_from: from, effective_to: to, surrogate_key: surrogate } = columns;
  if (type !== 2 || !from || !to || businessKey.length === 0 || hasOneRowAn(businessKey, model)) return null;
  const unique = model.columns.filter((column) => isUnique(model, column.name));
  const dated = snapshotsBehind(model, project).some(({ snapshot }) => snapshot?.endsWithDate === true);
  return {
    model,
    businessKey,
    from: from.name,
    to: to.name,
    openEnded: !dated && !isNotNull(model, to.name),
    versionKey: namesOf(surrogate ? [surrogate, ...unique] : unique),
  };
}

/** dbt's documentation, Snapshots: what dbt adds to a snapshot's rows. */
function ofSnapshot(model: DbtModel): HistoryTable | null {
  const businessKey = model.snapshot?.uniqueKey ?? [];
  const renamed = /\bsnapshot_meta_column_names\b/.test(model.sql?.text ?? '');
  if (businessKey.length === 0 || renamed || hasOneRowAn(businessKey, model)) return null;
  return {
    model,
    businessKey,
    from: 'dbt_valid_from',
    to: 'dbt_valid_to',
    openEnded: model.snapshot?.endsWithDate !== true,
    versionKey: ['dbt_scd_id'],
  };
}

const hasOneRowAn = (businessKey: readonly string[], model: DbtModel): boolean =>
  businessKey.some((column) => isUniqueThroughout(model, column));

const namesOf = (columns: readonly DbtColumn[]): string[] => columns.map(({ name }) => name);

const SURROGATE = /(^|_)(sk|surrogate_key|scd_id|version|version_id|version_key|hash_?diff)$/i;

/** Whether a column of the table picks one version. */
export const picksVersion = ({ versionKey }: HistoryTable, column: string): boolean =>
  SURROGATE.test(column) || versionKey.some((each) => sameName(each, column));
