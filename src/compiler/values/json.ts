import type { DocumentPath } from '../source.js';

/** An object of JSON or YAML. */
export type Mapping = Readonly<Record<string, unknown>>;

/** One that is being made. */
export type JsonObject = Record<string, unknown>;

export function isMapping(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equality of two JSON values; the order of an object's keys does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, i) => sameValue(each, b[i]));
  if (!isMapping(a) || !isMapping(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && sameValue(a[key], b[key]));
}

/** The value at a path, undefined where the document does not state it. */
export function valueAt(value: unknown, path: DocumentPath): unknown {
  let at = value;
  for (const segment of path) {
    if (Array.isArray(at) && typeof segment === 'number') at = at[segment];
    else if (isMapping(at) && Object.hasOwn(at, String(segment))) at = at[String(segment)];
    else return undefined;
  }
  return at;
}

/** The lists' members in order of first appearance, each once. */
export function union(...lists: readonly (readonly unknown[])[]): unknown[] {
  const out: unknown[] = [];
  for (const each of lists.flat()) if (!out.some((held) => sameValue(held, each))) out.push(each);
  return out;
}

/** The members of a list that are text; [] for anything that is no list. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
