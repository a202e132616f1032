import { listOf, mappingOf, textOf, textsOf } from '../document/dbt/project/values.js';
import { isMapping, valueAt, type Mapping } from '../values/json.js';

/**
 * What a schema says as a whole: its `$ref` (`#/$defs/x`, within the document) followed, `allOf` taken in, and of `anyOf`
 * and `oneOf` what a column can say: one alternative beside null is that one, which may be null (`nullable`);
 * alternatives that are constants are an enum; of others their types are branches (JSON Schema 2020-12, 10.2).
 */
export class SchemaComposition {
  private readonly known = new Map<Mapping, Mapping>();
  private addresses: ReadonlyMap<string, Mapping> | undefined;
  constructor(private readonly root: Mapping) {}

  /** The same mapping for the same node; what leads in a circle says nothing the second time. */
  of(node: Mapping): Mapping {
    const known = this.known.get(node);
    if (known) return known;
    this.known.set(node, EMPTY);
    const found = this.composed(node);
    this.known.set(node, found);
    return found;
  }

  private composed(node: Mapping): Mapping {
    const { $ref, $dynamicRef, allOf, anyOf, oneOf, const: value, ...own } = node;
    const inner = (each: unknown): Mapping => this.of(mappingOf(each));
    const all = [...this.referred($ref), ...this.referred($dynamicRef), ...listOf(allOf)].map(inner);
    const either = [anyOf, oneOf].filter(Array.isArray).map((list) => alternatives(list.map(inner)));
    const constant = value === undefined ? {} : { enum: [value] };
    // What leads out of the document is told as it is written.
    const out = $ref !== undefined && this.referred($ref).length === 0 ? { $ref } : {};
    return [...all, { ...own, ...out, ...constant }, ...either].reduce(both, EMPTY);
  }

  private referred($ref: unknown): Mapping[] {
    const path = textOf($ref);
    if (path === null) return [];
    const target = this.target(path);
    return isMapping(target) ? [target] : [];
  }

  /** `#`, a pointer, the name of an anchor, or the address of a schema within the document. */
  private target(path: string): unknown {
    const [address = '', fragment = ''] = path.split('#');
    const base = address === '' ? this.root : this.named.get(address);
    if (!base || fragment === '') return base;
    return fragment.startsWith('/')
      ? valueAt(base, fragment.slice(1).split('/').map(unescaped))
      : this.named.get(`#${fragment}`);
  }

  /** The schemas that have an address or an anchor of their own. */
  private get named(): ReadonlyMap<string, Mapping> {
    return (this.addresses ??= addressesOf(this.root));
  }
}

const EMPTY: Mapping = {};

/** Schemas by `$id` (`id` in draft 4) and, as `#name`, by their anchors. */
function addressesOf(root: Mapping): Map<string, Mapping> {
  const found = new Map<string, Mapping>();
  const waiting: object[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const each of Object.values(node) as unknown[])
      if (typeof each === 'object' && each !== null) waiting.push(each);
    if (!isMapping(node)) continue;
    const [anchor, id] = [textOf(node['$anchor']) ?? textOf(node['$dynamicAnchor']), node['$id'] ?? node['id']];
    if (anchor !== null) found.set(`#${anchor}`, node);
    if (typeof id === 'string') found.set(id.replace(/#$/, ''), node);
  }
  return found;
}

/** A step of a JSON pointer in a URI fragment (RFC 6901, section 6). */
const unescaped = (step: string): string => percentDecoded(step).replace(/~1/g, '/').replace(/~0/g, '~');
const percentDecoded = (step: string): string =>
  step.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** What holds of a value for which both hold; where they say different things of one keyword, the second. */
function both(a: Mapping, b: Mapping): Mapping {
  const required = [...textsOf(a['required'] ?? []), ...textsOf(b['required'] ?? [])];
  const properties = { ...mappingOf(a['properties']), ...mappingOf(b['properties']) };
  return {
    ...a,
    ...b,
    ...(isMapping(a['properties']) && isMapping(b['properties']) && { properties }),
    ...(a['required'] !== undefined && b['required'] !== undefined && { required }),
    ...(isMapping(a['x-floe']) && isMapping(b['x-floe']) && { 'x-floe': { ...a['x-floe'], ...b['x-floe'] } }),
    ...stricter(a, b),
  };
}

const FROM_BELOW = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const FROM_ABOVE = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

/** Of bounds that both state the stricter holds. */
function stricter(a: Mapping, b: Mapping): Mapping {
  const pick = (keys: readonly string[], of: (one: number, other: number) => number): [string, number][] =>
    keys.flatMap((key): [string, number][] => {
      const [one, other] = [a[key], b[key]];
      return typeof one === 'number' && typeof other === 'number' ? [[key, of(one, other)]] : [];
    });
  return Object.fromEntries([...pick(FROM_BELOW, Math.max), ...pick(FROM_ABOVE, Math.min)]);
}

const isNull = ({ type, enum: values }: Mapping): boolean =>
  type === 'null' || (Array.isArray(values) && values.length > 0 && values.every((each) => each === null));

function alternatives(schemas: readonly Mapping[]): Mapping {
  const own = schemas.filter((each) => !isNull(each));
  const nullable = own.length < schemas.length ? { nullable: true } : {};
  const [only] = own;
  if (only && own.length === 1) return { ...only, ...nullable };
  if (own.length > 0 && own.every((each) => Array.isArray(each['enum'])))
    return { ...sameType(own), enum: own.flatMap((each) => listOf(each['enum'])), ...nullable };
  // What a column cannot say of them is kept as it is written, so that a change of it shows.
  const more = own.some((each) => Object.keys(each).some((key) => !SAID_OF_ONE.has(key)));
  return { ...sameType(own), ...nullable, ...(more && { anyOf: own }) };
}

/** What of one alternative among several is no promise, or stands among the types. */
const SAID_OF_ONE = new Set(['type', 'title', 'description', 'examples', '$comment', 'nullable']);

/** Their type where it is one, else all of them. */
function sameType(schemas: readonly Mapping[]): Mapping {
  const types = [...new Set(schemas.flatMap((each) => textsOf(each['type'] ?? [])))];
  return types.length > 0 ? { type: types.length === 1 ? types[0] : types } : {};
}
