import { Shape, type JsonScanner } from './jsonScanner.js';
import { mappingOf } from '../project/values.js';
import type { Mapping } from '../../../values/json.js';

/** A node of a manifest, of its many fields those that are read. */
export interface ManifestNode {
  readonly id: string;
  /** `model`, `test`, `snapshot` ... by its id. */
  readonly kind: string;
  readonly fields: Mapping;
}

/** What is read of a manifest. */
export interface ManifestParts {
  readonly metadata: Mapping;
  readonly nodes: readonly ManifestNode[];
  readonly sources: readonly ManifestNode[];
  readonly semanticModels: readonly ManifestNode[];
  /** Those of dbt itself and its adapters are left out. */
  readonly macros: readonly ManifestNode[];
  /** The keys at the top of the document. */
  readonly keys: ReadonlySet<string>;
}

const OF_MODEL = [
  ...[
    'name',
    'package_name',
    'original_file_path',
    'patch_path',
    'root_path',
    'alias',
    'config',
    'description',
    'columns',
  ],
  ...['constraints', 'contract', 'access', 'group', 'tags', 'meta', 'freshness', 'version', 'latest_version'],
  ...['depends_on', 'language', 'compiled_code', 'compiled_sql', 'raw_code', 'raw_sql'],
];
const OF_TEST = ['package_name', 'root_path', 'column_name', 'attached_node', 'test_metadata', 'config', 'depends_on'];
const OF_SOURCE = [
  ...['name', 'source_name', 'package_name', 'root_path', 'original_file_path', 'patch_path', 'database', 'schema'],
  ...['identifier', 'freshness', 'config', 'meta', 'source_meta', 'columns'],
];
const OF_SEMANTIC_MODEL = ['package_name', 'root_path', 'entities', 'depends_on', 'primary_entity'];
const OF_COLUMN = ['name', 'description', 'data_type', 'meta', 'config', 'constraints', 'entity'];

/** Reads of a manifest what the compiler asks for. Throws JsonEnds where the text is no JSON. */
export function manifestParts(scanner: JsonScanner): ManifestParts {
  const reader = new NodeReader(scanner);
  const nodes: ManifestNode[] = [];
  const sources: ManifestNode[] = [];
  const semanticModels: ManifestNode[] = [];
  const macros: ManifestNode[] = [];
  const keys = new Set<string>();
  let metadata: unknown = null;
  scanner.object((key) => {
    if (key === 'nodes' && !scanner.isObject) return;
    keys.add(key);
    if (key === 'metadata') metadata = scanner.value();
    else if (key === 'nodes') reader.nodes(nodes, OF_NODES);
    else if (key === 'sources') reader.nodes(sources, OF_SOURCES);
    else if (key === 'semantic_models') reader.nodes(semanticModels, OF_SEMANTIC_MODELS);
    else if (key === 'macros') reader.nodes(macros, OF_MACROS);
  });
  return { metadata: mappingOf(metadata), nodes, sources, semanticModels, macros, keys };
}

const OF_NODES = { model: OF_MODEL, snapshot: OF_MODEL, test: OF_TEST };
const OF_SOURCES = { source: OF_SOURCE };
const OF_MACROS = { macro: ['name', 'package_name', 'root_path', 'macro_sql'] };
const OF_SEMANTIC_MODELS = { semantic_model: OF_SEMANTIC_MODEL };

const OF_DBT = /^macro\.dbt(_\w+)?\./;

class NodeReader {
  private readonly shapes = new Map<readonly string[], Shape>();
  private readonly parts = { columns: new Shape(new Set(OF_COLUMN)) };

  constructor(private readonly scanner: JsonScanner) {}

  /** The nodes of the kinds that are asked for, by id. */
  nodes(into: ManifestNode[], wanted: Readonly<Record<string, readonly string[]>>): void {
    this.scanner.object((id) => {
      const kind = id.slice(0, Math.max(id.indexOf('.'), 0));
      const names = Object.hasOwn(wanted, kind) ? wanted[kind] : undefined;
      if (!names || OF_DBT.test(id)) return;
      const shape = this.shapes.get(names) ?? new Shape(new Set(names), this.parts);
      this.shapes.set(names, shape);
      into.push({ id: copied(id), kind, fields: this.scanner.record(shape) });
    });
  }
}

/** A slice holds the whole text as long as it lives. */
const copied = (text: string): string => JSON.parse(JSON.stringify(text)) as string;
