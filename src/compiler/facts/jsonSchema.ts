import type { CompiledColumn } from '../artifact.js';
import { isMapping, valueAt, type Mapping } from '../document/shape.js';
import { parseYaml, type YamlDocument } from '../document/yaml.js';
import { listOf, mappingOf, textOf, textsOf } from '../document/dbt/values.js';
import type { DocumentPath, SourceFile, SourceLocation } from '../source.js';

/** A column of a port, with what its `x-floe` says beyond the column itself. */
export interface SchemaColumn {
  readonly column: CompiledColumn;
  readonly floe: Mapping;
  readonly location: SourceLocation;
}

export type SchemaReading =
  | { readonly columns: readonly SchemaColumn[]; readonly problem: null }
  | { readonly columns: readonly []; readonly problem: { readonly why: string; readonly location: SourceLocation } };

const FORMATS: Readonly<Record<string, string>> = { 'date-time': 'timestamp', date: 'date', time: 'time' };
/** Deeper chains of `$ref` lead in a circle. */
const MOST_REFS = 16;

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
  const required = new Set(textsOf(row['required'] ?? []));
  const key = new Set(textsOf(mappingOf(row['x-floe'])['primary_key'] ?? []));
  return Object.entries(mappingOf(row['properties'])).map(([name, value]) => {
    const property = resolved(mappingOf(value), mappingOf(document.value));
    const floe = mappingOf(property['x-floe']);
    const { type, nullable } = typeOf(property);
    return {
      column: {
        name,
        type: textOf(floe['type']) ?? type,
        required: required.has(name) && !nullable,
        description: textOf(property['description']),
        enum: Array.isArray(property['enum']) ? property['enum'].filter((each) => each !== null).map(String) : null,
        classification: textOf(floe['classification']),
        primaryKey: key.has(name) || floe['primary_key'] === true,
        unique: floe['unique'] === true || property['unique'] === true,
      },
      floe,
      location: document.locateKey([...path, 'properties', name]),
    };
  });
}

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
