import { listOf, textsOf } from '../document/dbt/project/values.js';
import { isMapping, type Mapping } from '../values/json.js';
import { DEEPEST } from '../values/deepest.js';
import { merged } from './merged.js';
import { SchemaAddresses } from './SchemaAddresses.js';

const EMPTY: Mapping = {};
/** A schema that nothing fits. */
const NEVER: Mapping = { not: {} };

/** Schemas that are named again and again grow fast. */
const MOST_COPIED = 20_000;

/** `true` takes any value, `false` none. */
export const schemaNode = (value: unknown): Mapping => (value === false ? NEVER : isMapping(value) ? value : EMPTY);

/**
 * What a schema says as a whole: its `$ref` (`#/$defs/x`, within the document) followed, `allOf` taken in, and of `anyOf`
 * and `oneOf` what a column can say: one alternative beside null is that one, which may be null (`nullable`);
 * alternatives that are constants are an enum; of others their types are branches (JSON Schema 2020-12, 10.2).
 */
export class SchemaComposition {
  private readonly known = new Map<Mapping, Mapping>();
  private readonly addresses: SchemaAddresses;
  private copied = 0;
  constructor(root: Mapping) {
    this.addresses = new SchemaAddresses(root);
  }

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
    const inner = (each: unknown): Mapping => this.of(schemaNode(each));
    const referred = [$ref, $dynamicRef].flatMap((each) => this.addresses.target(each, node) ?? []);
    const either = [anyOf, oneOf].filter(Array.isArray).map((list) => alternatives(list.map(inner)));
    const constant = value === undefined ? {} : { enum: [value] };
    // What leads out of the document is told as it is written.
    const out = Object.entries({ $ref, $dynamicRef }).filter(
      ([, each]) => each !== undefined && !this.addresses.target(each, node),
    );
    const all = [...referred, ...listOf(allOf)].map(inner);
    return [...all, { ...own, ...Object.fromEntries(out) }, constant, ...either].reduce(merged, EMPTY);
  }

  /** A value as it is written, with the schemas that it names in their places: a change of theirs is a change of it. */
  written(value: unknown, within: readonly unknown[] = []): unknown {
    if (Array.isArray(value)) return value.map((each) => this.written(each, within));
    if (!isMapping(value) || within.includes(value) || within.length > DEEPEST.jsonSchema) return value;
    if ((this.copied += 1) > MOST_COPIED) return value;
    const target = this.addresses.target(value['$ref'] ?? value['$dynamicRef'], value);
    const around = [...within, value];
    if (target && !around.includes(target)) {
      const { $ref: _, $dynamicRef: __, ...beside } = value;
      const found = this.written(target, around) as Mapping;
      return Object.keys(beside).length === 0 ? found : { allOf: [found, this.written(beside, around)] };
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.written(each, around)]));
  }
}

const allowsNullAlone = ({ type, enum: values }: Mapping): boolean => {
  const types = textsOf(type ?? []);
  if (types.length > 0) return types.every((each) => each === 'null');
  return Array.isArray(values) && values.length > 0 && values.every((each) => each === null);
};

const isNever = ({ not, ...more }: Mapping): boolean =>
  isMapping(not) && Object.keys(not).length === 0 && Object.keys(more).length === 0;

function alternatives(schemas: readonly Mapping[]): Mapping {
  const possible = schemas.filter((each) => !isNever(each));
  const own = possible.filter((each) => !allowsNullAlone(each));
  const isNullable = own.length < possible.length || own.some((each) => each['nullable'] === true);
  const nullable = isNullable ? { nullable: true } : {};
  const [only] = own;
  if (!only) return possible.length > 0 ? { type: 'null' } : NEVER;
  if (own.length === 1) return { ...only, ...nullable };
  if (own.every((each) => Array.isArray(each['enum']) && saysNoMore(each, SAID_OF_VALUES)))
    return { ...sameType(own), enum: own.flatMap((each) => listOf(each['enum'])), ...nullable };
  // What a column cannot say of them is kept as it is written, so that a change of it shows.
  const isWhole = own.every((each) => each['type'] !== undefined && saysNoMore(each, SAID_OF_ONE));
  return { ...sameType(own), ...nullable, ...(!isWhole && { anyOf: own }) };
}

const saysNoMore = (schema: Mapping, said: ReadonlySet<string>): boolean =>
  Object.keys(schema).every((key) => said.has(key));

/** What of one alternative among several is no promise, or stands among the types. */
const SAID_OF_ONE = new Set(['type', 'title', 'description', 'examples', '$comment', 'nullable', 'deprecated']);
const SAID_OF_VALUES = new Set([...SAID_OF_ONE, 'enum']);

/** Their type where it is one, else all of them; none where one of them takes any. */
function sameType(schemas: readonly Mapping[]): Mapping {
  if (schemas.some(({ type }) => type === undefined)) return {};
  const types = [...new Set(schemas.flatMap((each) => textsOf(each['type'] ?? [])))];
  return { type: types.length === 1 ? types[0] : types };
}
