import { mappingOf } from '../../document/dbt/project/values.js';
import { inOrder } from './order.js';
import { entriesByName, isNamedList, itemPlace, keyPlace } from '../../values/places.js';
import type { Residue } from './residue.js';
import { same } from './same.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** A model as it is written, with what was kept beside it: the document it was read from, and what has changed since. */
export function restored(model: Mapping, residue: Residue): Mapping {
  return inOrder(mappingWith(model, '', new Kept(residue)), residue.order ?? {});
}

/** The places of a residue, by the place they stand in. */
class Kept {
  private readonly children = new Map<string, string[]>();
  constructor(readonly residue: Residue) {
    for (const place of Object.keys(residue.kept ?? {})) {
      const parent = place.slice(0, place.lastIndexOf('/'));
      this.children.set(parent, [...(this.children.get(parent) ?? []), place]);
    }
  }
  /** The document wrote it otherwise, and the model says something else by now: then its unit is the model's too. */
  isVoid(place: string, value: unknown): boolean {
    const written = mappingOf(this.residue.written)[place];
    return isMapping(written) && !same(written['for'], value);
  }
  within(place: string): readonly string[] {
    return this.children.get(place) ?? [];
  }
}

const unescaped = (step: string): string => step.replace(/~1/g, '/').replace(/~0/g, '~');
const stepOf = (place: string): string => place.slice(place.lastIndexOf('/') + 1);

/** The value of one place; undefined where the document leaves it out. */
function valueWith(value: unknown, place: string, kept: Kept): unknown {
  const written = mappingOf(kept.residue.written)[place];
  if (isMapping(written) && same(written['for'], value)) return written['as'];
  const { absent = {} } = kept.residue;
  if (Object.hasOwn(absent, place) && same(absent[place], value)) return undefined;
  if (isMapping(value)) return mappingWith(value, place, kept);
  return isNamedList(value) ? listWith(value, place, kept) : value;
}

function mappingWith(value: Mapping, place: string, kept: Kept): Mapping {
  const own = Object.entries(value).map(([key, each]) => {
    const at = keyPlace(place, key);
    const isOurs = key === 'unit' && kept.isVoid(keyPlace(place, 'value'), value['value']);
    return [key, isOurs ? each : beside(valueWith(each, at, kept), kept.residue.kept?.[at])] as const;
  });
  const more = kept
    .within(place)
    .map((at) => [unescaped(stepOf(at)), kept.residue.kept?.[at]] as const)
    .filter(([key]) => !Object.hasOwn(value, key));
  return Object.fromEntries([...own.filter(([, each]) => each !== undefined), ...more]);
}

/** What was kept as a whole, for nothing of ours stood there then, with what of ours stands there by now. */
function beside(value: unknown, kept: unknown): unknown {
  if (isMapping(value) && isMapping(kept)) {
    const both = Object.entries(kept).map(([key, each]) => [key, beside(value[key], each) ?? each] as const);
    return { ...Object.fromEntries(both), ...ownOf(value, kept) };
  }
  if (!isNamedList(value) || !isNamedList(kept)) return value;
  const [items, before] = [entriesByName(value), entriesByName(kept)];
  const both = [...before].map(([name, each]) => beside(items.get(name), each) ?? each);
  return [...both, ...[...items].filter(([name]) => !before.has(name)).map(([, each]) => each)];
}

const ownOf = (value: Mapping, kept: Mapping): Mapping =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !Object.hasOwn(kept, key)));

function listWith(value: readonly Mapping[], place: string, kept: Kept): unknown[] {
  const items = entriesByName(value);
  const own = [...items].map(([key, each]) => valueWith(each, itemPlace(place, key), kept));
  const more = kept
    .within(place)
    .filter((at) => !items.has(unescaped(stepOf(at).slice(1, -1))))
    .map((at) => kept.residue.kept?.[at]);
  return [...own.filter((each) => each !== undefined), ...more];
}
