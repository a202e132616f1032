import type { DataType } from '../../types/dataType.js';
import { parseType } from '../../types/parseType.js';
import { BOUNDS } from '../../document/columns.js';
import type { DocumentColumn, DocumentElement } from '../../document/common.js';
import { lookup } from '../../values/lookup.js';
import type { Mapping } from '../../values/json.js';

/** Our base types in the words of JSON Schema 2020-12; numbers whose size it does not know stand in `x-floe`. */
const TYPES: Readonly<Record<string, Mapping>> = lookup({
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  int8: { type: 'integer' },
  int16: { type: 'integer' },
  int32: { type: 'integer' },
  int64: { type: 'integer' },
  uint8: { type: 'integer' },
  uint16: { type: 'integer' },
  uint32: { type: 'integer' },
  uint64: { type: 'integer' },
  number: { type: 'number' },
  float32: { type: 'number' },
  float64: { type: 'number' },
  decimal: { type: 'number' },
  object: { type: 'object' },
  map: { type: 'object' },
  array: { type: 'array' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'time' },
  timestamp: { type: 'string', format: 'date-time' },
  timestamptz: { type: 'string', format: 'date-time' },
  any: {},
  json: {},
  union: {},
  void: { type: 'null' },
});

/** What a reader finds in what is written for a base type. */
const READ: Readonly<Record<string, string>> = lookup({ 'date-time': 'timestamp', date: 'date', time: 'time' });
const typeRead = ({ type, format }: Mapping): string =>
  READ[String(format)] ?? (type === undefined ? 'any' : String(type));

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
  const rest = Object.entries(element).filter(([key, value]) => !TOLD.has(key) && value !== undefined);
  return {
    ...((typeRead(written) !== element.type || isOfValues) && !isMap && { type: element.type }),
    ...(element.primary_key && { primary_key: true }),
    ...(element.format !== undefined && written['format'] !== undefined && { format: element.format }),
    ...(element.required && written['type'] === undefined && { required: true }),
    ...Object.fromEntries(rest),
  };
}

/** A value that is not required may be null. */
function schemaOf(element: DocumentElement, required: boolean): Mapping {
  const written = TYPES[parseType(element.type).base] ?? { type: 'string' };
  const floe = floeOf(element, written);
  const { type } = written;
  const values = valuesOf(element, written);
  return {
    ...written,
    ...(type !== undefined && !required && { type: type === 'null' ? type : [type, 'null'] }),
    ...words(element, written),
    ...(values.length > 0 && { enum: required ? values : [...values, null] }),
    ...partsOf(element),
    ...element.keywords,
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
  /** What is said of a row as a whole. */
  readonly keywords?: Mapping | undefined;
}

/**
 * The columns of a port as a JSON Schema of one row, JSON (JSON Schema 2020-12). What it has no word for stands in
 * `x-floe`, as where a port's `schema.ref` is read: the same columns are read from it again.
 */
export function writeJsonSchema({ name, description, columns, keywords }: Described): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: name,
    ...(description !== undefined && { description }),
    type: 'object',
    ...objectOf(columns),
    ...keywords,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
