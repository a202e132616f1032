import type { CompiledColumn, CompiledContractTerms } from '../artifact.js';
import type { Change, Edit, Place } from './diff/change.js';

type Columns = readonly CompiledColumn[];
type Of<O extends Edit['op']> = Extract<Edit, { op: O }>;

const only = <O extends Edit['op']>(edits: readonly Edit[], op: O): Of<O>[] =>
  edits.filter((edit): edit is Of<O> => edit.op === op);

/** Without the fields whose value is undefined. */
const stated = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

/** The columns with one column changed, wherever it lies. */
function updated(columns: Columns, place: Place, change: (column: CompiledColumn) => CompiledColumn): Columns {
  const [step, ...rest] = place;
  if (!step || !('column' in step)) return columns;
  return columns.map((column) => (column.name === step.column ? updatedWithin(column, rest, change) : column));
}

function updatedWithin(
  column: CompiledColumn,
  place: Place,
  change: (column: CompiledColumn) => CompiledColumn,
): CompiledColumn {
  const [step, ...rest] = place;
  if (!step) return change(column);
  if ('column' in step) return { ...column, fields: updated(column.fields ?? [], place, change) };
  const part = column[step.in];
  return part ? { ...column, [step.in]: updatedWithin(part, rest, change) } : column;
}

/** Changes the list of columns at a place: of the contract itself, or the fields of a struct. */
const listAt = (columns: Columns, parent: Place, change: (list: Columns) => Columns): Columns =>
  parent.length === 0
    ? change(columns)
    : updated(columns, parent, (column) => ({ ...column, fields: change(column.fields ?? []) }));

function removed(columns: Columns, { place }: Of<'remove'>): Columns {
  const step = place.at(-1);
  const name = step && 'column' in step ? step.column : '';
  return listAt(columns, place.slice(0, -1), (list) => list.filter((each) => each.name !== name));
}

const inserted = (columns: Columns, { parent, column, index }: Of<'add'>): Columns =>
  listAt(columns, parent, (list) => [...list.slice(0, index), column, ...list.slice(index)]);

const ordered = (columns: Columns, { parent, names }: Of<'order'>): Columns =>
  listAt(columns, parent, (list) => [...list].sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name)));

const isRenaming = ({ values }: Of<'set'>): boolean => values.name !== undefined;

/**
 * The terms that come of others by the changes of a diff. Places are written in old names, so renaming comes last, the
 * deepest first.
 */
export function applyChanges(terms: CompiledContractTerms, changes: readonly Change[]): CompiledContractTerms {
  const edits = changes.flatMap((change) => change.edits);
  const sets = only(edits, 'set');
  const set = (columns: Columns, { place, values }: Of<'set'>): Columns =>
    updated(columns, place, (column) => stated({ ...column, ...values }));
  let { columns } = terms;
  columns = sets.filter((each) => !isRenaming(each)).reduce(set, columns);
  columns = only(edits, 'remove').reduce(removed, columns);
  columns = only(edits, 'order').reduce(ordered, columns);
  columns = only(edits, 'add')
    .sort((a, b) => a.index - b.index)
    .reduce(inserted, columns);
  columns = sets
    .filter(isRenaming)
    .sort((a, b) => b.place.length - a.place.length)
    .reduce(set, columns);
  return stated(Object.assign({}, terms, ...only(edits, 'terms').map(({ values }) => values), { columns }));
}
