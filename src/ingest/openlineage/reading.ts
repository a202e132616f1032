import { isMapping, type Mapping } from '../../compiler/values/json.js';
import { Unreadable } from '../told.js';

/** The longest name of a namespace, dataset or job, and the most datasets of one side of an event. */
const LONGEST = 1_024;
const MOST = 1_000;

const EMPTY: Mapping = {};

export const mappingOf = (value: unknown): Mapping => (isMapping(value) ? value : EMPTY);

/** The text at a key. Throws Unreadable where there is none, or one of more than 1,024 characters. */
export function textAt(of: Mapping, key: string, place: string): string {
  const value = of[key];
  const where = place === '' ? key : `${place}.${key}`;
  if (typeof value !== 'string' || value.trim() === '') throw new Unreadable(`${where} must be a text.`, where);
  if (value.length > LONGEST)
    throw new Unreadable(`${where} has ${value.length} characters: ${LONGEST} are read.`, where);
  return value;
}

/** The objects of a list that may be absent. Throws Unreadable for another thing, and for more than 1,000. */
export function objectsAt(of: Mapping, key: string): readonly Mapping[] {
  const value = of[key] ?? [];
  if (!Array.isArray(value)) throw new Unreadable(`${key} must be a list.`, key);
  if (value.length > MOST) throw new Unreadable(`${key} has ${value.length} datasets: ${MOST} are read.`, key);
  return value.map((each: unknown, index) => {
    if (!isMapping(each)) throw new Unreadable(`${key}.${index} must be an object.`, `${key}.${index}`);
    return each;
  });
}
