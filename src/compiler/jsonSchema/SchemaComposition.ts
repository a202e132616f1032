import { listOf, mappingOf, textOf, textsOf } from '../document/dbt/project/values.js';
import { isMapping, valueAt, type Mapping } from '../values/json.js';

/**
 * What a schema says as a whole: its `$ref` (`#/$defs/x`, within the document) followed, `allOf` taken in, and of `anyOf`
 * and `oneOf` what a column can say: one alternative beside null is that one, which may be null (`nullable`);
 * alternatives that are constants are an enum; of others their types are branches (JSON Schema 2020-12, 10.2).
 */
export class SchemaComposition {
  private readonly known = new Map<Mapping, Mapping>();
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
    const { $ref, allOf, anyOf, oneOf, const: value, ...own } = node;
    const inner = (each: unknown): Mapping => this.of(mappingOf(each));
    const all = [...this.referred($ref), ...listOf(allOf)].map(inner);
    const either = [anyOf, oneOf].filter(Array.isArray).map((list) => alternatives(list.map(inner)));
    const constant = value === undefined ? {} : { enum: [value] };
    return [...all, { ...own, ...constant }, ...either].reduce(both, EMPTY);
  }

  private referred($ref: unknown): Mapping[] {
    const path = textOf($ref);
    if (!path?.startsWith('#/')) return [];
    const target = valueAt(this.root, path.slice(2).split('/').map(unescaped));
    return isMapping(target) ? [target] : [];
  }
}

const EMPTY: Mapping = {};

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
  };
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
  return { ...sameType(own), ...nullable };
}

/** Their type where it is one, else all of them. */
function sameType(schemas: readonly Mapping[]): Mapping {
  const types = [...new Set(schemas.flatMap((each) => textsOf(each['type'] ?? [])))];
  return types.length > 0 ? { type: types.length === 1 ? types[0] : types } : {};
}
