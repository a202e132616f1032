import type { BoundName, ColumnBounds, CompiledColumn } from '../../artifact.js';
import type { Compared, PropertyChange } from './compared.js';

/** A bound from below or above: 5 and everything beyond it, or 5 itself not. */
interface Limit {
  readonly value: number;
  readonly exclusive: boolean;
}

/** The bounds that limit one side together: the stricter holds. */
const SIDES: readonly { readonly inclusive: BoundName; readonly exclusive?: BoundName; readonly sign: 1 | -1 }[] = [
  { inclusive: 'minimum', exclusive: 'exclusiveMinimum', sign: 1 },
  { inclusive: 'maximum', exclusive: 'exclusiveMaximum', sign: -1 },
  { inclusive: 'minLength', sign: 1 },
  { inclusive: 'maxLength', sign: -1 },
  { inclusive: 'minItems', sign: 1 },
  { inclusive: 'maxItems', sign: -1 },
  { inclusive: 'minProperties', sign: 1 },
  { inclusive: 'maxProperties', sign: -1 },
];

/** -1: looser than before, 1: tighter, 0: the same. */
function tightening(before: Limit | null, after: Limit | null, sign: 1 | -1): -1 | 0 | 1 {
  if (!before || !after) return before ? -1 : after ? 1 : 0;
  if (before.value !== after.value) return (after.value - before.value) * sign > 0 ? 1 : -1;
  return before.exclusive === after.exclusive ? 0 : after.exclusive ? 1 : -1;
}

function limitOf(bounds: ColumnBounds, { inclusive, exclusive, sign }: (typeof SIDES)[number]): Limit | null {
  const [at, beyond] = [bounds[inclusive], exclusive && bounds[exclusive]];
  const closed = at === undefined ? null : { value: at, exclusive: false };
  const open = beyond === undefined ? null : { value: beyond, exclusive: true };
  return tightening(closed, open, sign) > 0 ? open : (closed ?? open);
}

/** The bounds of a column, a finding a side (JSON Schema, validation). */
export function compareBounds(before: CompiledColumn, after: CompiledColumn): Compared {
  const [old, now] = [before.bounds ?? {}, after.bounds ?? {}];
  const set = { bounds: after.bounds };
  const sides = SIDES.flatMap((side): PropertyChange[] => {
    const [was, is] = [limitOf(old, side), limitOf(now, side)];
    const way = tightening(was, is, side.sign);
    if (way === 0) return [];
    const rule = way > 0 ? 'bound_tightened' : 'bound_loosened';
    return [{ rule, property: side.inclusive, before: was?.value ?? null, after: is?.value ?? null, set }];
  });
  return [...sides, ...multiples(old.multipleOf ?? null, now.multipleOf ?? null, set)];
}

const isMultiple = (value: number, of: number): boolean => {
  const times = value / of;
  return Math.abs(times - Math.round(times)) < 1e-9;
};

/** Multiples of 10 are multiples of 5; of 6 and 4 neither holds the other. */
function multiples(before: number | null, after: number | null, set: Partial<CompiledColumn>): Compared {
  if (before === after) return [];
  const common = { property: 'multipleOf', before, after, set };
  if (before === null || (after !== null && isMultiple(after, before))) return [{ ...common, rule: 'bound_tightened' }];
  if (after === null || isMultiple(before, after)) return [{ ...common, rule: 'bound_loosened' }];
  return [{ ...common, rule: 'pattern_changed' }];
}
