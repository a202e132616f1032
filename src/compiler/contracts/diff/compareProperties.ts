import type { CompiledColumn } from '../../artifact.js';
import { compareTypes } from '../../types/compareTypes.js';
import { sameValue } from '../../values/json.js';
import { compareBounds } from './compareBounds.js';
import { compareExtensions } from './compareExtensions.js';
import { compareEnums } from './compareEnums.js';
import type { Change, Place } from './change.js';
import { pathOf } from './place.js';
import { compareClassification } from './compareClassification.js';
import type { Compared, PropertyChange } from './compared.js';
type Comparison = (before: CompiledColumn, after: CompiledColumn, context: PropertyContext) => Compared;

export interface PropertyContext {
  /** From weakest to strongest. */
  readonly levels: readonly string[];
  /** What an array or map holds, not a column of its own. */
  readonly element: boolean;
  /** A column of the contract, not a field of one. */
  readonly top: boolean;
}

const requiredness: Comparison = (before, after, { element }) => {
  if (before.required === after.required) return [];
  const common = {
    property: 'required',
    before: before.required,
    after: after.required,
    set: { required: after.required },
  };
  const kind = after.required ? ('COLUMN_REQUIRED' as const) : ('COLUMN_OPTIONAL' as const);
  if (element) return [{ ...common, kind, rule: 'item_nullability', reverse: !after.required }];
  return [{ ...common, kind, rule: after.required ? 'optional_to_required' : 'required_to_optional' }];
};

const defaults: Comparison = (before, after) => {
  if (sameValue(before.default, after.default)) return [];
  const lost = after.default === undefined && after.required;
  return [
    {
      rule: lost ? 'default_removed' : 'default_changed',
      property: 'default',
      before: before.default ?? null,
      after: after.default ?? null,
      set: { default: after.default },
    },
  ];
};

const uniqueness: Comparison = (before, after) =>
  before.unique === after.unique
    ? []
    : [
        {
          rule: after.unique ? 'unique_added' : 'unique_removed',
          property: 'unique',
          before: before.unique,
          after: after.unique,
          set: { unique: after.unique },
        },
      ];

/** A format is added and removed as a pattern is; one instead of the other is read otherwise. */
const format: Comparison = ({ format: before }, { format: after }) => {
  if (before === after) return [];
  const common = { property: 'format', before: before ?? null, after: after ?? null, set: { format: after } };
  if (before !== undefined && after !== undefined) return [{ ...common, rule: 'format_changed' }];
  return [{ ...common, rule: 'pattern_added', reverse: after === undefined }];
};

const pattern: Comparison = ({ pattern: before }, { pattern: after }) => {
  if (before === after) return [];
  const common = { property: 'pattern', before: before ?? null, after: after ?? null, set: { pattern: after } };
  if (before !== undefined && after !== undefined) return [{ ...common, rule: 'pattern_changed' }];
  return [{ ...common, rule: 'pattern_added', reverse: after === undefined }];
};

const references: Comparison = ({ references: before = [] }, { references: after = [], ...rest }) => {
  const set = { references: 'references' in rest || after.length > 0 ? after : undefined };
  const common = { rule: 'fk_changed' as const, property: 'references', set };
  return [
    ...after.filter((each) => !before.includes(each)).map((each) => ({ ...common, before: null, after: each })),
    ...before
      .filter((each) => !after.includes(each))
      .map((each) => ({ ...common, reverse: true, before: each, after: null })),
  ];
};

/** Of which nobody says which types it may be. */
export const isUntold = ({ branches, type }: CompiledColumn): boolean =>
  branches === undefined && (type === 'any' || type === 'union');

/** Whether either is one of several types that are known: those are compared one by one. */
export const isUnion = (before: CompiledColumn, after: CompiledColumn): boolean =>
  (before.branches ?? after.branches) !== undefined && !isUntold(before) && !isUntold(after);

/** Of a column that is of one type, the type. */
const branchesOf = ({ branches, type }: CompiledColumn): readonly string[] => branches ?? [type];

const has = (list: readonly string[], type: string): boolean =>
  list.some((each) => each === type || compareTypes(each, type) === null);

const STRUCTURES = ['object', 'array', 'map'];

/** Whether what both are made of can be compared: both may be an object, an array or a map. */
export const shareStructure = (before: CompiledColumn, after: CompiledColumn): boolean =>
  STRUCTURES.some((each) => has(branchesOf(before), each) && has(branchesOf(after), each));

/** A column of one of several types is judged by the types that came and went. */
const branches: Comparison = (before, after) => {
  if (!isUnion(before, after)) return [];
  const [old, now] = [branchesOf(before), branchesOf(after)];
  const common = { rule: 'union_branch' as const, kind: 'COLUMN_TYPE_CHANGED' as const, property: 'type' };
  const { type, branches: types, fields, items, keys, values } = after;
  const set = shareStructure(before, after)
    ? { type, branches: types }
    : { type, branches: types, fields, items, keys, values };
  return [
    ...now.filter((each) => !has(old, each)).map((each) => ({ ...common, before: null, after: each, set })),
    ...old
      .filter((each) => !has(now, each))
      .map((each) => ({ ...common, reverse: true, before: each, after: null, set })),
  ];
};

/** How long the values of a column are kept: shorter, or no longer for ever, promises less. */
const retention: Comparison = ({ retentionDays: before }, { retentionDays: after }) => {
  if (before === after) return [];
  const less = (after ?? Infinity) < (before ?? Infinity);
  return [
    {
      rule: less ? 'sla_loosened' : 'sla_tightened',
      kind: less ? 'SLA_LOOSENED' : 'SLA_TIGHTENED',
      property: 'retention_days',
      before: before ?? null,
      after: after ?? null,
      set: { retentionDays: after },
    },
  ];
};

const flag =
  (field: 'encrypted' | 'maskedInNonProd', property: string): Comparison =>
  (before, after) =>
    (before[field] ?? false) === (after[field] ?? false)
      ? []
      : [
          {
            rule: 'masking_changed',
            kind: 'CLASSIFICATION_CHANGED',
            property,
            before: before[field] ?? false,
            after: after[field] ?? false,
            set: { [field]: after[field] },
          },
        ];

const deprecation: Comparison = (before, after) => {
  const [old, now] = [before.deprecated ?? false, after.deprecated ?? false];
  if (old === now) return [];
  const set = { deprecated: after.deprecated };
  return [{ rule: 'deprecated_set', reverse: old, property: 'deprecated', before: old, after: now, set }];
};

/** Stating a unit for the first time describes; another unit is another column. */
const semantic: Comparison = ({ semantic: before }, { semantic: after }) => {
  if (before === after) return [];
  const stated = before !== undefined && after !== undefined;
  return [
    {
      rule: stated ? 'unit_or_grain' : 'doc_changed',
      kind: stated ? 'CONSTRAINT_CHANGED' : 'DESCRIPTION_CHANGED',
      property: 'semantic',
      before: before ?? null,
      after: after ?? null,
      set: { semantic: after },
    },
  ];
};

const documentation =
  (
    field: 'description' | 'title' | 'tags' | 'terms' | 'id' | 'aliases' | 'renamedFrom',
    property: string,
  ): Comparison =>
  (before, after) =>
    sameValue(before[field], after[field])
      ? []
      : [
          {
            rule: 'doc_changed',
            kind: 'DESCRIPTION_CHANGED',
            property,
            before: before[field] ?? null,
            after: after[field] ?? null,
            set: { [field]: after[field] },
          },
        ];

const extensions: Comparison = ({ extensions: before }, { extensions: after }) =>
  compareExtensions(before, after).map(({ key: property, kind, ...each }) => ({
    ...each,
    property,
    set: { extensions: after },
    ...(kind === 'DESCRIPTION_CHANGED' && { kind }),
  }));

const keyOfField: Comparison = (before, after, { top }) =>
  top || before.primaryKey === after.primaryKey
    ? []
    : [
        {
          rule: 'promise_changed',
          property: 'primary_key',
          before: before.primaryKey,
          after: after.primaryKey,
          set: { primaryKey: after.primaryKey },
        },
      ];

const COMPARISONS: readonly Comparison[] = [
  requiredness,
  defaults,
  (before, after) => compareEnums(before, after),
  uniqueness,
  keyOfField,
  references,
  (before, after) => compareBounds(before, after),
  format,
  pattern,
  branches,
  retention,
  (before, after, { levels }) => compareClassification(before, after, levels),
  flag('encrypted', 'encrypted'),
  flag('maskedInNonProd', 'masked_in_non_prod'),
  deprecation,
  semantic,
  documentation('description', 'description'),
  documentation('title', 'title'),
  documentation('tags', 'tags'),
  documentation('terms', 'terms'),
  extensions,
];

/** What identifies a column is part of its renaming; where it kept its name, a note. */
const IDENTITY: readonly Comparison[] = [
  documentation('id', 'id'),
  documentation('aliases', 'aliases'),
  documentation('renamedFrom', 'renamed_from'),
];

/** Every property of a column that changed beside its name, its type and what it is made of. */
export function compareProperties(
  before: CompiledColumn,
  after: CompiledColumn,
  place: Place,
  context: PropertyContext,
): Change[] {
  const comparisons = before.name === after.name ? [...COMPARISONS, ...IDENTITY] : COMPARISONS;
  return comparisons.flatMap((compare) => compare(before, after, context).map((each) => changeAt(place, each)));
}

/** The change of a property at its place. */
function changeAt(place: Place, each: PropertyChange): Change {
  return {
    rule: each.rule,
    ...(each.reverse && { reverse: true as const }),
    kind: each.kind ?? 'CONSTRAINT_CHANGED',
    path: pathOf(place, each.property),
    before: each.before,
    after: each.after,
    ...(each.open && { open: true as const }),
    edits: [{ op: 'set', place, values: each.set }],
  };
}
