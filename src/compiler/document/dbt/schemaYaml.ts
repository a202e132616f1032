import type { Diagnostic } from '../../diagnostic.js';
import type { DocumentPath, SourceFile, SourceLocation } from '../../source.js';
import { finding } from '../finding.js';
import { isMapping, valueAt, type Mapping } from '../shape.js';
import { parseYaml, type YamlDocument } from '../yaml.js';
import { listOf, mappingOf, textOf } from './values.js';

/** A named mapping of a schema YAML, as written, with its place. */
export interface Entry {
  readonly document: YamlDocument;
  readonly node: Mapping;
  readonly name: string;
  readonly path: DocumentPath;
}

/** A model or snapshot as a schema YAML declares it. */
export interface NodeEntry extends Entry {
  readonly columns: readonly Entry[];
  readonly versions: readonly VersionEntry[];
}

/** One of `versions:`; `columns` are those it adds or changes. */
export interface VersionEntry extends Omit<NodeEntry, 'versions'> {
  readonly version: string;
}

/** A table of a source. */
export interface TableEntry extends Entry {
  readonly columns: readonly Entry[];
}

export interface SourceEntry extends Entry {
  readonly tables: readonly TableEntry[];
}

/** What one schema YAML declares. */
export interface Declarations {
  readonly models: readonly NodeEntry[];
  readonly snapshots: readonly NodeEntry[];
  readonly sources: readonly SourceEntry[];
  readonly semanticModels: readonly Mapping[];
  readonly diagnostics: readonly Diagnostic[];
}

const NONE: Declarations = { models: [], snapshots: [], sources: [], semanticModels: [], diagnostics: [] };
const KEYS = ['models', 'snapshots', 'sources', 'semantic_models'] as const;
/** A text that does not parse counts as a schema file where it looks like one. */
const LOOKS_LIKE_SCHEMA = /^(models|snapshots|sources)\s*:/m;

/** Reads dbt schema YAML; any other YAML declares nothing. Never throws. */
export function readSchemaYaml(file: SourceFile): Declarations {
  const { document, diagnostics } = parseYaml(file);
  if (!document) return { ...NONE, diagnostics: LOOKS_LIKE_SCHEMA.test(file.content) ? diagnostics : [] };
  if (!isMapping(document.value) || !KEYS.some((key) => Object.hasOwn(mappingOf(document.value), key))) return NONE;
  return new SchemaReader(document, [...diagnostics]).read();
}

class SchemaReader {
  constructor(
    private readonly document: YamlDocument,
    private readonly diagnostics: Diagnostic[],
  ) {}

  read(): Declarations {
    return {
      models: this.entries(['models'], 'model').map((entry) => this.node(entry)),
      snapshots: this.entries(['snapshots'], 'snapshot').map((entry) => this.node(entry)),
      sources: this.entries(['sources'], 'source').map((entry) => ({
        ...entry,
        tables: this.entries([...entry.path, 'tables'], 'table').map((table) => ({
          ...table,
          columns: this.entries([...table.path, 'columns'], 'column'),
        })),
      })),
      semanticModels: listOf(mappingOf(this.document.value)['semantic_models']).map(mappingOf),
      diagnostics: this.diagnostics,
    };
  }

  /** The named mappings of a list; what is neither becomes a finding. */
  private entries(path: DocumentPath, what: string): Entry[] {
    const list = valueAt(this.document.value, path);
    if (list === undefined || list === null) return [];
    if (!Array.isArray(list)) {
      this.complain(`'${String(path.at(-1))}' is not a list`, `a list of ${what}s`, this.document.locate(path));
      return [];
    }
    return list.flatMap((node: unknown, index) => {
      const name = isMapping(node) ? textOf(node['name']) : null;
      if (isMapping(node) && name !== null) return [{ document: this.document, node, name, path: [...path, index] }];
      // A version lists columns as `include: all, exclude: [...]`, too.
      if (what === 'column' && isMapping(node) && (Object.hasOwn(node, 'include') || Object.hasOwn(node, 'exclude')))
        return [];
      this.complain(`A ${what} has no name`, 'name: <text>', this.document.locate([...path, index]));
      return [];
    });
  }

  private complain(message: string, expected: string, location: SourceLocation): void {
    this.diagnostics.push(finding({ code: 'DBT_SCHEMA_INVALID', message, expected, location }));
  }

  private node(entry: Entry): NodeEntry {
    const columns = this.entries([...entry.path, 'columns'], 'column');
    const versions = listOf(entry.node['versions']).flatMap((each, index): VersionEntry[] => {
      const node = mappingOf(each);
      const { v } = node;
      if (typeof v !== 'number' && typeof v !== 'string') return [];
      const path = [...entry.path, 'versions', index];
      return [{ ...entry, node, path, version: String(v), columns: this.entries([...path, 'columns'], 'column') }];
    });
    return { ...entry, columns, versions };
  }
}
