import type { CompatibilityMode, CompiledColumn, CompiledContractTerms, CompiledSla } from '../artifact.js';
import { durationSeconds } from '../duration.js';
import type { ChangeRule } from './rows.js';
import { compareTypes } from './types.js';

/** `ContractChangeKind` of the API. */
export type ContractChangeKind =
  | 'CONTRACT_ESTABLISHED'
  | 'CONTRACT_ENDED'
  | 'STATUS_CHANGED'
  | 'COLUMN_ADDED'
  | 'COLUMN_REMOVED'
  | 'COLUMN_TYPE_CHANGED'
  | 'COLUMN_REQUIRED'
  | 'COLUMN_OPTIONAL'
  | 'ENUM_VALUE_ADDED'
  | 'ENUM_VALUE_REMOVED'
  | 'CONSTRAINT_CHANGED'
  | 'CLASSIFICATION_CHANGED'
  | 'DESCRIPTION_CHANGED'
  | 'SLA_LOOSENED'
  | 'SLA_TIGHTENED'
  | 'ACCESS_GRANTED'
  | 'ACCESS_REVOKED'
  | 'TABLE_CHANGED'
  | 'VALIDATION_CHANGED';

/** What changed, before anybody says what it means. */
export interface Change {
  readonly rule: ChangeRule;
  readonly kind: ContractChangeKind;
  /** `columns.customer_id`, `columns.amount.type`, `sla.freshness`, `table`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Levels from weakest to strongest, where the enterprise's are not at hand (ADR-0021, Enterprise Manifest). */
const LEVELS = ['public', 'internal', 'confidential', 'pii', 'phi'];

const change = (rule: ChangeRule, kind: ContractChangeKind, path: string, before: unknown, after: unknown): Change => ({
  ...{ rule, kind, path, before, after },
});

function columnSummary(column: CompiledColumn): Record<string, unknown> {
  return { type: column.type, required: column.required, ...(column.enum ? { enum: column.enum } : {}) };
}

function compareEnums(path: string, before: readonly string[] | null, after: readonly string[] | null): Change[] {
  if (before === null && after === null) return [];
  if (before === null) return [change('enum_introduced', 'CONSTRAINT_CHANGED', path, null, after)];
  if (after === null) return [change('enum_dropped', 'CONSTRAINT_CHANGED', path, before, null)];
  return [
    ...after
      .filter((each) => !before.includes(each))
      .map((each) => change('enum_added', 'ENUM_VALUE_ADDED', path, null, each)),
    ...before
      .filter((each) => !after.includes(each))
      .map((each) => change('enum_removed', 'ENUM_VALUE_REMOVED', path, each, null)),
  ];
}

function compareClassification(path: string, before: string | null, after: string | null): Change[] {
  if (before === after) return [];
  const [old, now] = [LEVELS.indexOf(before ?? 'public'), LEVELS.indexOf(after ?? 'public')];
  const rule = old < 0 || now < 0 ? 'class_changed' : now > old ? 'class_raised' : 'class_lowered';
  return [change(rule, 'CLASSIFICATION_CHANGED', path, before, after)];
}

function compareColumn(before: CompiledColumn, after: CompiledColumn): Change[] {
  const path = `columns.${before.name}`;
  const type = compareTypes(before.type, after.type);
  const found: Change[] = [];
  if (type) found.push(change(type, 'COLUMN_TYPE_CHANGED', `${path}.type`, before.type, after.type));
  if (!before.required && after.required)
    found.push(change('optional_to_required', 'COLUMN_REQUIRED', `${path}.required`, false, true));
  if (before.required && !after.required)
    found.push(change('required_to_optional', 'COLUMN_OPTIONAL', `${path}.required`, true, false));
  found.push(...compareEnums(`${path}.enum`, before.enum, after.enum));
  if (before.unique !== after.unique)
    found.push(
      change(
        after.unique ? 'unique_added' : 'unique_removed',
        'CONSTRAINT_CHANGED',
        `${path}.unique`,
        before.unique,
        after.unique,
      ),
    );
  found.push(...compareClassification(`${path}.classification`, before.classification, after.classification));
  if (before.description !== after.description)
    found.push(
      change('doc_changed', 'DESCRIPTION_CHANGED', `${path}.description`, before.description, after.description),
    );
  return found;
}

function compareKeys(before: readonly CompiledColumn[], after: readonly CompiledColumn[]): Change[] {
  const keyOf = (columns: readonly CompiledColumn[]): string[] =>
    columns
      .filter((each) => each.primaryKey)
      .map((each) => each.name)
      .sort();
  const [old, now] = [keyOf(before), keyOf(after)];
  if (old.join() === now.join()) return [];
  return [change(old.length === 0 ? 'pk_added' : 'pk_changed', 'CONSTRAINT_CHANGED', 'columns.primary_key', old, now)];
}

function compareColumns(before: readonly CompiledColumn[], after: readonly CompiledColumn[]): Change[] {
  const now = new Map(after.map((each) => [each.name, each]));
  const old = new Map(before.map((each) => [each.name, each]));
  const kept = before.flatMap((column) => {
    const next = now.get(column.name);
    if (next) return compareColumn(column, next);
    const rule = column.required ? 'col_removed_required' : 'col_removed_optional';
    return [change(rule, 'COLUMN_REMOVED', `columns.${column.name}`, columnSummary(column), null)];
  });
  const added = after.flatMap((column) => {
    if (old.has(column.name)) return [];
    const rule = column.required ? 'col_added_required' : 'col_added_optional';
    return [change(rule, 'COLUMN_ADDED', `columns.${column.name}`, null, columnSummary(column))];
  });
  return [...kept, ...added, ...(keysComparable(before, now) ? compareKeys(before, after) : [])];
}

/** A key column that was removed is told once, as a removed column. */
const keysComparable = (before: readonly CompiledColumn[], now: ReadonlyMap<string, CompiledColumn>): boolean =>
  before.every((each) => !each.primaryKey || now.has(each.name));

/** One promise of an SLA: -1 where it promises less than before, 1 where more, 0 where the same (1d is 24h). */
function promise(before: number | null, after: number | null, lessIsMore: boolean): -1 | 0 | 1 {
  if (before === after) return 0;
  if (before === null) return 1;
  if (after === null) return -1;
  return after < before === lessIsMore ? 1 : -1;
}

const seconds = (duration: string | null | undefined): number | null => (duration ? durationSeconds(duration) : null);

function compareSla(before: CompiledSla | null, after: CompiledSla | null): Change[] {
  const found: Change[] = [];
  const note = (way: -1 | 0 | 1, path: string, was: unknown, is: unknown, less: ChangeRule, more: ChangeRule): void => {
    if (way !== 0) found.push(change(way < 0 ? less : more, way < 0 ? 'SLA_LOOSENED' : 'SLA_TIGHTENED', path, was, is));
  };
  const [old, now] = [before?.freshness ?? null, after?.freshness ?? null];
  note(promise(seconds(old), seconds(now), true), 'sla.freshness', old, now, 'sla_loosened', 'sla_tightened');
  const [was, is] = [before?.availability ?? null, after?.availability ?? null];
  note(promise(was, is, false), 'sla.availability', was, is, 'sla_loosened', 'sla_tightened');
  const metrics = [
    ...new Set([...(before?.quality ?? []), ...(after?.quality ?? [])].map((each) => each.metric)),
  ].sort();
  for (const metric of metrics) {
    const target = (sla: CompiledSla | null): number | null =>
      sla?.quality.find((each) => each.metric === metric)?.target ?? null;
    const [first, second] = [target(before), target(after)];
    note(promise(first, second, false), `sla.quality.${metric}`, first, second, 'quality_weaker', 'quality_added');
  }
  return found;
}

const STRENGTH: Readonly<Record<CompatibilityMode, number>> = {
  none: 0,
  backward: 1,
  forward: 1,
  full: 2,
  backward_transitive: 3,
  forward_transitive: 3,
  full_transitive: 4,
};

function compareValidation(before: CompiledContractTerms, after: CompiledContractTerms): Change[] {
  const found: Change[] = [];
  if (before.compatibility !== after.compatibility) {
    const weaker = STRENGTH[after.compatibility] <= STRENGTH[before.compatibility];
    const [was, is] = [before.compatibility, after.compatibility];
    found.push(
      change(
        weaker ? 'mode_weaker' : 'mode_stricter',
        'VALIDATION_CHANGED',
        'validation.schema_compatibility',
        was,
        is,
      ),
    );
  }
  const way = promise(seconds(before.breakingChangeNotice), seconds(after.breakingChangeNotice), false);
  const [was, is] = [before.breakingChangeNotice, after.breakingChangeNotice];
  if (way !== 0)
    found.push(
      change(
        way < 0 ? 'mode_weaker' : 'mode_stricter',
        'VALIDATION_CHANGED',
        'validation.breaking_change_notification',
        was,
        is,
      ),
    );
  return found;
}

/**
 * What changed between two versions of a contract's terms: every change, each once, at the shallowest path, in the order
 * columns, table, SLA, validation. The order of columns in the document means nothing. Says nothing about severity.
 */
export function diffTerms(before: CompiledContractTerms, after: CompiledContractTerms): Change[] {
  const table =
    before.table === after.table
      ? []
      : [change('physical_location', 'TABLE_CHANGED', 'table', before.table, after.table)];
  return [
    ...compareColumns(before.columns, after.columns),
    ...table,
    ...compareSla(before.sla, after.sla),
    ...compareValidation(before, after),
  ];
}
