import type { CompiledColumn, CompiledKept } from '../../artifact.js';
import type { Place } from '../diff/change.js';
import { pathOf } from '../diff/place.js';
import { itemName } from './keptTree.js';

/** Where something that is kept stands: in a column, or in the contract as a whole. */
export interface KeptPlace {
  /** The column or the part of one; null: it is about the contract. */
  readonly column: Place | null;
  /** The steps within it. */
  readonly within: readonly string[];
}

/** `properties/[id]/quality` of a schema object is the quality of the column `id`, under our name. */
export function keptPlace(steps: readonly string[], names: ReadonlyMap<string, string>): KeptPlace {
  if (steps[0] !== 'schema') return { column: null, within: steps };
  const place: Place[number][] = [];
  let rest = steps.slice(2);
  for (;;) {
    const [first, second = ''] = rest;
    const name = first === 'properties' ? itemName(second) : null;
    if (name !== null) place.push({ column: names.get(name) ?? name });
    else if (first === 'items' && place.length > 0) place.push({ in: 'items' });
    else if (first === 'map' && second !== '') place.push({ in: second === 'key' ? 'keys' : 'values' });
    else break;
    rest = rest.slice(first === 'items' ? 1 : 2);
  }
  return place.length > 0 ? { column: place, within: rest } : { column: null, within: ['schema', ...rest] };
}

/** Our names of the columns of a document, by its own. */
export const ourNames = (...kept: readonly (CompiledKept | undefined)[]): ReadonlyMap<string, string> =>
  new Map(kept.flatMap((each) => Object.entries(each?.names ?? {}).map(([ours, theirs]) => [theirs, ours] as const)));

/** Whether a column, or a part of one, is among these. */
export function hasColumn(columns: readonly CompiledColumn[], place: Place): boolean {
  const [step, ...rest] = place;
  if (!step) return true;
  if (!('column' in step)) return false;
  const found = columns.find(({ name }) => name === step.column);
  return found !== undefined && hasPart(found, rest);
}

function hasPart(column: CompiledColumn, place: Place): boolean {
  const [step, ...rest] = place;
  if (!step) return true;
  if ('column' in step) return hasColumn(column.fields ?? [], place);
  const part = column[step.in];
  return part === undefined || hasPart(part, rest);
}

const TOP: Readonly<Record<string, string>> = { slaProperties: 'sla', schema: 'table' };

/** `columns.id.encryptedName`, `servers.prod.host`, `sla.frequency`. */
export function keptPath({ column, within }: KeptPlace): string {
  const steps = within.map((step) => itemName(step) ?? step);
  if (column) return pathOf(column, steps.join('.'));
  const [first = '', ...rest] = steps;
  return [TOP[first] ?? first, ...rest].join('.');
}
