import type { CompiledColumn } from '../artifact.js';
import { parseYaml, type YamlDocument } from '../document/yaml/yaml.js';
import { mappingOf, textOf } from '../document/dbt/project/values.js';
import { isReadOfRow, JsonSchemaReader, MOST_COLUMNS } from './JsonSchemaReader.js';
import type { DocumentPath, SourceFile, SourceLocation } from '../source.js';
import { isMapping, type Mapping } from '../values/json.js';

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
  | {
      readonly columns: readonly SchemaColumn[];
      /** What it promises of each row, and of the rows together, by the schema's own words. */
      readonly row: Mapping;
      readonly problem: null;
    }
  | {
      readonly columns: readonly [];
      readonly row: Mapping;
      readonly problem: { readonly why: string; readonly location: SourceLocation };
    };

/** A schema is a mapping; `true` takes any value, `false` none. */
const isSchema = (value: unknown): boolean => isMapping(value) || typeof value === 'boolean';

/** The columns that a JSON Schema of one row (or of a list of rows) promises. Never throws. */
export function readJsonSchema(file: SourceFile): SchemaReading {
  const { document, diagnostics } = parseYaml(file);
  const [first] = diagnostics;
  if (!document || first)
    return invalid(first?.message ?? 'it is not well-formed', first?.location ?? startOf(file.path));
  const { value } = document;
  const at = (to: DocumentPath): SourceLocation => document.locate(to);
  if (!isMapping(value)) return invalid('it is not a JSON Schema: not a mapping', at([]));
  const reader = new JsonSchemaReader(value);
  const { row, rows, path } = rowOf(value, reader);
  const { properties } = row;
  if (!isMapping(properties)) return invalid("it declares no 'properties'", at(path));
  const bad = Object.keys(properties).find((name) => !isSchema(properties[name]));
  if (bad !== undefined) return invalid(`property '${bad}' is not a schema`, at([...path, 'properties', bad]));
  const columns = columnsOf(document, reader, row, path);
  return reader.isTooLarge
    ? invalid(`it comes to more than ${MOST_COLUMNS} columns`, at(path))
    : { columns, row: promisedOf(reader, row, rows), problem: null };
}

const startOf = (file: string): SourceLocation => ({ file, line: 1, column: 1 });
const invalid = (why: string, location: SourceLocation): SchemaReading => ({
  columns: [],
  row: {},
  problem: { why, location },
});

interface Rows {
  /** The schema of one row. */
  readonly row: Mapping;
  /** That of the list of rows, where it is of one. */
  readonly rows: Mapping | null;
  readonly path: DocumentPath;
}

function rowOf(root: Mapping, reader: JsonSchemaReader): Rows {
  const row = reader.schema(root);
  return row['type'] === 'array' && isMapping(row['items'])
    ? { row: reader.schema(row['items']), rows: row, path: ['items'] }
    : { row, rows: null, path: [] };
}

/** Where both say something by one word, that of the list stands under `rows.`. */
function promisedOf(reader: JsonSchemaReader, row: Mapping, rows: Mapping | null): Mapping {
  const own = reader.untold(row, isReadOfRow);
  const ofList = Object.entries(rows ? reader.untold(rows, isReadOfRow) : {});
  return {
    ...own,
    ...Object.fromEntries(ofList.map(([key, value]) => [key in own ? `rows.${key}` : key, value])),
  };
}

function columnsOf(document: YamlDocument, reader: JsonSchemaReader, row: Mapping, path: DocumentPath): SchemaColumn[] {
  // How long rows are kept is mostly said of the table.
  const days = mappingOf(row['x-floe'])['retention_days'];
  const floe = (name: string): Mapping => mappingOf(reader.schema(mappingOf(row['properties'])[name])['x-floe']);
  return reader.columns(row).map((column) => ({
    column,
    floe: floe(column.name),
    tableDays: typeof days === 'number' ? days : null,
    declassified: textOf(floe(column.name)['declassified']),
    location: document.locateKey([...path, 'properties', column.name]),
  }));
}
