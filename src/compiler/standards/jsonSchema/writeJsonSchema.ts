import type { DataType } from '../../types/dataType.js';
import { parseType } from '../../types/parseType.js';
import { isReadOfColumn } from '../../jsonSchema/JsonSchemaReader.js';
import { textsOf } from '../../document/dbt/project/values.js';
import { BOUNDS } from '../../document/columns.js';
import type { DocumentColumn, DocumentElement } from '../../document/common.js';
import { lookup } from '../../values/lookup.js';
import type { Mapping } from '../../values/json.js';

const each = (bases: string, written: Mapping): Readonly<Record<string, Mapping>> =>
  Object.fromEntries(bases.split(' ').map((base) => [base, written]));

/** Our base types in the words of JSON Schema 2020-12; numbers whose size it does not know stand in `x-floe`. */
const TYPES: Readonly<Record<string, Mapping>> = lookup({
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  ...each('int8 int16 int24 int32 int64 int128 int256', { type: 'integer' }),
  ...each('uint8 uint16 uint24 uint32 uint64 uint128 uint256', { type: 'integer' }),
  ...each('number float32 float64 decimal bignumeric', { type: 'number' }),
  object: { type: 'object' },
  map: { type: 'object' },
  array: { type: 'array' },
  date: { type: 'string', format: 'date' },
  ...each('time timetz', { type: 'string', format: 'time' }),
  ...each('timestamp timestamptz timestamp_ntz timestamp_ltz', { type: 'string', format: 'date-time' }),
  ...each('timestamp_s timestamp_ms timestamp_us timestamp_ns', { type: 'string', format: 'date-time' }),
  any: {},
  json: {},
  jsonb: {},
  union: {},
  void: { type: 'null' },
});

/** What a reader finds in what is written for a base type. */
const READ: Readonly<Record<string, string>> = lookup({ 'date-time': 'timestamp', date: 'date', time: 'time' });
const typeRead = ({ type, format }: Mapping): string =>
  READ[String(format)] ?? (type === undefined ? 'any' : Array.isArray(type) ? 'union' : String(type));

/** What JSON Schema says by words of its own, or in another place. */
const TOLD = new Set([
  ...['name', 'type', 'required', 'enum', 'description', 'title', 'default', 'format', 'pattern', 'deprecated'],
  ...['primary_key', 'fields', 'items', 'keys', 'values', 'keywords', ...Object.keys(BOUNDS)],
]);

const partOf = (part: DocumentElement | DataType | null): Mapping =>
  part === null
    ? {}
    : schemaOf(
        'base' in part ? { type: part.text } : part,
        part !== null && 'required' in part && part.required === true,
      );

function partsOf(element: DocumentElement): Mapping {
  const { base, items, values, fields } = parseType(element.type);
  if (base === 'union')
    return {
      ...(element.items && { items: partOf(element.items) }),
      ...(element.values && { additionalProperties: partOf(element.values) }),
      ...(element.fields && objectOf(element.fields)),
    };
  const each = element.items ?? items;
  if (base === 'array') return each ? { items: partOf(each) } : {};
  if (base === 'map') return { additionalProperties: partOf(element.values ?? values) };
  return base === 'object' && (element.fields ?? fields) ? objectOf(element.fields ?? fields ?? []) : {};
}

function words(element: DocumentElement, written: Mapping): Mapping {
  const { title, description, pattern, format, deprecated } = element;
  const bounds = Object.entries(BOUNDS).flatMap(([key, name]) => {
    const value = element[key as keyof typeof BOUNDS];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(format !== undefined && written['format'] === undefined && { format }),
    ...(pattern !== undefined && { pattern }),
    ...Object.fromEntries(bounds),
    ...(element.default !== undefined && { default: element.default }),
    ...(deprecated && { deprecated }),
  };
}

/** Values are texts here; in a schema they are of the type of the column, where they can be. */
const valuesOf = ({ enum: values }: DocumentElement, { type }: Mapping): unknown[] => (values ?? []).map(valueOf(type));

const valueOf =
  (type: unknown) =>
  (text: string): unknown => {
    if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
    return (type === 'integer' || type === 'number') && String(Number(text)) === text ? Number(text) : text;
  };

function floeOf(element: DocumentElement, written: Mapping): Mapping {
  const isMap = parseType(element.type).base === 'map' && element.type === 'map';
  const isOfValues = element.enum !== undefined && written['type'] === undefined;
  const isTold = (key: string): boolean => TOLD.has(key) || (key === 'types' && Array.isArray(written['type']));
  const rest = Object.entries(element).filter(([key, value]) => !isTold(key) && value !== undefined);
  const own = Object.entries(element.keywords ?? {}).filter(([key, value]) => !isKeyword(key, value, element));
  return {
    ...((typeRead(written) !== element.type || isOfValues) && !isMap && { type: element.type }),
    ...(own.length > 0 && { keywords: Object.fromEntries(own) }),
    ...(element.primary_key && { primary_key: true }),
    ...(element.format !== undefined && written['format'] !== undefined && { format: element.format }),
    ...(element.required && written['type'] === undefined && { required: true }),
    ...Object.fromEntries(rest),
  };
}

const JSON_TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array'];

/** Of several types that JSON has, their list. */
function unionOf({ type, types = [] }: DocumentElement): Mapping | null {
  const isWritten = type === 'union' && types.length > 1 && types.every((each) => JSON_TYPES.includes(each));
  return isWritten ? { type: [...types] } : null;
}

/** What a schema said that a column has no word for goes back to its place, where no other word of ours stands there. */
const isKeyword = (key: string, value: unknown, { fields }: DocumentElement): boolean =>
  key !== 'avro' && (key === 'required' || !isReadOfColumn(key, value, fields ? { properties: {} } : {}));

function withKeywords(written: Mapping, element: DocumentElement): Mapping {
  const said = Object.entries(element.keywords ?? {}).filter(([key, value]) => isKeyword(key, value, element));
  return withKeywordsOf(written, Object.fromEntries(said));
}

/** Names that are required and no property stand beside those that are. */
function withKeywordsOf(written: Mapping, keywords: Mapping): Mapping {
  const required = [...textsOf(written['required'] ?? []), ...textsOf(keywords['required'] ?? [])];
  return { ...written, ...keywords, ...(required.length > 0 && { required }) };
}

/** A value that is not required may be null. */
function schemaOf(element: DocumentElement, required: boolean): Mapping {
  const written = unionOf(element) ?? TYPES[parseType(element.type).base] ?? { type: 'string' };
  const floe = floeOf(element, written);
  const { type } = written;
  const values = valuesOf(element, written);
  return {
    ...written,
    ...(type !== undefined && !required && { type: type === 'null' ? type : [type, 'null'].flat() }),
    ...words(element, written),
    ...(values.length > 0 && { enum: required ? values : [...values, null] }),
    ...withKeywords(partsOf(element), element),
    ...(Object.keys(floe).length > 0 && { 'x-floe': floe }),
  };
}

/** The name of a column is its key. */
const column = ({ name, ...element }: DocumentColumn): [string, Mapping] => [
  name,
  schemaOf(element, element.required === true),
];

function objectOf(columns: readonly DocumentColumn[]): Mapping {
  const required = columns.filter((each) => each.required).map(({ name }) => name);
  return { properties: Object.fromEntries(columns.map(column)), ...(required.length > 0 && { required }) };
}

interface Described {
  readonly name: string;
  readonly description?: string | undefined;
  readonly columns: readonly DocumentColumn[];
  /** What else is promised of the rows, by keywords. */
  readonly keywords?: Mapping;
}

/**
 * The columns of a port as a JSON Schema of one row, JSON (JSON Schema 2020-12). What it has no word for stands in
 * `x-floe`, as where a port's `schema.ref` is read: the same columns are read from it again.
 */
export function writeJsonSchema({ name, description, columns, keywords = {} }: Described): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: name,
    ...(description !== undefined && { description }),
    type: 'object',
    ...withKeywordsOf(objectOf(columns), keywords),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
