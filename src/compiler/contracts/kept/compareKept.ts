import type { CompiledContractTerms, CompiledKept } from '../../artifact.js';
import type { ChangeRule } from '../../changes/index.js';
import { isMapping, sameValue, type Mapping } from '../../values/json.js';
import { compareQuality } from '../diff/compareRules.js';
import type { Change, ContractChangeKind } from '../diff/change.js';
import { compareExtensions } from '../diff/compareExtensions.js';
import { hasColumn, keptPath, keptPlace, ourNames } from './keptPlace.js';
import { keptRules } from './keptRules.js';
import { slaRule } from './keptSla.js';
import { entriesOf, itemName, keptTrees } from './keptTree.js';
import { ruleOfKept } from './keptRule.js';
import { optionRule } from '../diff/optionRule.js';

interface Found {
  readonly steps: readonly string[];
  readonly rule: ChangeRule;
  readonly reverse?: true | undefined;
  readonly before: unknown;
  readonly after: unknown;
}

type Terms = Pick<CompiledContractTerms, 'columns' | 'kept'>;

/** What a column, an element or options are made of. */
const PARTS = ['properties', 'items', 'map', 'key', 'value', 'logicalTypeOptions', 'quality'];
const COLUMNS = ['properties', 'schema'];

/** A list that stands as a mapping, or what something is made of, is no one thing: what is in it is told one by one. */
const isGathering = (steps: readonly string[], node: unknown): boolean =>
  isMapping(node) &&
  (steps.length < 2 ||
    (steps[0] === 'product' && steps.length < 3) ||
    PARTS.includes(steps.at(-1) ?? '') ||
    COLUMNS.includes(steps.at(-2) ?? '') ||
    Object.keys(node).every((key) => itemName(key) !== null));

const has = (value: unknown): boolean => value !== undefined;

function compareNodes(before: unknown, after: unknown, steps: readonly string[]): Found[] {
  if (sameValue(before, after)) return [];
  if (steps.at(-1) === 'quality') return compareQualities(entriesOf(before), entriesOf(after), steps);
  if (steps[0] === 'slaProperties' && steps.length === 2) return compareLevels(before, after, steps);
  const opens = (value: unknown): boolean => isGathering(steps, value);
  if ((isMapping(before) && isMapping(after)) || (!has(before) && opens(after)) || (!has(after) && opens(before)))
    return within(entriesOf(before), entriesOf(after), steps);
  return [{ steps, ...ruleAt(steps, before, after), before, after }];
}

const within = (before: Mapping, after: Mapping, steps: readonly string[]): Found[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    compareNodes(before[key], after[key], [...steps, key]),
  );

function ruleAt(steps: readonly string[], before: unknown, after: unknown): Pick<Found, 'rule' | 'reverse'> {
  const last = steps.at(-1) ?? '';
  if (steps.at(-2) === 'logicalTypeOptions') return optionRule(last, before, after);
  if (last === 'deprecated')
    return { rule: 'deprecated_set', ...(before === true && after !== true && { reverse: true as const }) };
  return { rule: ruleOfKept(steps, before, after) };
}

/** Rules of quality, paired by their ids or names. */
function compareQualities(before: Mapping, after: Mapping, steps: readonly string[]): Found[] {
  const [old, now] = [before, after].map((each) => keptRules(Object.values(each).filter(isMapping)));
  const rules = (list: typeof old): Parameters<typeof compareQuality>[0] => (list ?? []).map(({ rule }) => rule);
  const judged = compareQuality(rules(old), rules(now)).map(({ key, ...each }) => ({
    ...each,
    steps: [...steps, key],
  }));
  const said = (old ?? []).flatMap(({ rule: { key }, said: was }) => {
    const next = (now ?? []).find(({ rule }) => rule.key === key);
    return next ? within(was, next.said, [...steps, key]) : [];
  });
  return [...judged, ...said];
}

/** A service level: its value with its unit, then what it says beside. A whole row that goes promises no more. */
function compareLevels(before: unknown, after: unknown, steps: readonly string[]): Found[] {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const isWhole = (row: Mapping): boolean => row['property'] !== undefined;
  if (!has(before) && isWhole(now)) return [{ steps, rule: 'sla_tightened', before: null, after }];
  if (!has(after) && isWhole(old)) return [{ steps, rule: 'sla_loosened', before, after: null }];
  const { value: was, unit: by, ...rest } = old;
  const { value: is, unit: in_, ...others } = now;
  const beside = within(rest, others, steps);
  if (sameValue([was, by], [is, in_])) return beside;
  // Where the port itself holds the promise, its row keeps the spelling alone.
  const { rule, reverse } =
    isWhole(old) && isWhole(now)
      ? slaRule(itemName(steps[1] ?? '') ?? '', old, now)
      : ({ rule: 'sla_unit', reverse: undefined } as const);
  return [{ steps, rule, reverse, before: shown(old), after: shown(now) }, ...beside];
}

const shown = ({ value, unit }: Mapping): unknown =>
  unit === undefined ? (value ?? null) : `${String(value)} ${String(unit)}`;

const KINDS: Readonly<Partial<Record<ChangeRule, ContractChangeKind>>> = {
  doc_changed: 'DESCRIPTION_CHANGED',
  sla_unit: 'DESCRIPTION_CHANGED',
  deprecated_set: 'STATUS_CHANGED',
  sla_loosened: 'SLA_LOOSENED',
  sla_tightened: 'SLA_TIGHTENED',
  eol_earlier: 'SLA_LOOSENED',
  masking_changed: 'CLASSIFICATION_CHANGED',
  physical_location: 'TABLE_CHANGED',
  promise_changed: 'VALIDATION_CHANGED',
};

/** What a document says of itself, not of the data: its own version, and what a contract says anew. */
function comparable({ contract, ports, names, residue }: CompiledKept): object {
  const { version: _, ...head } = contract;
  return { ports, names, residue, head };
}

/**
 * What changed in that which a document of a standard said beyond the port (docs/standards.md): judged by the rows of what
 * it promises; what no row knows is told. A change of nothing but its spelling is told as one.
 */
export function compareKept(before: Terms, after: Terms): Change[] {
  const names = ourNames(before.kept, after.kept);
  const edits = [{ op: 'terms' as const, values: { kept: after.kept } }];
  const [old, now] = keptTrees(before.kept, after.kept);
  const found = compareNodes(old, now, []).flatMap((each): Change[] => {
    const place = keptPlace(each.steps, names);
    const { column } = place;
    // What went or came with its column is that column's change.
    if (column && !(hasColumn(before.columns, column) && hasColumn(after.columns, column))) return [];
    return [
      {
        rule: each.rule,
        ...(each.reverse && { reverse: true as const }),
        kind: KINDS[each.rule] ?? 'CONSTRAINT_CHANGED',
        path: keptPath(place),
        before: each.before ?? null,
        after: each.after ?? null,
        edits: column ? edits.map((edit) => ({ ...edit, about: column })) : edits,
      },
    ];
  });
  const all = [...found, ...compareRow(before.kept, after.kept, edits)];
  return all.length > 0 ? all : respelled(before.kept, after.kept, edits);
}

/** What a JSON Schema promises of its rows beside their columns. */
const compareRow = (
  before: CompiledKept | undefined,
  after: CompiledKept | undefined,
  edits: Change['edits'],
): Change[] =>
  compareExtensions(before?.row, after?.row).map(({ key, ...each }) => ({ ...each, path: `row.${key}`, edits }));

function respelled(
  before: CompiledKept | undefined,
  after: CompiledKept | undefined,
  edits: Change['edits'],
): Change[] {
  const [old, now] = [before, after].map((each) => (each ? comparable(each) : null));
  if (sameValue(old, now)) return [];
  const said = { before: before?.contract.apiVersion ?? null, after: after?.contract.apiVersion ?? null };
  return [{ rule: 'doc_changed', kind: 'DESCRIPTION_CHANGED', path: 'extensions', ...said, edits }];
}
