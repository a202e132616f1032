import type { CompiledColumn } from '../../artifact.js';
import type { Compared, PropertyChange } from './compared.js';

/** The values that a column may hold: each that came or went, the list as such, its order. */
export function compareEnums(before: CompiledColumn, after: CompiledColumn): Compared {
  const [old, now] = [before.enum, after.enum];
  const set = { enum: now };
  const common = { property: 'enum', before: old, after: now, set };
  if (old === null && now === null) return openness(before, after);
  if (old === null) return [{ ...common, rule: 'enum_introduced' }, ...openness(before, after)];
  if (now === null) return [{ ...common, rule: 'enum_dropped' }, ...openness(before, after)];
  const came = now.filter((each) => !old.includes(each));
  const went = old.filter((each) => !now.includes(each));
  const values: PropertyChange[] = [
    ...came.map((each) => ({
      rule: 'enum_added' as const,
      kind: 'ENUM_VALUE_ADDED' as const,
      property: 'enum',
      before: null,
      after: each,
      open: before.enumOpen === true,
      set,
    })),
    ...went.map((each) => ({
      rule: 'enum_removed' as const,
      kind: 'ENUM_VALUE_REMOVED' as const,
      property: 'enum',
      before: each,
      after: null,
      set,
    })),
  ];
  const reordered = values.length === 0 && old.join('\0') !== now.join('\0');
  return [
    ...values,
    ...(reordered ? [{ ...common, rule: 'enum_meta' as const, kind: 'DESCRIPTION_CHANGED' as const }] : []),
    ...openness(before, after),
  ];
}

/** A closed list is a promise; opening it takes the promise back. */
function openness(before: CompiledColumn, after: CompiledColumn): Compared {
  const [old, now] = [before.enumOpen ?? false, after.enumOpen ?? false];
  if (old === now || (before.enum === null) !== (after.enum === null)) {
    return old === now
      ? []
      : [{ rule: 'enum_meta', property: 'enum_open', before: old, after: now, set: { enumOpen: after.enumOpen } }];
  }
  const rule = now ? 'enum_dropped' : 'enum_introduced';
  return [{ rule, property: 'enum_open', before: old, after: now, set: { enumOpen: after.enumOpen } }];
}
