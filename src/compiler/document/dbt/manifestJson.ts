import type { SourceLocation } from '../../source.js';
import { finding } from '../finding.js';
import { isMapping, valueAt, type Mapping } from '../shape.js';
import { manifestTests } from './manifestTests.js';
import { modelOf, noMeta } from './model.js';
import {
  EMPTY_PROJECT,
  type DbtCode,
  type DbtColumn,
  type DbtModel,
  type DbtSourceTable,
  type DbtTest,
  type FloeMeta,
} from './project.js';
import type { DbtReading } from './readDbtProject.js';
import { readConstraints } from './tests.js';
import { listOf, mappingOf, statesFreshness, textOf } from './values.js';

const FILE = 'target/manifest.json';
const start = (file: string): SourceLocation => ({ file, line: 1, column: 1 });

/**
 * Reads dbt's target/manifest.json, v4 to v12, as tolerant as real files demand: what is absent is absent, what is
 * unknown is ignored. Gives the same project as the schema YAML and SQL it was made from.
 */
export function readManifestJson(text: string): DbtReading {
  const manifest = parsed(text);
  if (!isMapping(manifest) || !isMapping(manifest['nodes'])) return invalid(manifest === undefined);
  const nodes = Object.entries(mappingOf(manifest['nodes'])).flatMap(([id, node]) =>
    isMapping(node) && isOwn(node, manifest) ? [{ id, node }] : [],
  );
  const tests = manifestTests(nodes.map(({ node }) => node));
  const read = (kind: DbtModel['kind']): DbtModel[] =>
    standing(nodes.filter(({ node }) => node['resource_type'] === kind)).map(({ id, node }) =>
      nodeOf(node, kind, tests.get(id) ?? []),
    );
  return {
    project: { models: read('model'), snapshots: read('snapshot'), sources: sourcesOf(manifest) },
    diagnostics: [],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function invalid(unparsed: boolean): DbtReading {
  const message = unparsed ? 'The dbt manifest is not well-formed JSON' : 'The dbt manifest has no nodes';
  const expected = "dbt's target/manifest.json";
  return {
    project: EMPTY_PROJECT,
    diagnostics: [finding({ code: 'DBT_MANIFEST_INVALID', message, expected, location: start(FILE) })],
  };
}

/** Nodes of installed packages are not the product's; manifests before v11 do not say which is the project. */
function isOwn(node: Mapping, manifest: Mapping): boolean {
  const project = textOf(valueAt(manifest, ['metadata', 'project_name']));
  return project === null || node['package_name'] === project;
}

/** Versions of a model share its name: the latest stands for it. */
function standing(nodes: readonly { id: string; node: Mapping }[]): { id: string; node: Mapping }[] {
  const byName = new Map<string, { id: string; node: Mapping }>();
  for (const each of nodes) {
    const name = textOf(each.node['name']);
    const known = name === null ? undefined : byName.get(name);
    const latest = each.node['version'] === each.node['latest_version'];
    if (name !== null && (!known || latest)) byName.set(name, each);
  }
  return [...byName.values()];
}

function nodeOf(node: Mapping, kind: DbtModel['kind'], tests: readonly DbtTest[]): DbtModel {
  const file = textOf(node['original_file_path'])?.replaceAll('\\', '/') ?? FILE;
  const location = start(file);
  const columns = Object.values(mappingOf(node['columns'])).map(mappingOf);
  const alias = textOf(node['alias']);
  return modelOf({
    ...{ name: textOf(node['name']) ?? '', kind, file, location, tests, alias },
    description: textOf(node['description']),
    columns: columns.flatMap((column) => columnOf(column, location)),
    constraints: [
      ...readConstraints(node, null),
      ...columns.flatMap((column) => readConstraints(column, textOf(column['name']) ?? '')),
    ],
    config: configOf(node),
    floe: floeOf(node, location),
    ...dependencies(node),
    sql: codeOf(node),
  });
}

/** What stands beside `config` in older manifests, and what `config` says. */
function configOf(node: Mapping): Mapping {
  const config = mappingOf(node['config']);
  const beside = (key: string): Mapping => ((config[key] ?? null) === null && key in node ? { [key]: node[key] } : {});
  return {
    ...config,
    ...beside('access'),
    ...beside('group'),
    ...beside('tags'),
    ...beside('freshness'),
    ...(valueAt(config, ['contract', 'enforced']) === undefined ? beside('contract') : {}),
  };
}

function floeOf(node: Mapping, location: SourceLocation): FloeMeta {
  const floe = valueAt(node, ['config', 'meta', 'floe']) ?? valueAt(node, ['meta', 'floe']);
  return floe === undefined ? noMeta(location) : { values: mappingOf(floe), locate: () => location };
}

/** The compiled code where dbt compiled it, else what stands in the file; `_sql` until v6, `_code` since v7. */
function codeOf(node: Mapping): DbtCode | null {
  if (node['language'] !== undefined && node['language'] !== 'sql') return null;
  const compiled = textOf(node['compiled_code']) ?? textOf(node['compiled_sql']);
  if (compiled !== null) return { text: compiled, compiled: true };
  const raw = textOf(node['raw_code']) ?? textOf(node['raw_sql']);
  return raw === null ? null : { text: raw, compiled: false };
}

function columnOf(column: Mapping, location: SourceLocation): DbtColumn[] {
  const name = textOf(column['name']);
  if (name === null) return [];
  return [
    {
      ...{ name, location, floe: floeOf(column, location) },
      type: textOf(column['data_type'])?.toLowerCase() ?? null,
      description: textOf(column['description']),
    },
  ];
}

/** `depends_on.nodes`: `model.package.name`, `model.package.name.v2`, `source.package.source.table` ... */
function dependencies(node: Mapping): Pick<DbtModel, 'refs' | 'reads'> {
  const ids = listOf(valueAt(node, ['depends_on', 'nodes']))
    .map(String)
    .map((id) => id.split('.'));
  const own = textOf(node['package_name']);
  return {
    refs: ids.flatMap(([kind, pack = '', name = '']) =>
      kind === 'model' || kind === 'snapshot' || kind === 'seed' ? [{ package: pack === own ? null : pack, name }] : [],
    ),
    reads: ids.flatMap(([kind, , source = '', ...table]) =>
      kind === 'source' ? [{ source, table: table.join('.') }] : [],
    ),
  };
}

function sourcesOf(manifest: Mapping): DbtSourceTable[] {
  return Object.values(mappingOf(manifest['sources']))
    .map(mappingOf)
    .filter((node) => isOwn(node, manifest))
    .flatMap((node) => {
      const [source, table] = [textOf(node['source_name']), textOf(node['name'])];
      if (source === null || table === null) return [];
      const location = start(textOf(node['original_file_path'])?.replaceAll('\\', '/') ?? FILE);
      const own = floeOf(node, location);
      const inherited = mappingOf(mappingOf(node['source_meta'])['floe']);
      const floe = Object.keys(own.values).length > 0 ? own : { values: inherited, locate: () => location };
      return [
        {
          ...{ source, table, location, floe },
          columns: Object.values(mappingOf(node['columns']))
            .map(mappingOf)
            .flatMap((column) => columnOf(column, location)),
          path: [node['database'], node['schema'], node['identifier']].flatMap((each) => textOf(each) ?? []),
          freshness: statesFreshness(node['freshness']) || statesFreshness(valueAt(node, ['config', 'freshness'])),
        },
      ];
    });
}
