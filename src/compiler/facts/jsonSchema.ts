import type { CompiledColumn } from '../artifact.js';
import { isMapping, valueAt, type Mapping } from '../document/shape.js';
import { parseYaml, type YamlDocument } from '../document/yaml.js';
import { listOf, mappingOf, textOf, textsOf } from '../document/dbt/values.js';
import type { DocumentPath, SourceFile, SourceLocation } from '../source.js';

/** A column of a port, with what its document says beyond the column itself. */
export interface SchemaColumn {
  readonly column: CompiledColumn;
  /** Its `x-floe` as written. */
  readonly floe: Mapping;
  /** Why it is classified lower than what it is made of. */
  readonly declassified: string | null;
  /** The retention of the table as a whole. */
  readonly tableDays: number | null;
  readonly location: SourceLocation;
}

export type SchemaReading =
  | { readonly columns: readonly SchemaColumn[]; readonly problem: null }
  | { readonly columns: readonly []; readonly problem: { readonly why: string; readonly location: SourceLocation } };

const FORMATS: Readonly<Record<string, string>> = { 'date-time': 'timestamp', date: 'date', time: 'time' };
/** Deeper chains of `$ref` lead in a circle. */
const MOST_REFS = 16;
const DEEPEST = 16;

/** The columns that a JSON Schema of one row (or of a list of rows) promises. Never throws. */
export function readJsonSchema(file: SourceFile): SchemaReading {
  const { document, diagnostics } = parseYaml(file);
  const [first] = diagnostics;
  if (!document || first)
    return invalid(first?.message ?? 'it is not well-formed', first?.location ?? startOf(file.path));
  const { row, path } = rowOf(document);
  const at = (to: DocumentPath): SourceLocation => document.locate(to);
  if (!row) return invalid('it is not a JSON Schema: not a mapping', at([]));
  const { properties } = row;
  if (!isMapping(properties)) return invalid("it declares no 'properties'", at(path));
  const bad = Object.keys(properties).find((name) => !isMapping(properties[name]));
  if (bad !== undefined) return invalid(`property '${bad}' is not a schema`, at([...path, 'properties', bad]));
  return { columns: columnsOf(document, row, path), problem: null };
}

const startOf = (file: string): SourceLocation => ({ file, line: 1, column: 1 });
const invalid = (why: string, location: SourceLocation): SchemaReading => ({ columns: [], problem: { why, location } });

function rowOf(document: YamlDocument): { row: Mapping | null; path: DocumentPath } {
  const root = isMapping(document.value) ? resolved(document.value, document.value) : null;
  if (!root) return { row: null, path: [] };
  if (root['type'] === 'array' && isMapping(root['items']))
    return { row: resolved(root['items'], mappingOf(document.value)), path: ['items'] };
  return { row: root, path: [] };
}

/** Follows `$ref: "#/$defs/x"` within the document. */
function resolved(node: Mapping, root: Mapping, depth = 0): Mapping {
  const ref = textOf(node['$ref']);
  if (!ref?.startsWith('#/') || depth > MOST_REFS) return node;
  const target = valueAt(root, ref.slice(2).split('/'));
  return isMapping(target) ? { ...resolved(target, root, depth + 1), ...node } : node;
}

function columnsOf(document: YamlDocument, row: Mapping, path: DocumentPath): SchemaColumn[] {
  const root = mappingOf(document.value);
  // How long rows are kept is mostly said of the table.
  const days = mappingOf(row['x-floe'])['retention_days'];
  const floe = (name: string): Mapping =>
    mappingOf(resolved(mappingOf(mappingOf(row['properties'])[name]), root)['x-floe']);
  return fieldsOf(row, root, 0).map((column) => ({
    column,
    floe: floe(column.name),
    tableDays: typeof days === 'number' ? days : null,
    declassified: textOf(floe(column.name)['declassified']),
    location: document.locateKey([...path, 'properties', column.name]),
  }));
}

/** The properties of an object as columns, with the objects, arrays and maps that they hold. */
function fieldsOf(row: Mapping, root: Mapping, depth: number): CompiledColumn[] {
  const required = new Set(textsOf(row['required'] ?? []));
  const key = new Set(textsOf(mappingOf(row['x-floe'])['primary_key'] ?? []));
  return Object.entries(mappingOf(row['properties'])).map(([name, value]) => {
    const column = columnOf(name, resolved(mappingOf(value), root), root, depth);
    const { nullable } = typeOf(resolved(mappingOf(value), root));
    return {
      ...column,
      required: required.has(name) && !nullable,
      primaryKey: key.has(name) || column.primaryKey,
    };
  });
}

function columnOf(name: string, property: Mapping, root: Mapping, depth: number): CompiledColumn {
  const floe = mappingOf(property['x-floe']);
  return {
    name,
    type: textOf(floe['type']) ?? typeOf(property).type,
    required: false,
    description: textOf(property['description']),
    enum: Array.isArray(property['enum']) ? property['enum'].filter((each) => each !== null).map(String) : null,
    classification: textOf(floe['classification']),
    primaryKey: floe['primary_key'] === true,
    unique: floe['unique'] === true || property['unique'] === true,
    ...detailsOf(property, floe),
    ...partsOf(property, root, depth),
  };
}

const BOUND_NAMES = [
  ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const),
  ...(['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'] as const),
];

/** Formats that are a type to us say nothing more. */
function detailsOf(property: Mapping, floe: Mapping): Partial<CompiledColumn> {
  const bounds = BOUND_NAMES.flatMap((name) =>
    typeof property[name] === 'number' ? [[name, property[name]] as const] : [],
  );
  const format = textOf(property['format']);
  const pattern = textOf(property['pattern']);
  const title = textOf(property['title']);
  const [id, renamedFrom] = [textOf(floe['id']), textOf(floe['renamed_from'])];
  const [physicalType, semantic] = [textOf(floe['physical_type']), textOf(floe['semantic'])];
  const lists = { aliases: textsOf(floe['aliases'] ?? []), references: textsOf(floe['references'] ?? []) };
  return {
    ...(format !== null && !(format in FORMATS) && { format }),
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
    ...(floe['enum_open'] === true && { enumOpen: true }),
    ...(typeof floe['encrypted'] === 'boolean' && { encrypted: floe['encrypted'] }),
    ...(typeof floe['masked_in_non_prod'] === 'boolean' && { maskedInNonProd: floe['masked_in_non_prod'] }),
    ...(typeof floe['retention_days'] === 'number' && { retentionDays: floe['retention_days'] }),
    ...(property['deprecated'] === true && { deprecated: true }),
  };
}

/** What an object, array or map is made of; of several types the branches. Deeper than any table is is left out. */
function partsOf(property: Mapping, root: Mapping, depth: number): Partial<CompiledColumn> {
  if (depth > DEEPEST) return {};
  const { type } = typeOf(property);
  const element = (name: string, value: Mapping): CompiledColumn => {
    const schema = resolved(value, root);
    return { ...columnOf(name, schema, root, depth + 1), required: !typeOf(schema).nullable };
  };
  const { items, additionalProperties, properties } = property;
  if (type === 'array' && isMapping(items)) return { items: element('items', items) };
  if (type === 'object' && isMapping(properties)) return { fields: fieldsOf(property, root, depth + 1) };
  if (type === 'object' && isMapping(additionalProperties))
    return { type: 'map', keys: ANY_KEY, values: element('values', additionalProperties) };
  const branches = textsOf(property['type'] ?? []).filter((each) => each !== 'null');
  return branches.length > 1 ? { branches } : {};
}

const ANY_KEY: CompiledColumn = {
  ...{ name: 'keys', type: 'string', required: true, description: null, enum: null },
  ...{ classification: null, primaryKey: false, unique: false },
};

/** The logical type of a property; of several types the one that is not null. */
function typeOf(property: Mapping): { type: string; nullable: boolean } {
  const variants = [...listOf(property['anyOf']), ...listOf(property['oneOf'])].map(mappingOf);
  const variant = variants.find((each) => each['type'] !== 'null');
  if (property['type'] === undefined && variant) {
    return { type: typeOf(variant).type, nullable: variants.some((each) => each['type'] === 'null') };
  }
  const types = textsOf(property['type'] ?? []);
  const named = types.find((each) => each !== 'null') ?? (Array.isArray(property['enum']) ? 'string' : 'any');
  const format = textOf(property['format']);
  return { type: (named === 'string' && format && FORMATS[format]) || named, nullable: types.includes('null') };
}
