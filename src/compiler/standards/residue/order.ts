import { entriesByName, isNamedList, itemPlace, keyPlace } from '../../values/places.js';
import { isMapping, type Mapping } from '../../values/json.js';

type Order = Readonly<Record<string, readonly string[]>>;

/** The place with the names of items left out: what holds for every item of a list. */
const anyItem = (place: string): string => place.replace(/\/\[[^/]*\](?=\/|$)/g, '/[]');

interface Sequence {
  readonly place: string;
  readonly is: readonly string[];
  readonly due: readonly string[];
}

/** The keys of every mapping, and the names of every list, as they stand in `value` and in `document`. */
function sequences(value: unknown, document: unknown, place: string): Sequence[] {
  if (isMapping(value) && isMapping(document)) {
    const within = Object.keys(document).flatMap((key) => sequences(value[key], document[key], keyPlace(place, key)));
    return [{ place, is: Object.keys(value), due: Object.keys(document) }, ...within];
  }
  if (!isNamedList(value) || !isNamedList(document)) return [];
  const [items, others] = [entriesByName(value), entriesByName(document)];
  const within = [...others].flatMap(([key, each]) => sequences(items.get(key), each, itemPlace(place, key)));
  return [{ place: `${place}[]`, is: [...items.keys()], due: [...others.keys()] }, ...within];
}

const equal = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index]);

/** One order that holds in every sequence, built by putting each unknown key behind the one before it. */
function common(all: readonly (readonly string[])[]): string[] {
  const order: string[] = [];
  for (const due of all)
    due.forEach((key, index) => {
      if (!order.includes(key)) order.splice(index === 0 ? 0 : order.indexOf(due[index - 1] ?? '') + 1, 0, key);
    });
  return order;
}

/** The orders to keep so that `inOrder(value)` stands as `document` does; one for all items of a list where one will do. */
export function orderOf(value: Mapping, document: Mapping): Order {
  const groups = new Map<string, Sequence[]>();
  for (const each of sequences(value, document, '')) {
    const place = anyItem(each.place);
    groups.set(place, [...(groups.get(place) ?? []), each]);
  }
  return Object.fromEntries([...groups].flatMap(([place, group]) => ordersOf(place, group)));
}

function ordersOf(place: string, group: readonly Sequence[]): [string, readonly string[]][] {
  if (group.every(({ is, due }) => equal(is, due))) return [];
  const order = common(group.map(({ due }) => due));
  const rest = group.filter(({ is, due }) => !equal(sorted(is, order), due));
  const own = rest
    .filter((each) => each.place !== place)
    .map((each): [string, readonly string[]] => [each.place, each.due]);
  return [[place, order], ...own];
}

/** The keys in the given order; one that the order does not know stays behind the one before it. */
function sorted(keys: readonly string[], order: readonly string[]): string[] {
  const known = order.filter((key) => keys.includes(key));
  const result = [...known];
  keys.forEach((key, index) => {
    if (order.includes(key)) return;
    result.splice(index === 0 ? 0 : result.indexOf(keys[index - 1] ?? '') + 1, 0, key);
  });
  return result;
}

/** The value with its keys and items in the orders that were kept. */
export const inOrder = (value: Mapping, order: Order): Mapping => arranged(value, '', order) as Mapping;

function arranged(value: unknown, place: string, order: Order): unknown {
  const orderAt = (at: string): readonly string[] => order[at] ?? order[anyItem(at)] ?? [];
  if (isMapping(value)) {
    const keys = sorted(Object.keys(value), orderAt(place));
    return Object.fromEntries(keys.map((key) => [key, arranged(value[key], keyPlace(place, key), order)]));
  }
  if (!isNamedList(value)) return value;
  const items = entriesByName(value);
  const names = sorted([...items.keys()], orderAt(`${place}[]`));
  return names.map((name) => arranged(items.get(name), itemPlace(place, name), order));
}
