import { compareDataTypes } from './compareTypes.js';
import type { DataType } from './dataType.js';
import { parseType } from './parseType.js';

/** How far what is made is from what is promised: it cannot be that, or it need not fit into it. */
export type Contradiction = 'another' | 'too large';

type Family = 'integer' | 'exact' | 'float' | 'text' | 'boolean' | 'date' | 'time' | 'timestamp' | 'structure';

const FAMILIES: readonly (readonly [Family, RegExp])[] = [
  ['integer', /^u?int(8|16|24|32|64|128|256)$/],
  ['exact', /^(decimal|bignumeric|number)$/],
  ['float', /^float(32|64)$/],
  ['text', /^(string|varchar|char)$/],
  ['boolean', /^boolean$/],
  ['date', /^date$/],
  ['time', /^time$/],
  ['timestamp', /^timestamp(tz|_ntz|_ltz|_s|_ms|_us|_ns)?$/],
  ['structure', /^(object|array|map)$/],
];

const familyOf = ({ base }: DataType): Family | null => FAMILIES.find(([, bases]) => bases.test(base))?.[0] ?? null;

/** What holds the values of another family as they are: an int64 is a decimal, a date the begin of a day. */
const HELD: Readonly<Partial<Record<Family, readonly Family[]>>> = {
  integer: ['exact', 'float'],
  exact: ['float'],
  float: ['exact'],
  date: ['timestamp'],
};

/** `number(38,0)` and a `number` of which nothing is said, as warehouses report whole numbers. */
const mayBeWhole = ({ parameters: [, scale = 0] }: DataType): boolean => scale === 0;

/** Words of which each warehouse makes what it likes. */
const isOfSeveral = ({ base, text }: DataType): boolean =>
  base === 'number' || base.startsWith('timestamp') || text.trim().toLowerCase() === 'integer';

/**
 * Whether values of the type `made` cannot be, or need not fit into, the type `promised`; null where they can, or where
 * nobody can tell: types that are no base type here contradict none, nor does a word that warehouses use for several
 * (`integer`, `number`, `timestamp`).
 */
export function contradiction(made: string, promised: string): Contradiction | null {
  const [own, said] = [parseType(made), parseType(promised)];
  const [from, to] = [familyOf(own), familyOf(said)];
  if (from === null || to === null) return null;
  if (from !== to) {
    const held = HELD[from]?.includes(to) === true || (from === 'exact' && to === 'integer' && mayBeWhole(own));
    return held ? null : 'another';
  }
  if (from === 'structure') return own.base === said.base ? null : 'another';
  if ([own, said].some(isOfSeveral)) return null;
  const change = compareDataTypes(own, said, 'default');
  return change === 'type_narrowed' || change === 'param_shrunk' || change === 'decimal_scale' ? 'too large' : null;
}
