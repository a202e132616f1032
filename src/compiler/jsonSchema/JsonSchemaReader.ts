import type { CompiledColumn } from '../artifact.js';
import { saysItsParts } from '../types/parseType.js';
import { listOf, mappingOf, textOf, textsOf } from '../document/dbt/project/values.js';
import { SchemaComposition, schemaNode } from './SchemaComposition.js';
import { lookup } from '../values/lookup.js';
import { isMapping, type Mapping } from '../values/json.js';
import { DEEPEST } from '../values/deepest.js';

const FORMATS: Readonly<Record<string, string>> = lookup({ 'date-time': 'timestamp', date: 'date', time: 'time' });
/** More than any table has; definitions that are named again and again grow fast. */
export const MOST_COLUMNS = 20_000;

/** Reads the schemas of one JSON Schema document as columns. */
export class JsonSchemaReader {
  private readonly composition: SchemaComposition;
  private count = 0;

  constructor(root: Mapping) {
    this.composition = new SchemaComposition(root);
  }

  /** A schema with all that it is composed of. */
  schema(node: unknown): Mapping {
    return this.composition.of(schemaNode(node));
  }

  get isTooLarge(): boolean {
    return this.count > MOST_COLUMNS;
  }

  /** The properties of an object as columns, with what they hold; `within` are those that it is a part of. */
  columns(row: Mapping, within: readonly Mapping[] = []): CompiledColumn[] {
    const properties = mappingOf(row['properties']);
    if (this.isTooLarge || within.includes(properties)) return [];
    const required = new Set(textsOf(row['required'] ?? []));
    const key = new Set(textsOf(mappingOf(row['x-floe'])['primary_key'] ?? []));
    return Object.entries(properties).map(([name, value]) => {
      const property = this.schema(value);
      const column = this.column(name, property, [...within, properties]);
      return {
        ...column,
        required: required.has(name) && isNeverNull(property),
        primaryKey: key.has(name) || column.primaryKey,
      };
    });
  }

  /** What a schema promises by words that a column has none for, by their names, so that a change of them is told. */
  untold(schema: Mapping, isRead = isReadOfColumn): Mapping {
    const found = Object.entries(schema)
      .filter(([key, value]) => !isRead(key, value, schema))
      .map(([key, value]) => [key, this.composition.written(value)] as const);
    const properties = mappingOf(schema['properties']);
    const absent = textsOf(schema['required'] ?? []).filter((name) => !Object.hasOwn(properties, name));
    return { ...Object.fromEntries(found), ...(absent.length > 0 && { required: absent }) };
  }

  private column(name: string, property: Mapping, within: readonly Mapping[]): CompiledColumn {
    this.count += 1;
    const floe = mappingOf(property['x-floe']);
    return {
      name,
      type: textOf(floe['type']) ?? typeOf(property).type,
      required: false,
      description: textOf(property['description']),
      enum: valuesOf(property),
      classification: textOf(floe['classification']),
      primaryKey: floe['primary_key'] === true,
      unique: floe['unique'] === true || property['unique'] === true,
      ...detailsOf(property, floe),
      ...this.parts(property, within),
      ...extensionsOf(this.untold(property), mappingOf(floe['keywords'])),
    };
  }

  /** What an object, array or map is made of; of several types the branches. */
  private parts(property: Mapping, within: readonly Mapping[]): Partial<CompiledColumn> {
    const own = textOf(mappingOf(property['x-floe'])['type']);
    if (own !== null && saysItsParts(own)) return {};
    const { type, branches } = typeOf(property);
    if (branches.length < 2) return this.partsOf(type, property, within);
    const inner = branches.map((each) => this.partsOf(each, property, within));
    return { ...inner.reduce((all, { type: _, ...parts }) => ({ ...all, ...parts }), {}), branches };
  }

  private partsOf(type: string, property: Mapping, within: readonly Mapping[]): Partial<CompiledColumn> {
    const { items, additionalProperties, properties } = property;
    if (type === 'array' && isMapping(items)) return this.element('items', items, within);
    if (type === 'object' && isMapping(properties)) {
      const fields = this.columns(property, within);
      return fields.length > 0 ? { fields } : {};
    }
    return type === 'object' && isMapping(additionalProperties)
      ? { type: 'map', keys: ANY_KEY, ...this.element('values', additionalProperties, within) }
      : {};
  }

  /** A schema that leads back to itself, or deeper than any table is, is left out. */
  private element(key: 'items' | 'values', value: Mapping, within: readonly Mapping[]): Partial<CompiledColumn> {
    if (this.isTooLarge || within.length > DEEPEST.jsonSchema || within.includes(value)) return {};
    const schema = this.schema(value);
    const { type, nullable } = typeOf(schema);
    const required = type === 'any' ? mappingOf(schema['x-floe'])['required'] === true : !nullable;
    return { [key]: { ...this.column(key, schema, [...within, value]), required } };
  }
}

function valuesOf({ enum: values }: Mapping): string[] | null {
  const stated = listOf(values).filter((each) => each !== null);
  return stated.length > 0
    ? stated.map((each) => (typeof each === 'object' ? JSON.stringify(each) : String(each)))
    : null;
}

const BOUND_NAMES = [
  ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const),
  ...(['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'] as const),
];

/** Formats that are a type to us say nothing more. */
function detailsOf(property: Mapping, floe: Mapping): Partial<CompiledColumn> {
  const limits = withExclusive(property);
  const bounds = BOUND_NAMES.flatMap((name) =>
    typeof limits[name] === 'number' ? [[name, limits[name]] as const] : [],
  );
  const [said, format] = [textOf(property['format']), textOf(floe['format'])];
  const pattern = textOf(property['pattern']);
  const title = textOf(property['title']);
  const [id, renamedFrom] = [textOf(floe['id']), textOf(floe['renamed_from'])];
  const [physicalType, semantic] = [textOf(floe['physical_type']), textOf(floe['semantic'])];
  const isType = typeOf(property).type === FORMATS[said ?? ''];
  const names = (key: string): string[] => textsOf(floe[key] ?? []);
  const types = names('types');
  const lists = {
    aliases: names('aliases'),
    references: names('references'),
    tags: names('tags'),
    terms: names('terms'),
  };
  return {
    ...(said !== null && !isType && { format: said }),
    ...(format !== null && { format }),
    ...(pattern !== null && { pattern }),
    ...(title !== null && { title }),
    ...(bounds.length > 0 && { bounds: Object.fromEntries(bounds) }),
    ...(property['default'] !== undefined && { default: property['default'] }),
    ...(id !== null && { id }),
    ...(renamedFrom !== null && { renamedFrom }),
    ...(physicalType !== null && { physicalType }),
    ...(semantic !== null && { semantic }),
    ...(lists.aliases.length > 0 && { aliases: lists.aliases }),
    ...(lists.references.length > 0 && { references: lists.references }),
    ...(lists.tags.length > 0 && { tags: lists.tags }),
    ...(lists.terms.length > 0 && { terms: lists.terms }),
    ...(types.length > 0 && { branches: types }),
    ...(floe['enum_open'] === true && { enumOpen: true }),
    ...(typeof floe['encrypted'] === 'boolean' && { encrypted: floe['encrypted'] }),
    ...(typeof floe['masked_in_non_prod'] === 'boolean' && { maskedInNonProd: floe['masked_in_non_prod'] }),
    ...(typeof floe['retention_days'] === 'number' && { retentionDays: floe['retention_days'] }),
    ...(property['deprecated'] === true && { deprecated: true }),
  };
}

/** To a schema that says neither a type nor values null is a value, but where we say that it is none. */
function isNeverNull(property: Mapping): boolean {
  const { type, nullable } = typeOf(property);
  return type === 'any' ? mappingOf(property['x-floe'])['required'] === true : !nullable;
}

/** Until draft 4 `exclusiveMinimum: true` made the bound beside it exclusive. */
function withExclusive(property: Mapping): Mapping {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = property;
  return {
    ...property,
    ...(exclusiveMinimum === true && { minimum: undefined, exclusiveMinimum: minimum }),
    ...(exclusiveMaximum === true && { maximum: undefined, exclusiveMaximum: maximum }),
  };
}

/** The keywords that a column holds, or that promise nothing. */
const READ = new Set<string>([
  ...['type', 'properties', 'required', 'enum', 'nullable', 'description', 'title', 'default', 'format', 'pattern'],
  ...['deprecated', 'unique', 'x-floe', 'examples', 'example', 'readOnly', 'writeOnly'],
  ...['$schema', '$id', 'id', '$anchor', '$dynamicAnchor', '$defs', 'definitions', '$comment', '$vocabulary'],
  ...BOUND_NAMES,
]);

/** `items` and `additionalProperties` as far as a column is made of them. */
export function isReadOfColumn(key: string, value: unknown, property: Mapping): boolean {
  if (READ.has(key)) return true;
  if (key === 'items') return isMapping(value) || value === true;
  if (key !== 'additionalProperties') return false;
  return value === true || (isMapping(value) && !isMapping(property['properties']));
}

const ANY_KEY: CompiledColumn = {
  name: 'keys',
  type: 'string',
  required: true,
  description: null,
  enum: null,
  classification: null,
  primaryKey: false,
  unique: false,
};

/** What a row or a list of rows is made of stands in the columns; the rest of its words are promises of the whole. */
export const isReadOfRow = (key: string, value: unknown, schema: Mapping): boolean =>
  !BOUND_NAMES.some((name) => name === key) && key !== 'enum' && isReadOfColumn(key, value, schema);

const extensionsOf = (...found: readonly Mapping[]): Pick<CompiledColumn, 'extensions'> => {
  const extensions = Object.assign({}, ...found) as Mapping;
  return Object.keys(extensions).length > 0 ? { extensions } : {};
};

interface Type {
  readonly type: string;
  readonly nullable: boolean;
  /** Beside null. */
  readonly branches: readonly string[];
}

/** The logical type of a property; of several types beside null a union of them. Values among which is no null are never null. */
function typeOf(property: Mapping): Type {
  const types = [...new Set(textsOf(property['type'] ?? []).filter((each) => each.trim() !== ''))];
  const branches = types.filter((each) => each !== 'null');
  const values = listOf(property['enum']);
  const holdsNull = values.length === 0 ? null : values.includes(null);
  const allowed = types.length === 0 ? holdsNull === true : types.includes('null') && holdsNull !== false;
  const nullable = allowed || property['nullable'] === true;
  const isNull = (types.length > 0 && branches.length === 0) || (holdsNull === true && values.length === 1);
  const named = isNull ? 'void' : branches.length > 1 ? 'union' : (branches[0] ?? typeOfValues(property));
  const format = textOf(property['format']);
  return { type: (named === 'string' && format && FORMATS[format]) || named, nullable, branches };
}

/** Of a property that states its values and no type. */
function typeOfValues({ enum: values, properties, additionalProperties, items }: Mapping): string {
  if (isMapping(properties) || isMapping(additionalProperties)) return 'object';
  if (isMapping(items)) return 'array';
  const stated = listOf(values).filter((each) => each !== null);
  if (stated.length === 0 || stated.some((each) => typeof each === 'object')) return 'any';
  if (stated.every((each) => typeof each === 'boolean')) return 'boolean';
  if (!stated.every((each) => typeof each === 'number')) return 'string';
  return stated.every(Number.isInteger) ? 'integer' : 'number';
}
