import type { Diagnostic } from '../../diagnostic.js';
import type { DocumentPath, SourceFile, SourceLocation } from '../../source.js';
import { finding } from '../finding.js';
import { isMapping, valueAt, type Mapping } from '../shape.js';
import { parseYaml, type YamlDocument } from '../yaml.js';
import type { DbtColumn, DbtModel, DbtSourceTable, FloeMeta } from './project.js';
import { readConstraints, readTests } from './tests.js';
import { floeOf, listOf, mappingOf, statesFreshness, textOf, textsOf } from './values.js';

/** What one schema YAML declares. `versions` are the names of the SQL files of a versioned model. */
export interface Declarations {
  readonly models: readonly (DbtModel & { readonly versionFiles: readonly string[] })[];
  readonly snapshots: readonly DbtModel[];
  readonly sources: readonly DbtSourceTable[];
  readonly diagnostics: readonly Diagnostic[];
}

const NONE: Declarations = { models: [], snapshots: [], sources: [], diagnostics: [] };
const KEYS = ['models', 'snapshots', 'sources'] as const;
/** A text that does not parse counts as a schema file where it looks like one. */
const LOOKS_LIKE_SCHEMA = /^(models|snapshots|sources)\s*:/m;

/** Reads dbt schema YAML; any other YAML declares nothing. Never throws. */
export function readSchemaYaml(file: SourceFile): Declarations {
  const { document, diagnostics } = parseYaml(file);
  if (!document) return { ...NONE, diagnostics: LOOKS_LIKE_SCHEMA.test(file.content) ? diagnostics : [] };
  if (!isMapping(document.value) || !KEYS.some((key) => Object.hasOwn(mappingOf(document.value), key))) return NONE;
  return new SchemaReader(document, [...diagnostics]).read();
}

interface Entry {
  readonly node: Mapping;
  readonly name: string;
  readonly path: DocumentPath;
}

class SchemaReader {
  constructor(
    private readonly document: YamlDocument,
    private readonly diagnostics: Diagnostic[],
  ) {}

  read(): Declarations {
    return {
      models: this.entries(['models'], 'model').flatMap((entry) => this.model(entry, 'model')),
      snapshots: this.entries(['snapshots'], 'snapshot').flatMap((entry) => this.model(entry, 'snapshot')),
      sources: this.entries(['sources'], 'source').flatMap((entry) => this.source(entry)),
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
      if (isMapping(node) && name !== null) return [{ node, name, path: [...path, index] }];
      this.complain(`A ${what} has no name`, 'name: <text>', this.document.locate([...path, index]));
      return [];
    });
  }

  private complain(message: string, expected: string, location: SourceLocation): void {
    this.diagnostics.push(finding({ code: 'DBT_SCHEMA_INVALID', message, expected, location }));
  }

  private floe(node: Mapping, path: DocumentPath): FloeMeta {
    const { document } = this;
    const at = valueAt(node, ['config', 'meta', 'floe']) === undefined ? ['meta', 'floe'] : ['config', 'meta', 'floe'];
    return { values: floeOf(node), locate: (key) => document.locateKey([...path, ...at, key]) };
  }

  private model(
    { node, name, path }: Entry,
    kind: DbtModel['kind'],
  ): (DbtModel & { readonly versionFiles: readonly string[] })[] {
    const config = mappingOf(node['config']);
    if (config['enabled'] === false) return [];
    // A version of a model lists columns as `include: all`; those are the model's own.
    const columns = this.entries([...path, 'columns'], 'column');
    return [
      {
        ...{ name, kind, file: this.document.file, location: this.document.locate([...path, 'name']) },
        description: textOf(node['description']),
        columns: columns.map((each) => this.column(each)),
        tests: [...readTests(node, null), ...columns.flatMap((each) => readTests(each.node, each.name))],
        constraints: [
          ...readConstraints(node, null),
          ...columns.flatMap((each) => readConstraints(each.node, each.name)),
        ],
        contractEnforced: valueAt(config, ['contract', 'enforced']) === true,
        floe: this.floe(node, path),
        freshness: statesFreshness(config['freshness']) || statesFreshness(node['freshness']),
        alias: textOf(config['alias']),
        refs: kind === 'snapshot' ? relationOf(node) : [],
        reads: [],
        sql: null,
        snapshot: null,
        versionFiles: versionFiles(name, node),
      },
    ];
  }

  private column({ node, name, path }: Entry): DbtColumn {
    return {
      name,
      type: textOf(node['data_type'])?.toLowerCase() ?? null,
      description: textOf(node['description']),
      floe: this.floe(node, path),
      location: this.document.locate([...path, 'name']),
    };
  }

  private source({ node, name, path }: Entry): DbtSourceTable[] {
    return this.entries([...path, 'tables'], 'table').map((table) => {
      const own = this.floe(table.node, table.path);
      const inherited = this.floe(node, path);
      const place = [node['database'], node['schema'] ?? name, table.node['identifier'] ?? table.name];
      return {
        ...{ source: name, table: table.name, path: place.flatMap((each) => textOf(each) ?? []) },
        freshness: statesFreshness(freshnessOf(table.node, freshnessOf(node, undefined))),
        floe: {
          values: { ...inherited.values, ...own.values },
          locate: (key) => (Object.hasOwn(own.values, key) ? own : inherited).locate(key),
        },
        location: this.document.locate([...table.path, 'name']),
      };
    });
  }
}

/** A table's own freshness, or its source's; `freshness: null` takes it away. */
function freshnessOf(node: Mapping, inherited: unknown): unknown {
  const config = mappingOf(node['config']);
  if (Object.hasOwn(config, 'freshness')) return config['freshness'];
  return Object.hasOwn(node, 'freshness') ? node['freshness'] : inherited;
}

/** The SQL files of a versioned model: `<name>_v<version>`, or what `defined_in` says. */
function versionFiles(name: string, node: Mapping): string[] {
  return listOf(node['versions']).flatMap((each) => {
    const version = mappingOf(each);
    const files = [
      ...textsOf(version['defined_in'] ?? []),
      `${name}_v${String(version['v'])}`,
      `${name}.v${String(version['v'])}`,
    ];
    return version['v'] === undefined ? [] : files;
  });
}

/** `relation: ref('x')` of a snapshot written as YAML (dbt 1.9). */
function relationOf(node: Mapping): DbtModel['refs'] {
  const relation = textOf(node['relation']) ?? '';
  const [, name] = /\bref\(\s*['"]([^'"]+)['"]\s*\)/.exec(relation) ?? [];
  return name === undefined ? [] : [{ package: null, name }];
}
