import type { SourceLocation } from '../../../source.js';
import { configOfEntry, mergeConfigs } from '../project/config.js';
import { modelOf, NoMeta } from '../project/model.js';
import type { ModelCode } from './code.js';
import type { DbtColumn, DbtModel, FloeMeta } from '../project/project.js';
import type { ProjectLayer } from './projectFile.js';
import type { Entry } from './schemaYaml.js';
import { readsIn, refsIn } from '../project/sqlReferences.js';
import { primaryEntityOf } from '../project/semanticModels.js';
import { readAllConstraints, readTests, type TestDefaults } from '../project/tests.js';
import { mappingOf, textOf } from '../project/values.js';
import type { Standing } from './versions.js';
import type { Mapping } from '../../../values/json.js';

/** A layer of configuration that may hold `meta`, with its place. */
export interface MetaLayer {
  readonly config: Mapping;
  readonly locate: ProjectLayer['locate'];
}

/** dbt merges `meta` key by key: the last layer that has `floe` says all of it. */
export function floeOf(layers: readonly MetaLayer[], otherwise: SourceLocation): FloeMeta {
  const last = layers.findLast(({ config }) => Object.hasOwn(mappingOf(config['meta']), 'floe'));
  if (!last) return new NoMeta(otherwise);
  const floe = mappingOf(last.config['meta'])['floe'];
  return { values: mappingOf(floe), locate: (key) => last.locate(['meta', 'floe', key]) };
}

/** `meta` of an entry stands beside `config` or, since dbt 1.10, in it. */
export function entryLayer({ document, node, path }: Entry): MetaLayer {
  const config = mappingOf(node['config']);
  const inConfig = Object.hasOwn(config, 'meta');
  return {
    config: configOfEntry(node),
    locate: (below) => document.locateKey([...path, ...(inConfig ? ['config'] : []), ...below]),
  };
}

/** A column of a model or source as a schema YAML declares it. */
export function columnOf(entry: Entry): DbtColumn {
  const { node, name, location } = entry;
  const silent = node['meta'] === undefined && node['config'] === undefined;
  return {
    name,
    type: textOf(node['data_type'])?.toLowerCase() ?? null,
    description: textOf(node['description']),
    floe: silent ? new NoMeta(location) : floeOf([entryLayer(entry)], location),
    location,
  };
}

/** What is known of a model: its declaration, its code, what dbt_project.yml says of its folder. */
export interface Known {
  readonly name: string;
  readonly kind: DbtModel['kind'];
  readonly declared: Standing | null;
  readonly code: ModelCode | null;
  readonly layers: readonly ProjectLayer[];
  readonly entityKey: readonly string[];
  /** The name of its own dbt project. */
  readonly project: string | null;
  /** What dbt_project.yml says of the tests that its declaration states. */
  readonly testDefaults: TestDefaults;
}

/** The model of a schema YAML entry and its code; null where it is disabled. */
export function declaredModel(known: Known): DbtModel | null {
  const { name, kind, declared, code, layers, entityKey, project, testDefaults } = known;
  const start = { file: code?.file ?? '', line: 1, column: 1 };
  const entries = declared ? [declared.entry, ...(declared.version ? [declared.version.entry] : [])] : [];
  const metas = [
    ...layers,
    ...entries.map(entryLayer),
    ...(code ? [{ config: code.references.config, locate: () => start }] : []),
  ];
  const config = mergeConfigs(metas.map((each) => each.config));
  if (config['enabled'] === false) return null;
  const location = declared ? declared.entry.location : start;
  const of = (key: string): Mapping => entries.findLast(({ node }) => Object.hasOwn(node, key))?.node ?? {};
  const columns = declared?.columns ?? [];
  const nodes = columns.map((each) => each.node);
  const alias = textOf(config['alias']) ?? (declared?.version ? `${name}_v${declared.version.version}` : null);
  const relation = kind === 'snapshot' ? (textOf(of('relation')['relation']) ?? '') : '';
  return modelOf({
    name,
    kind,
    location,
    config,
    alias,
    entityKey: entityKey.length > 0 || !declared ? entityKey : primaryEntityOf(declared.entry.node, nodes),
    file: code?.file ?? declared?.entry.document.file ?? '',
    description: textOf(of('description')['description']),
    columns: columns.map(columnOf),
    tests: [
      ...readTests({ tests: of('tests')['tests'], data_tests: of('data_tests')['data_tests'] }, null, testDefaults),
      ...columns.flatMap((each) => readTests(each.node, each.name, testDefaults)),
    ],
    constraints: readAllConstraints(of('constraints'), nodes),
    floe: floeOf(metas, location),
    refs: [...refsIn(relation), ...(code?.references.refs ?? [])].map((ref) =>
      ref.package === project ? { ...ref, package: null } : ref,
    ),
    reads: [...readsIn(relation), ...(code?.references.reads ?? [])],
    sql:
      code?.sql ??
      (relation === '' ? null : { text: `select * from {{ ${relation} }}`, compiled: false, package: project }),
  });
}
