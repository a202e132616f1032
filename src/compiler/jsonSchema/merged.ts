import { listOf, mappingOf, textsOf } from '../document/dbt/project/values.js';
import { isMapping, sameValue, type Mapping } from '../values/json.js';

/** The types that a schema allows, null among them; undefined where it says none. */
function typesOf({ type, nullable }: Mapping): string[] | undefined {
  const types = textsOf(type ?? []);
  return types.length === 0 ? undefined : nullable === true ? [...types, 'null'] : types;
}

/** An integer is a number. */
const within = (type: string, types: readonly string[]): boolean =>
  types.includes(type) || (type === 'integer' && types.includes('number'));

/** Values of which null is none. */
const excludesNull = ({ enum: values, nullable }: Mapping): boolean =>
  nullable !== true && Array.isArray(values) && values.length > 0 && !values.includes(null);

/** The types of which a value is where both hold. */
function sharedType(a: Mapping, b: Mapping): Mapping {
  const [old, now] = [typesOf(a), typesOf(b)];
  const mayBeNull = [a, b].some(({ nullable }) => nullable === true) && ![a, b].some(excludesNull);
  if (!old && !now) return mayBeNull ? { nullable: true } : {};
  const shared =
    old && now
      ? [...old.filter((each) => within(each, now)), ...now.filter((each) => within(each, old))]
      : (old ?? now);
  // Beside a reference `nullable: true` is meant of what it leads to (OpenAPI 3.0).
  const types = [...new Set([...(shared ?? []), ...(mayBeNull && (!old || !now) ? ['null'] : [])])];
  return { type: types.length === 1 ? types[0] : types };
}

const FROM_BELOW = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties', 'minContains'];
const FROM_ABOVE = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties', 'maxContains'];
/** What of two the later says. */
const SAID = [
  ...['title', 'description', 'default', 'examples', 'example', 'deprecated', 'readOnly', 'writeOnly', 'unique'],
  ...['$schema', '$id', 'id', '$anchor', '$dynamicAnchor', '$comment', '$defs', 'definitions', '$vocabulary'],
];
/** Schemas that both must hold. */
const PARTS = [
  'items',
  'additionalProperties',
  'propertyNames',
  'contains',
  'unevaluatedProperties',
  'unevaluatedItems',
];
const NAMED_PARTS = ['properties', 'patternProperties', 'dependentSchemas'];

const isSchema = (value: unknown): boolean => isMapping(value) || typeof value === 'boolean';
const bothOf = (a: unknown, b: unknown): unknown =>
  a === false || b === false ? false : a === true ? b : b === true ? a : { allOf: [a, b] };

function bothNamed(a: Mapping, b: Mapping): Mapping {
  const shared = Object.keys(b).filter((key) => Object.hasOwn(a, key));
  const together = shared.map((key) => [key, sameValue(a[key], b[key]) ? a[key] : bothOf(a[key], b[key])] as const);
  return { ...a, ...b, ...Object.fromEntries(together) };
}

/** One keyword that two schemas state; undefined where a schema can say but one of them. */
function together(key: string, a: unknown, b: unknown): unknown {
  if (sameValue(a, b) || SAID.includes(key)) return b;
  if (typeof a === 'number' && typeof b === 'number') {
    if (FROM_BELOW.includes(key)) return Math.max(a, b);
    if (FROM_ABOVE.includes(key)) return Math.min(a, b);
  }
  if (key === 'required') return [...new Set([...textsOf(a), ...textsOf(b)])];
  if (key === 'enum') return listOf(a).filter((each) => listOf(b).some((other) => sameValue(each, other)));
  if (key === 'uniqueItems') return true;
  if (key === 'x-floe') return { ...mappingOf(a), ...mappingOf(b) };
  if (NAMED_PARTS.includes(key) && isMapping(a) && isMapping(b)) return bothNamed(a, b);
  return PARTS.includes(key) && isSchema(a) && isSchema(b) ? bothOf(a, b) : undefined;
}

/** What holds of a value for which both hold; what cannot be said at once stands under `allOf` as it is written. */
export function merged(a: Mapping, b: Mapping): Mapping {
  const shared = Object.keys(b).filter((key) => Object.hasOwn(a, key) && key !== 'type' && key !== 'nullable');
  const found = shared.map((key) => [key, together(key, a[key], b[key])] as const);
  const apart = found.filter(([key, value]) => value === undefined && key !== 'allOf').map(([key]) => key);
  const rest = [...listOf(a['allOf']), ...listOf(b['allOf']), ...apart.map((key) => ({ [key]: a[key] }))];
  const { nullable: _, type: __, ...whole } = { ...a, ...b };
  return {
    ...whole,
    ...sharedType(a, b),
    ...Object.fromEntries(found.filter(([, value]) => value !== undefined)),
    ...(rest.length > 0 && { allOf: rest }),
  };
}
