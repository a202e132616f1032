import { gt, lt, rsort } from 'semver';
import type { DocumentPath } from '../../source.js';
import { listOf } from '../../document/dbt/project/values.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** What the versions of a standard differ in, of one kind of mapping in its documents. */
export interface Kind {
  /** Its fields that hold kinds of their own: a mapping, or the items of a list. */
  readonly parts?: Readonly<Record<string, string>>;
  /** The kind of the items, where a field takes a mapping or a list. */
  readonly items?: Readonly<Record<string, string>>;
  /** By field, the version that brought it; by value of a field, the same. */
  readonly since?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By field, the version since which it may be left out. */
  readonly optional?: Readonly<Record<string, string>>;
  /** Before this version it took any field beside its own, and asked for none of `free`. */
  readonly closed?: { readonly since: string; readonly own: readonly string[]; readonly free?: readonly string[] };
}

/** The versions of a standard. */
export interface Editions {
  /** Those that are known, `v3.1.0`. */
  readonly known: readonly string[];
  /** Of each kind of mapping; the document itself is of the kind `document`. */
  readonly kinds: Readonly<Record<string, Kind>>;
}

/** Something in a document that its own version does not know. */
export interface Newer {
  readonly path: DocumentPath;
  /** "'enum'", "'logicalType: map'" */
  readonly what: string;
  readonly since: string;
}

interface Found {
  readonly kind: Kind;
  readonly mapping: Mapping;
  readonly path: DocumentPath;
}

/** The version by whose rules a document is judged: its own, else the known one before it. */
export const judgedBy = (apiVersion: string, { known }: Editions): string => {
  const newest = rsort([...known]);
  return newest.find((each) => !gt(each, apiVersion)) ?? newest.at(-1) ?? apiVersion;
};

export const newestOf = ({ known }: Editions): string => rsort([...known])[0] ?? '';

/** Every mapping of a document whose kind is known, with its place. */
function mappingsOf(value: unknown, name: string, kinds: Editions['kinds'], path: DocumentPath = []): Found[] {
  const kind = kinds[name];
  if (!isMapping(value) || !kind) return [];
  const below = (field: string, part: string): Found[] => {
    const [each, at] = [value[field], [...path, field]];
    if (!Array.isArray(each)) return mappingsOf(each, part, kinds, at);
    const item = kind.items?.[field] ?? part;
    return listOf(each).flatMap((one, index) => mappingsOf(one, item, kinds, [...at, index]));
  };
  const within = Object.entries(kind.parts ?? {}).flatMap(([field, part]) => below(field, part));
  return [{ kind, mapping: value, path }, ...within];
}

const isOpen = ({ closed }: Kind, version: string): boolean => closed !== undefined && lt(version, closed.since);

/** The places that a version leaves to whoever writes the document: what stands there is not judged. */
export function leftOpen(document: Mapping, version: string, editions: Editions): DocumentPath[] {
  return mappingsOf(document, 'document', editions.kinds).flatMap(({ kind, mapping, path }) => {
    if (!isOpen(kind, version)) return [];
    const { own = [], free = [] } = kind.closed ?? {};
    const further = Object.keys(mapping).filter((field) => !own.includes(field));
    const missing = free.filter((field) => mapping[field] === undefined);
    return [...further, ...missing].map((field) => [...path, field]);
  });
}

/** What a document says that came with a later version than its own. */
export function newerThan(document: Mapping, version: string, editions: Editions): Newer[] {
  return mappingsOf(document, 'document', editions.kinds).flatMap((found) =>
    isOpen(found.kind, version) ? leftOut(found, version) : [...newerIn(found, version), ...leftOut(found, version)],
  );
}

function newerIn({ kind, mapping, path }: Found, version: string): Newer[] {
  const { since = {}, values = {} } = kind;
  const fields = Object.entries(since).map(([field, from]) => ({ field, from, what: `'${field}'` }));
  const words = Object.entries(values).flatMap(([field, known]) => {
    const value = mapping[field];
    const from = typeof value === 'string' && Object.hasOwn(known, value) ? known[value] : undefined;
    return from === undefined ? [] : [{ field, from, what: `'${field}: ${String(value)}'` }];
  });
  return [...fields, ...words]
    .filter(({ field, from }) => mapping[field] !== undefined && lt(version, from))
    .map(({ field, from, what }) => ({ path: [...path, field], what, since: from }));
}

const leftOut = ({ kind, mapping, path }: Found, version: string): Newer[] =>
  Object.entries(kind.optional ?? {})
    .filter(([field, from]) => mapping[field] === undefined && lt(version, from))
    .map(([field, since]) => ({ path: [...path, field], what: `To leave out '${field}'`, since }));
