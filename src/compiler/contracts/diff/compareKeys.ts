import type { CompiledColumn } from '../../artifact.js';
import type { Change } from './change.js';
import { matchColumns } from './matchColumns.js';

/** The primary key, hence the grain. A key column that was removed is told once, as a removed column. */
export function compareKeys(before: readonly CompiledColumn[], after: readonly CompiledColumn[]): Change[] {
  const { pairs, removed, added } = matchColumns(before, after);
  const changed = pairs.filter((pair) => pair.before.primaryKey !== pair.after.primaryKey);
  const arrived = added.some(({ primaryKey }) => primaryKey);
  if (changed.length === 0 && !arrived) return [];
  const old = namesOfKey(before);
  const edits = changed.map((pair) => ({
    op: 'set' as const,
    place: [{ column: pair.before.name }],
    values: { primaryKey: pair.after.primaryKey },
  }));
  const gone = removed.some(({ primaryKey }) => primaryKey);
  return [
    {
      rule: old.length === 0 && !gone ? 'pk_added' : 'pk_changed',
      kind: 'CONSTRAINT_CHANGED',
      path: 'columns.primary_key',
      before: old,
      after: namesOfKey(after),
      edits,
    },
  ];
}

const namesOfKey = (columns: readonly CompiledColumn[]): string[] =>
  columns
    .filter(({ primaryKey }) => primaryKey)
    .map(({ name }) => name)
    .sort();
