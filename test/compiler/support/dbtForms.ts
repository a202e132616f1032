import { stringify } from 'yaml';
import type { SourceFile } from '../../../src/compiler/source.js';

/** A dbt project in neither of its two forms: printed as a folder and as the manifest that dbt writes of that folder. */
export interface ProjectSpec {
  readonly name: string;
  readonly models: readonly ModelSpec[];
  readonly snapshots?: readonly SnapshotSpec[];
  readonly sources: readonly SourceSpec[];
}

export interface ModelSpec {
  readonly name: string;
  readonly folder: string;
  readonly description: string;
  readonly columns: readonly ColumnSpec[];
  readonly tests: readonly TestSpec[];
  readonly refs: readonly string[];
  readonly reads: readonly { readonly source: string; readonly table: string }[];
  readonly config: Readonly<Record<string, unknown>>;
  readonly constraints?: readonly Readonly<Record<string, unknown>>[];
  /** The versions of a model, the last is the latest. */
  readonly versions?: readonly number[];
  /** Lines of SQL beside those that read. */
  readonly lines?: readonly string[];
}

export interface ColumnSpec {
  readonly name: string;
  readonly type: string | null;
  readonly description: string;
  readonly tests: readonly TestSpec[];
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly constraints?: readonly Readonly<Record<string, unknown>>[];
}

/** `dbt_utils.recency`, with arguments. */
export interface TestSpec {
  readonly name: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
}

export interface SourceSpec {
  readonly source: string;
  readonly table: string;
  readonly freshness: boolean;
}

export interface SnapshotSpec {
  readonly name: string;
  readonly reads: { readonly source: string; readonly table: string };
  readonly config: Readonly<Record<string, unknown>>;
}

type Json = Record<string, unknown>;
const FRESHNESS = { warn_after: { count: 12, period: 'hour' }, error_after: { count: 24, period: 'hour' } };
const NO_FRESHNESS = { warn_after: { count: null, period: null }, error_after: { count: null, period: null } };

/** The SQL of a model, with what dbt would call its raw code. */
function sqlOf({ refs, reads, lines = [] }: ModelSpec): string {
  const from = [
    ...refs.map((ref) => `{{ ref('${ref}') }}`),
    ...reads.map(({ source, table }) => `{{ source('${source}', '${table}') }}`),
  ];
  return ['select *', ...lines, ...from.map((each, index) => `${index === 0 ? 'from' : 'cross join'} ${each}`)].join(
    '\n',
  );
}

const testYaml = ({ name, arguments: given }: TestSpec): unknown => (given ? { [name]: given } : name);
const tests = (list: readonly TestSpec[], key = 'data_tests'): Json =>
  list.length > 0 ? { [key]: list.map(testYaml) } : {};

function modelYaml(model: ModelSpec): Json {
  return {
    name: model.name,
    description: model.description,
    ...(Object.keys(model.config).length > 0 && { config: model.config }),
    ...(model.constraints && { constraints: model.constraints }),
    ...tests(model.tests),
    columns: model.columns.map((column) => ({
      name: column.name,
      ...(column.type !== null && { data_type: column.type }),
      description: column.description,
      ...(column.meta && { meta: column.meta }),
      ...(column.constraints && { constraints: column.constraints }),
      ...tests(column.tests, 'tests'),
    })),
    ...(model.versions && { versions: model.versions.map((v) => ({ v })) }),
  };
}

const filesOf = ({ name, versions }: ModelSpec): string[] => versions?.map((v) => `${name}_v${v}`) ?? [name];

/** The folder: dbt_project.yml, one schema YAML a folder of models, SQL, snapshots as YAML. */
export function printFolder(spec: ProjectSpec, projectYml: Json = {}): SourceFile[] {
  const folders = [...new Set(spec.models.map(({ folder }) => folder))];
  const sources = [...new Set(spec.sources.map(({ source }) => source))].map((name) => ({
    name,
    tables: spec.sources
      .filter(({ source }) => source === name)
      .map(({ table, freshness }) => ({ name: table, ...(freshness && { freshness: FRESHNESS }) })),
  }));
  const snapshots = (spec.snapshots ?? []).map(({ name, reads, config }) => ({
    name,
    relation: `source('${reads.source}', '${reads.table}')`,
    config,
  }));
  return [
    { path: 'dbt_project.yml', content: stringify({ name: spec.name, ...projectYml }) },
    ...(sources.length > 0
      ? [{ path: 'models/sources.yml', content: stringify({ version: 2, sources }, { aliasDuplicateObjects: false }) }]
      : []),
    ...(snapshots.length > 0
      ? [{ path: 'snapshots/snapshots.yml', content: stringify({ snapshots }, { aliasDuplicateObjects: false }) }]
      : []),
    ...folders.map((folder) => ({
      path: yamlFile(folder),
      content: stringify(
        { version: 2, models: spec.models.filter((model) => model.folder === folder).map(modelYaml) },
        { lineWidth: 0, aliasDuplicateObjects: false },
      ),
    })),
    ...spec.models.flatMap((model) =>
      filesOf(model).map((file) => ({ path: `models/${model.folder}/${file}.sql`, content: sqlOf(model) })),
    ),
  ];
}

const yamlFile = (folder: string): string => `models/${folder}/${folder.replaceAll('/', '_')}.yml`;

/** The manifest of schema version 12 that dbt 1.10 writes of that folder. */
export function printManifest(spec: ProjectSpec): string {
  const nodes = Object.fromEntries([
    ...spec.models.flatMap((model) => modelNodes(spec, model)),
    ...(spec.snapshots ?? []).map((snapshot) => snapshotNode(spec, snapshot)),
  ]);
  return JSON.stringify({
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      dbt_version: '1.10.4',
      generated_at: '2026-01-01T00:00:00Z',
      invocation_id: '3b8b7a0e-0000-4000-8000-000000000000',
      env: {},
      project_name: spec.name,
      adapter_type: 'duckdb',
    },
    nodes,
    sources: Object.fromEntries(spec.sources.map((source) => sourceNode(spec, source))),
    macros: {},
    docs: {},
    exposures: {},
    metrics: {},
    groups: {},
    selectors: {},
    disabled: {},
    parent_map: Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, parentsOf(node)])),
    child_map: Object.fromEntries(Object.keys(nodes).map((id) => [id, []])),
    group_map: {},
    saved_queries: {},
    semantic_models: {},
    unit_tests: {},
  });
}

const parentsOf = (node: Json): unknown => (node['depends_on'] as { nodes: unknown }).nodes;
const idOf = (spec: ProjectSpec, name: string): string => {
  const versions = spec.models.find((model) => model.name === name)?.versions;
  return `model.${spec.name}.${name}${versions ? `.v${versions.at(-1)}` : ''}`;
};

const CONFIG: Json = {
  enabled: true,
  alias: null,
  schema: null,
  database: null,
  tags: [],
  meta: {},
  group: null,
  materialized: 'view',
  incremental_strategy: null,
  batch_size: null,
  lookback: 1,
  begin: null,
  persist_docs: {},
  'post-hook': [],
  'pre-hook': [],
  quoting: {},
  column_types: {},
  full_refresh: null,
  unique_key: null,
  on_schema_change: 'ignore',
  on_configuration_change: 'apply',
  grants: {},
  packages: [],
  docs: { show: true, node_color: null },
  contract: { enforced: false, alias_types: true },
  event_time: null,
  concurrent_batches: null,
  access: 'protected',
  freshness: null,
};

function common(spec: ProjectSpec, kind: string, name: string, file: string): Json {
  return {
    database: 'dev',
    schema: 'main',
    name,
    resource_type: kind,
    package_name: spec.name,
    path: file.slice(file.indexOf('/') + 1),
    original_file_path: file,
    unique_id: `${kind}.${spec.name}.${name}`,
    fqn: [spec.name, ...file.split('/').slice(1, -1), name],
    checksum: { name: 'sha256', checksum: '238a14164085db08e1dbab99b81403e0c786165eb364a16a1262d3cd4677f1a6' },
    docs: { show: true, node_color: null },
    build_path: null,
    created_at: 1773294454.9753852,
    doc_blocks: [],
    language: 'sql',
    metrics: [],
    functions: [],
    compiled_path: null,
  };
}

function modelNodes(spec: ProjectSpec, model: ModelSpec): [string, Json][] {
  const versions: readonly (number | null)[] = model.versions ?? [null];
  return versions.flatMap((version): [string, Json][] => {
    const id = `model.${spec.name}.${model.name}${version === null ? '' : `.v${version}`}`;
    return [[id, modelNode(spec, model, version)], ...testNodes(spec, model, id)];
  });
}

function modelNode(spec: ProjectSpec, model: ModelSpec, version: number | null): Json {
  const file = `models/${model.folder}/${model.name}${version === null ? '' : `_v${version}`}.sql`;
  const config: Json = { ...CONFIG, ...model.config };
  const latest = model.versions?.at(-1) ?? null;
  const alias = config['alias'] ?? (version === null ? model.name : `${model.name}_v${version}`);
  return {
    ...common(spec, 'model', model.name, file),
    alias,
    config,
    tags: config['tags'],
    description: model.description,
    meta: config['meta'],
    columns: Object.fromEntries(model.columns.map((column) => [column.name, columnNode(column)])),
    group: config['group'],
    patch_path: `${spec.name}://${yamlFile(model.folder)}`,
    unrendered_config: model.config,
    relation_name: `"dev"."main"."${String(alias)}"`,
    raw_code: sqlOf(model),
    refs: model.refs.map((name) => ({ name, package: null, version: null })),
    sources: model.reads.map(({ source, table }) => [source, table]),
    depends_on: {
      macros: [],
      nodes: [
        ...model.refs.map((ref) => idOf(spec, ref)),
        ...model.reads.map(({ source, table }) => `source.${spec.name}.${source}.${table}`),
      ],
    },
    contract: config['contract'],
    access: config['access'],
    constraints: model.constraints ?? [],
    version,
    latest_version: latest,
    deprecation_date: null,
    primary_key: [],
    time_spine: null,
  };
}

const columnNode = ({ name, type, description, meta = {}, constraints = [] }: ColumnSpec): Json => ({
  name,
  description,
  meta,
  data_type: type,
  constraints,
  quote: null,
  config: { meta, tags: [] },
  tags: [],
  granularity: null,
  doc_blocks: [],
});

function testNodes(spec: ProjectSpec, model: ModelSpec, attached: string): [string, Json][] {
  const all = [
    ...model.tests.map((test) => ({ test, column: null })),
    ...model.columns.flatMap((column) => column.tests.map((test) => ({ test, column: column.name }))),
  ];
  return all.map(({ test, column }, index) => {
    const [namespace, name] = test.name.includes('.') ? test.name.split('.') : [null, test.name];
    const full = `${name}_${attached.split('.').slice(2).join('_')}_${column ?? index}`;
    const id = `test.${spec.name}.${full}.${index.toString(16).padStart(10, '0')}`;
    const kwargs = {
      ...(column !== null && { column_name: column }),
      ...test.arguments,
      model: `{{ get_where_subquery(ref('${model.name}')) }}`,
    };
    const node = {
      ...common(spec, 'test', full, yamlFile(model.folder)),
      unique_id: id,
      alias: full,
      tags: [],
      description: '',
      columns: {},
      meta: {},
      group: null,
      patch_path: null,
      config: {
        enabled: true,
        alias: null,
        schema: 'dbt_test__audit',
        database: null,
        tags: [],
        meta: {},
        group: null,
        materialized: 'test',
        severity: 'ERROR',
        store_failures: null,
        store_failures_as: null,
        where: null,
        limit: null,
        fail_calc: 'count(*)',
        warn_if: '!= 0',
        error_if: '!= 0',
      },
      unrendered_config: {},
      relation_name: null,
      raw_code: `{{ test_${name}(**_dbt_generic_test_kwargs) }}`,
      refs: [{ name: model.name, package: null, version: null }],
      sources: [],
      depends_on: { macros: [`macro.dbt.test_${name}`], nodes: [attached] },
      contract: { enforced: false, alias_types: true, checksum: null },
      column_name: column,
      file_key_name: `models.${model.name}`,
      attached_node: attached,
      test_metadata: { name, kwargs, namespace },
    };
    return [id, node];
  });
}

function snapshotNode(spec: ProjectSpec, { name, reads, config }: SnapshotSpec): [string, Json] {
  const node = {
    ...common(spec, 'snapshot', name, 'snapshots/snapshots.yml'),
    alias: name,
    columns: {},
    description: '',
    meta: {},
    tags: [],
    group: null,
    config: { ...CONFIG, materialized: 'snapshot', ...config },
    raw_code: `select * from {{ source('${reads.source}', '${reads.table}') }}`,
    refs: [],
    constraints: [],
    depends_on: { macros: [], nodes: [`source.${spec.name}.${reads.source}.${reads.table}`] },
  };
  return [`snapshot.${spec.name}.${name}`, node];
}

function sourceNode(spec: ProjectSpec, { source, table, freshness }: SourceSpec): [string, Json] {
  const id = `source.${spec.name}.${source}.${table}`;
  const node = {
    database: null,
    schema: source,
    name: table,
    resource_type: 'source',
    package_name: spec.name,
    path: 'models/sources.yml',
    original_file_path: 'models/sources.yml',
    unique_id: id,
    fqn: [spec.name, source, table],
    source_name: source,
    source_description: '',
    loader: '',
    identifier: table,
    loaded_at_field: null,
    freshness: freshness ? FRESHNESS : NO_FRESHNESS,
    description: '',
    columns: {},
    meta: {},
    source_meta: {},
    tags: [],
    config: { enabled: true },
  };
  return [id, node];
}
