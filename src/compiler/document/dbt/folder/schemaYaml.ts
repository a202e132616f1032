import type { Diagnostic } from '../../../diagnostic.js';
import type { DocumentPath, SourceFile, SourceLocation } from '../../../source.js';
import { finding } from '../../yaml/finding.js';
import { parseDbtYaml, type YamlDocument } from '../../yaml/yaml.js';
import { listOf, mappingOf, textOf } from '../project/values.js';
import { isMapping, type Mapping } from '../../../values/json.js';

/** A named mapping of a schema YAML, as written, with its place. */
export class Entry {
  constructor(
    readonly document: YamlDocument,
    readonly node: Mapping,
    readonly name: string,
    private readonly list: DocumentPath,
    private readonly index: number,
  ) {}

  get path(): DocumentPath {
    return [...this.list, this.index];
  }

  /** The place of its name, looked up when somebody asks: a large project has a hundred thousand columns. */
  get location(): SourceLocation {
    return new NamePlace(this);
  }
}

class NamePlace implements SourceLocation {
  private found: SourceLocation | null = null;
  constructor(private readonly entry: Entry) {}
  get file(): string {
    return this.entry.document.file;
  }
  get line(): number {
    return this.look().line;
  }
  get column(): number {
    return this.look().column;
  }
  private look(): SourceLocation {
    return (this.found ??= this.entry.document.locate([...this.entry.path, 'name']));
  }
}

/** A model or snapshot as a schema YAML declares it. */
export interface NodeEntry {
  readonly entry: Entry;
  readonly columns: readonly Entry[];
  readonly versions: readonly VersionEntry[];
}

/** One of `versions:`; `columns` are those it adds or changes. */
export interface VersionEntry {
  readonly entry: Entry;
  readonly columns: readonly Entry[];
  readonly version: string;
}

/** A table of a source. */
export interface TableEntry {
  readonly entry: Entry;
  readonly columns: readonly Entry[];
}

export interface SourceEntry {
  readonly entry: Entry;
  readonly tables: readonly TableEntry[];
}

/** What one schema YAML declares. */
export interface Declarations {
  readonly models: readonly NodeEntry[];
  readonly snapshots: readonly NodeEntry[];
  readonly sources: readonly SourceEntry[];
  /** Names of seeds. */
  readonly seeds: readonly string[];
  readonly semanticModels: readonly Mapping[];
  readonly diagnostics: readonly Diagnostic[];
}

const NONE: Declarations = { models: [], snapshots: [], sources: [], seeds: [], semanticModels: [], diagnostics: [] };
const KEYS = ['models', 'snapshots', 'sources', 'seeds', 'semantic_models'] as const;
/** A text that does not parse counts as a schema file where it looks like one. */
const LOOKS_LIKE_SCHEMA = /^(models|snapshots|sources)\s*:/m;

/** Reads dbt schema YAML; any other YAML declares nothing. Never throws. */
export function readSchemaYaml(file: SourceFile): Declarations {
  const { document, diagnostics } = parseDbtYaml(file);
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
    const root = mappingOf(this.document.value);
    return {
      models: this.entries(root, ['models'], 'model').map((entry) => this.node(entry)),
      snapshots: this.entries(root, ['snapshots'], 'snapshot').map((entry) => this.node(entry)),
      sources: this.entries(root, ['sources'], 'source').map((entry) => ({
        entry,
        tables: this.entries(entry.node, [...entry.path, 'tables'], 'table').map((table) => ({
          entry: table,
          columns: this.entries(table.node, [...table.path, 'columns'], 'column'),
        })),
      })),
      seeds: listOf(root['seeds']).flatMap((seed) => textOf(mappingOf(seed)['name']) ?? []),
      semanticModels: listOf(root['semantic_models']).map(mappingOf),
      diagnostics: this.diagnostics,
    };
  }

  /** The named mappings of a list; what is neither becomes a finding. */
  private entries(within: Mapping, path: DocumentPath, what: string): Entry[] {
    const list = within[path.at(-1) ?? ''];
    if (list === undefined || list === null) return [];
    if (!Array.isArray(list)) {
      this.complain(`'${String(path.at(-1))}' is not a list`, `a list of ${what}s`, path);
      return [];
    }
    const entries: Entry[] = [];
    (list as readonly unknown[]).forEach((node, index) => {
      const name = isMapping(node) ? textOf(node['name']) : null;
      if (isMapping(node) && name !== null) entries.push(new Entry(this.document, node, name, path, index));
      // A version lists columns as `include: all, exclude: [...]`, too.
      else if (what !== 'column' || !isMapping(node) || !('include' in node || 'exclude' in node))
        this.complain(`A ${what} has no name`, 'name: <text>', [...path, index]);
    });
    return entries;
  }

  private complain(message: string, expected: string, path: DocumentPath): void {
    const location = this.document.locate(path);
    this.diagnostics.push(finding({ code: 'DBT_SCHEMA_INVALID', message, expected, location }));
  }

  private node(entry: Entry): NodeEntry {
    const columns = this.entries(entry.node, [...entry.path, 'columns'], 'column');
    const versions = listOf(entry.node['versions']).flatMap((each, index): VersionEntry[] => {
      const node = mappingOf(each);
      const { v } = node;
      if (typeof v !== 'number' && typeof v !== 'string') return [];
      const list = [...entry.path, 'versions'];
      const own = new Entry(this.document, node, entry.name, list, index);
      return [{ entry: own, version: String(v), columns: this.entries(node, [...own.path, 'columns'], 'column') }];
    });
    return { entry, columns, versions };
  }
}
