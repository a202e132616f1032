import { isMapping, type Mapping } from './json.js';

/** What names an item of a list, the first that it has. */
const NAMES = ['metric', 'to', 'name', 'property', 'id', 'role', 'channel', 'server', 'username', 'value', 'type'];

const escaped = (step: string): string => step.replace(/~/g, '~0').replace(/\//g, '~1');
export const keyPlace = (place: string, key: string): string => `${place}/${escaped(key)}`;
export const itemPlace = (place: string, key: string): string => `${place}/[${escaped(key)}]`;

/** A list all of whose items are mappings that have a name. */
export const isNamedList = (value: unknown): value is readonly Mapping[] =>
  Array.isArray(value) && value.every((each) => isMapping(each) && nameOf(each) !== null);

function nameOf(item: Mapping): string | null {
  const key = NAMES.find((each) => typeof item[each] === 'string' || typeof item[each] === 'number');
  return key === undefined ? null : String(item[key]);
}

/** The items by their names, a second one of a name as `name#2`. */
export function entriesByName(list: readonly Mapping[]): Map<string, Mapping> {
  const items = new Map<string, Mapping>();
  for (const item of list) {
    const name = nameOf(item) ?? '';
    let [key, count] = [name, 1];
    while (items.has(key)) key = `${name}#${(count += 1)}`;
    items.set(key, item);
  }
  return items;
}
