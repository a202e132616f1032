import type { CompiledColumn } from '../../artifact.js';
import type { DataType, PromotionProfile } from '../../types/dataType.js';
import { compareDataTypes } from '../../types/compareTypes.js';
import { parseType } from '../../types/parseType.js';
import type { Change, Place } from './change.js';
import { compareProperties, isUnion, isUntold, shareStructure } from './compareProperties.js';
import { folded, matchColumns, type Matching, type Pair } from './matchColumns.js';
import { pathOf } from './place.js';

export interface DiffContext {
  readonly profile: PromotionProfile;
  /** Classification levels from weakest to strongest. */
  readonly levels: readonly string[];
}

/** What a feed shows of a whole column. */
function summary(column: CompiledColumn): Record<string, unknown> {
  return { type: column.type, required: column.required, ...(column.enum ? { enum: column.enum } : {}) };
}

/**
 * Every change between two lists of columns, each once, at the shallowest path. The order in which columns stand in the
 * document means nothing but `col_reordered`.
 */
export function compareColumns(
  before: readonly CompiledColumn[],
  after: readonly CompiledColumn[],
  parent: Place,
  context: DiffContext,
): Change[] {
  const matching = matchColumns(before, after);
  return [
    ...matching.pairs.flatMap((pair) => comparePair(pair, parent, context)),
    ...matching.removed.map((column) => removal(column, parent, matching)),
    ...matching.added.map((column) => addition(column, parent, after.indexOf(column))),
    ...reordering(matching, after, parent),
  ];
}

/** There is a value in every row, and no default to stand in for it. */
const isPromised = (column: CompiledColumn): boolean => column.required && column.default === undefined;

const at = (parent: Place, { name }: CompiledColumn): Place => [...parent, { column: name }];

function removal(column: CompiledColumn, parent: Place, { added }: Matching): Change {
  const place = at(parent, column);
  const alike = added.filter((each) => each.type === column.type && each.required === column.required);
  const [candidate, ...more] = alike;
  const hint =
    candidate && more.length === 0
      ? `If '${candidate.name}' is its new name, declare \`aliases: [${column.name}]\` on it`
      : undefined;
  return {
    rule: isPromised(column) ? 'col_removed_required' : 'col_removed_optional',
    kind: 'COLUMN_REMOVED',
    path: pathOf(place),
    before: summary(column),
    after: null,
    ...(hint !== undefined && { hint }),
    edits: [{ op: 'remove', place }],
  };
}

/** Nothing inside a column that is new is a change of its own. A default fills what older rows lack. */
function addition(column: CompiledColumn, parent: Place, index: number): Change {
  return {
    rule: isPromised(column) ? 'col_added_required' : 'col_added_optional',
    kind: 'COLUMN_ADDED',
    path: pathOf(at(parent, column)),
    before: null,
    after: summary(column),
    edits: [{ op: 'add', parent, column, index }],
  };
}

function reordering({ pairs }: Matching, after: readonly CompiledColumn[], parent: Place): Change[] {
  const old = pairs.map((pair) => pair.before.name);
  const now = [...pairs]
    .sort((a, b) => after.indexOf(a.after) - after.indexOf(b.after))
    .map((pair) => pair.before.name);
  if (old.join('\0') === now.join('\0')) return [];
  const path = pathOf(parent, 'order');
  return [
    {
      rule: 'col_reordered',
      kind: 'DESCRIPTION_CHANGED',
      path,
      before: old,
      after: now,
      edits: [{ op: 'order', parent, names: now }],
    },
  ];
}

function comparePair({ before, after }: Pair, parent: Place, context: DiffContext): Change[] {
  const place = at(parent, before);
  return toldOnce([...renaming(before, after, place), ...compareColumn(before, after, place, context)], place);
}

/** The schema that a column was read from is told of where nothing else tells what changed in it. */
function toldOnce(changes: readonly Change[], place: Place): Change[] {
  const path = pathOf(place, 'avro');
  const [first, ...more] = changes.filter((each) => each.path !== path);
  const whole = changes.find((each) => each.path === path);
  return first && whole ? [{ ...first, edits: [...first.edits, ...whole.edits] }, ...more] : [...changes];
}

/** Declared by a stable id or an alias the old name still leads to the column; by `renamed_from` it does not. */
function renaming(before: CompiledColumn, after: CompiledColumn, place: Place): Change[] {
  if (before.name === after.name) return [];
  const { name, id, aliases, renamedFrom } = after;
  const known =
    (id !== undefined && id === before.id) || aliases?.includes(before.name) || before.aliases?.includes(name);
  const byCase = folded(before.name) === folded(name);
  return [
    {
      rule: byCase ? 'col_case_only' : known ? 'col_renamed_alias' : 'col_renamed',
      kind: 'COLUMN_RENAMED',
      path: pathOf(place),
      before: before.name,
      after: name,
      edits: [{ op: 'set', place, values: { name, id, aliases, renamedFrom } }],
    },
  ];
}

/** Where the kind of a column changed, all it is made of changed with it. */
function compareColumn(before: CompiledColumn, after: CompiledColumn, place: Place, context: DiffContext): Change[] {
  const type = typeChange(before, after, place, context);
  const element = 'in' in (place.at(-1) ?? {});
  const properties = compareProperties(before, after, place, {
    levels: context.levels,
    element,
    top: place.length === 1,
  });
  if (type && !sameKind(before, after, context)) return [type, ...properties];
  if (isUnion(before, after) && !shareStructure(before, after)) return [...(type ? [type] : []), ...properties];
  return [...(type ? [type] : []), ...properties, ...compareParts(before, after, place, context)];
}

const sameKind = (before: CompiledColumn, after: CompiledColumn, { profile }: DiffContext): boolean =>
  parseType(before.type, profile).base === parseType(after.type, profile).base;

function typeChange(before: CompiledColumn, after: CompiledColumn, place: Place, context: DiffContext): Change | null {
  const { profile } = context;
  // A union of which nobody says its types may be any.
  const typeOf = (column: CompiledColumn, beside: CompiledColumn): DataType =>
    parseType(isUntold(column) && beside.branches ? 'any' : column.type, profile);
  const rule = isUnion(before, after) ? null : compareDataTypes(typeOf(before, after), typeOf(after, before), profile);
  const physical = (before.physicalType ?? null) !== (after.physicalType ?? null);
  if (!rule && !physical) return null;
  const { type, physicalType, fields, items, keys, values, branches } = after;
  const whole = sameKind(before, after, context)
    ? { type, physicalType, branches }
    : { type, physicalType, fields, items, keys, values, branches };
  return {
    rule: rule ?? 'physical_type',
    kind: 'COLUMN_TYPE_CHANGED',
    path: pathOf(place, rule ? 'type' : 'physical_type'),
    before: rule ? before.type : (before.physicalType ?? null),
    after: rule ? after.type : (after.physicalType ?? null),
    edits: [{ op: 'set', place, values: whole }],
  };
}

/** Fields of a struct, elements of an array, values and keys of a map. */
function compareParts(before: CompiledColumn, after: CompiledColumn, place: Place, context: DiffContext): Change[] {
  const fields =
    before.fields && after.fields
      ? compareColumns(before.fields, after.fields, place, context)
      : partsStated(['fields'], before, after, place);
  const items =
    before.items && after.items
      ? compareColumn(before.items, after.items, [...place, { in: 'items' }], context)
      : partsStated(['items'], before, after, place);
  return [...fields, ...items, ...compareMaps(before, after, place, context)];
}

function compareMaps(before: CompiledColumn, after: CompiledColumn, place: Place, context: DiffContext): Change[] {
  if (!before.values || !after.values) return partsStated(['values', 'keys'], before, after, place);
  const values = compareColumn(before.values, after.values, [...place, { in: 'values' }], context);
  if (!before.keys || !after.keys) return [...values, ...partsStated(['keys'], before, after, place)];
  const keys = compareColumn(before.keys, after.keys, [...place, { in: 'keys' }], context);
  return [...values, ...keys.map(asKeyChange)];
}

type Part = 'fields' | 'items' | 'keys' | 'values';

/** Elements of which nothing is said but that they are there. */
const saysNothing = (part: CompiledColumn | readonly CompiledColumn[] | undefined): boolean =>
  part !== undefined &&
  ('type' in part ? part.type === 'any' && !part.required && part.extensions === undefined : part.length === 0);

/** `array` → `array<string>` narrows to strings what could be anything; the reverse widens. The first part tells it. */
function partsStated(
  parts: readonly [Part, ...Part[]],
  before: CompiledColumn,
  after: CompiledColumn,
  place: Place,
): Change[] {
  const changed = parts.find((part) => (before[part] === undefined) !== (after[part] === undefined));
  if (changed === undefined) return [];
  const [old, now] = [before[changed], after[changed]];
  const isSame = saysNothing(old ?? now);
  return [
    {
      rule: isSame ? 'doc_changed' : old === undefined ? 'type_narrowed' : 'type_widened',
      kind: isSame ? 'DESCRIPTION_CHANGED' : 'COLUMN_TYPE_CHANGED',
      path: pathOf(place, changed),
      before: old ?? null,
      after: now ?? null,
      edits: [{ op: 'set', place, values: Object.fromEntries(parts.map((part) => [part, after[part]])) }],
    },
  ];
}

const asKeyChange = (change: Change): Change =>
  change.kind === 'COLUMN_TYPE_CHANGED' ? { ...change, rule: 'map_key', reverse: undefined } : change;
