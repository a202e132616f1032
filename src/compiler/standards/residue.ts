import { isMapping } from '../document/shape.js';
import { sameValue } from '../inherit/json.js';

/**
 * What a document of a standard says beyond what our model holds, by JSON pointer; items of a list whose items have names
 * are reached by them (`/schema/name=orders/properties/name=id`), so that it stays right when the model changes.
 */
export type Residue = readonly ResidueEntry[];
export type ResidueEntry =
  | { readonly at: string; readonly value: unknown }
  | { readonly at: string; readonly removed: true }
  | { readonly at: string; readonly order: readonly string[] };

const NAMES = ['name', 'property', 'id', 'contractId'] as const;

const escaped = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1');
const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');
const stepsOf = (pointer: string): string[] => pointer.split('/').slice(1).map(unescaped);

/** The key by which the items of both lists are told apart; null where there is none. */
function keyOf(a: readonly unknown[], b: readonly unknown[]): string | null {
  const tells = (items: readonly unknown[], key: string): boolean => {
    const names = items.map((item) => (isMapping(item) ? item[key] : undefined));
    return names.every((each) => typeof each === 'string') && new Set(names).size === names.length;
  };
  return NAMES.find((key) => tells(a, key) && tells(b, key)) ?? null;
}

const named = (items: readonly unknown[], key: string): Map<string, unknown> =>
  new Map(items.map((item) => [String((item as Record<string, unknown>)[key]), item]));

function listResidue(ours: readonly unknown[], theirs: readonly unknown[], at: string): ResidueEntry[] {
  const key = keyOf(ours, theirs);
  if (key === null) return [{ at, value: theirs }];
  const [a, b] = [named(ours, key), named(theirs, key)];
  const step = (name: string): string => `${at}/${escaped(`${key}=${name}`)}`;
  const entries = [
    ...[...a.keys()].flatMap((name) => (b.has(name) ? [] : [{ at: step(name), removed: true as const }])),
    ...[...b].flatMap(([name, item]) =>
      a.has(name) ? residueOf(a.get(name), item, step(name)) : [{ at: step(name), value: item }],
    ),
  ];
  const kept = [...a.keys()].filter((name) => b.has(name));
  const added = [...b.keys()].filter((name) => !a.has(name));
  const order = [...b.keys()];
  return sameValue([...kept, ...added], order)
    ? entries
    : [...entries, { at, order: order.map((name) => `${key}=${name}`) }];
}

/** What must be put on top of our own writing of a document to have the document back. */
export function residueOf(ours: unknown, theirs: unknown, at = ''): ResidueEntry[] {
  if (sameValue(ours, theirs)) return [];
  if (Array.isArray(ours) && Array.isArray(theirs)) return listResidue(ours, theirs, at);
  if (!isMapping(ours) || !isMapping(theirs)) return [{ at, value: theirs }];
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].flatMap((key): ResidueEntry[] => {
    const below = `${at}/${escaped(key)}`;
    if (!Object.hasOwn(theirs, key)) return [{ at: below, removed: true }];
    if (!Object.hasOwn(ours, key)) return [{ at: below, value: theirs[key] }];
    return residueOf(ours[key], theirs[key], below);
  });
}

type Json = Record<string, unknown>;

const indexIn = (list: readonly unknown[], step: string): number => {
  const cut = step.indexOf('=');
  const [key, name] = [step.slice(0, cut), step.slice(cut + 1)];
  return list.findIndex((item) => isMapping(item) && item[key] === name);
};

function put(target: unknown, [step = '', ...rest]: readonly string[], entry: ResidueEntry): unknown {
  if (Array.isArray(target)) {
    const list = [...(target as unknown[])];
    const index = indexIn(list, step);
    if (rest.length === 0) {
      if ('value' in entry) list.splice(index < 0 ? list.length : index, index < 0 ? 0 : 1, entry.value);
      else if ('removed' in entry && index >= 0) list.splice(index, 1);
      else if (index >= 0) list[index] = ordered(list[index], entry);
    } else if (index >= 0) list[index] = put(list[index], rest, entry);
    return list;
  }
  if (!isMapping(target)) return target;
  const own: Json = { ...target };
  if (rest.length > 0) {
    // What hung on something that is gone goes with it.
    if (Object.hasOwn(own, step)) own[step] = put(own[step], rest, entry);
  } else if ('value' in entry) own[step] = entry.value;
  else if ('removed' in entry) delete own[step];
  else own[step] = ordered(own[step], entry);
  return own;
}

function ordered(list: unknown, entry: ResidueEntry): unknown {
  if (!('order' in entry) || !Array.isArray(list)) return list;
  const rank = (item: unknown): number => {
    const at = entry.order.findIndex((step) => indexIn([item], step) === 0);
    return at < 0 ? entry.order.length : at;
  };
  return [...(list as unknown[])].sort((a, b) => rank(a) - rank(b));
}

/** Our own writing of a document with what was kept of the one that came in. */
export const withResidue = (ours: unknown, residue: Residue): unknown =>
  residue.reduce<unknown>(
    (target, entry) => (entry.at === '' && 'value' in entry ? entry.value : put(target, stepsOf(entry.at), entry)),
    ours,
  );
