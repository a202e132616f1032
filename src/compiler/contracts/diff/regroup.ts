import type { CompiledColumn } from '../../artifact.js';
import type { Change, Edit, Place } from './change.js';

interface Coming {
  readonly change: Change;
  readonly column: CompiledColumn;
  readonly parent: Place;
  /** The change is about this very column, not about a structure around it. */
  readonly itself: boolean;
}

const editOf = <O extends Edit['op']>(change: Change, op: O): Extract<Edit, { op: O }> | undefined =>
  change.edits.find((edit): edit is Extract<Edit, { op: O }> => edit.op === op);

/** A column that came, and all that stands within it. */
function coming(change: Change): Coming[] {
  const add = editOf(change, 'add');
  if (!add) return [];
  const within = (column: CompiledColumn, parent: Place, itself: boolean): Coming[] => [
    { change, column, parent, itself },
    ...(column.fields ?? []).flatMap((each) => within(each, [...parent, { column: column.name }], false)),
  ];
  return within(add.column, add.parent, true);
}

const samePlace = (a: Place, b: Place): boolean => JSON.stringify(a) === JSON.stringify(b);

function columnAt(columns: readonly CompiledColumn[], place: Place): CompiledColumn | undefined {
  const [step, ...rest] = place;
  if (!step || !('column' in step)) return undefined;
  const found = columns.find(({ name }) => name === step.column);
  return rest.length === 0 ? found : columnAt(found?.fields ?? [], rest);
}

const isScalar = ({ fields, items, values }: CompiledColumn): boolean => !fields && !items && !values;

/**
 * A scalar that went at one depth and came, under the same name and type, at another has moved into or out of a
 * structure: one finding in place of two, as long as there is one candidate alone.
 */
export function regrouped(changes: readonly Change[], before: readonly CompiledColumn[]): Change[] {
  const arrivals = changes.flatMap(coming);
  const merged = new Map<Change, Change>();
  const swallowed = new Set<Change>();
  for (const change of changes) {
    const place = editOf(change, 'remove')?.place;
    const column = place && columnAt(before, place);
    if (!place || !column || !isScalar(column)) continue;
    const parent = place.slice(0, -1);
    const [found, ...more] = arrivals.filter(
      (each) => each.column.name === column.name && each.column.type === column.type && !samePlace(each.parent, parent),
    );
    if (!found || more.length > 0 || swallowed.has(found.change)) continue;
    if (found.itself) swallowed.add(found.change);
    merged.set(change, moved(change, found));
  }
  return changes.filter((change) => !swallowed.has(change)).map((change) => merged.get(change) ?? change);
}

function moved(removal: Change, { change, column, parent, itself }: Coming): Change {
  const steps = [...parent, { column: column.name }];
  const path = steps.map((step) => ('column' in step ? step.column : step.in)).join('.');
  return {
    rule: 'struct_regrouped',
    kind: 'COLUMN_RENAMED',
    path: removal.path,
    before: removal.path.slice('columns.'.length),
    after: path,
    edits: [...removal.edits, ...(itself ? change.edits : [])],
  };
}
