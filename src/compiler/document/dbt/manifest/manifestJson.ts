import type { SourceFile } from '../../../source.js';
import { isBelow } from '../folder/folders.js';
import { isHigherVersion } from '../folder/versions.js';
import { JsonEnds, JsonScanner } from './jsonScanner.js';
import { macrosIn } from '../project/macros.js';
import { identified, newerThanKnown, notJson, withoutOwn } from './manifestKind.js';
import { manifestParts, type ManifestNode, type ManifestParts } from './manifestNodes.js';
import { ownNodes } from './manifestPackage.js';
import { manifestPlaces, type ManifestPlaces, type NodePlaces } from './manifestPlaces.js';
import { manifestTests } from './manifestTests.js';
import { modelOf, NoMeta } from '../project/model.js';
import {
  EMPTY_PROJECT,
  type DbtCode,
  type DbtColumn,
  type DbtMacros,
  type DbtModel,
  type DbtProject,
  type DbtReading,
  type DbtSourceTable,
  type FloeMeta,
} from '../project/project.js';
import { primaryEntities, primaryEntityOf } from '../project/semanticModels.js';
import { readAllConstraints } from '../project/tests.js';
import { versionName, withVersions } from '../project/versionName.js';
import { listOf, mappingOf, statesFreshness, textOf } from '../project/values.js';
import { valueAt, type Mapping } from '../../../values/json.js';

const MANIFEST_FILE = 'target/manifest.json';

/**
 * Reads dbt's target/manifest.json, v4 to v12, as tolerant as real files demand: what is absent is absent, what is
 * unknown is ignored. Gives the same project as the folder it was made from; the folder's files, where they are at hand,
 * say where things stand.
 */
export function readManifestJson(
  text: string,
  files: readonly SourceFile[] = [],
  transforms: readonly string[] = [],
): DbtReading {
  try {
    const scanner = new JsonScanner(text.startsWith('\uFEFF') ? text.slice(1) : text);
    const parts = manifestParts(scanner);
    if (!scanner.ended) return refused(notJson(text, scanner.place, MANIFEST_FILE));
    const wrong = identified(parts, MANIFEST_FILE);
    if (wrong) return refused(wrong);
    const { project, own } = projectOf(parts, files, transforms);
    return {
      project,
      diagnostics: [...newerThanKnown(parts, MANIFEST_FILE), ...withoutOwn(parts, own, MANIFEST_FILE)],
    };
  } catch (error) {
    if (error instanceof JsonEnds) return refused(notJson(text, error.offset, MANIFEST_FILE));
    throw error;
  }
}

const refused = (diagnostic: DbtReading['diagnostics'][number]): DbtReading => ({
  project: EMPTY_PROJECT,
  diagnostics: [diagnostic],
});

function projectOf(
  parts: ManifestParts,
  files: readonly SourceFile[],
  transforms: readonly string[],
): { readonly project: DbtProject; readonly own: readonly ManifestNode[] } {
  const own = ownNodes(parts, files);
  const places = manifestPlaces(parts.metadata, files);
  const tests = manifestTests(own.nodes);
  const keys = primaryEntities(
    own.semanticModels.map(({ fields }) => fields),
    modelBehind,
  );
  const macros = macrosIn(
    own.macros.map(({ id, fields }) => ({ path: `${id}.sql`, content: textOf(fields['macro_sql']) ?? '' })),
  );
  const known: Known = (name, id) => ({ tests: tests.get(id) ?? NONE, entityKey: keys.get(name) ?? NONE });
  const ofKind = (kind: DbtModel['kind']): ManifestNode[] => own.nodes.filter((each) => each.kind === kind);
  const read = (kind: DbtModel['kind'], all: readonly ManifestNode[]): DbtModel[] =>
    all.map((node) => nodeOf(node, kind, known, places, macros));
  const models = standing(ofKind('model'));
  const standingIds = new Set(models.map(({ id }) => id));
  const others = ofKind('model').filter(({ id, fields }) => !standingIds.has(id) && textOf(fields['name']) !== null);
  const versions = new Set(others.map(nameOfVersion));
  const within = (model: DbtModel): DbtModel => withVersions(model, versions);
  const project = {
    ...EMPTY_PROJECT,
    models: read('model', below(models, transforms, places)).map(within),
    snapshots: read('snapshot', standing(ofKind('snapshot'))).map(within),
    otherVersions: read('model', others).map((model, index) => {
      const other = others[index];
      return within(other ? { ...model, name: nameOfVersion(other) } : model);
    }),
    sources: own.sources.flatMap((node) => tablesOfSource(node.fields, places)),
  };
  return { project, own: own.nodes };
}

const NONE: readonly never[] = [];
/** What other nodes say of a model. */
type Known = (name: string, id: string) => Pick<DbtModel, 'tests' | 'entityKey'>;

/** `depends_on.nodes` of a semantic model: `model.package.name`. */
const modelBehind = (fields: Mapping): string | null =>
  String(listOf(valueAt(fields, ['depends_on', 'nodes']))[0] ?? '').split('.')[2] ?? null;

/** The models below the product's transforms; all of them where the manifest's paths begin elsewhere. */
function below(nodes: ManifestNode[], transforms: readonly string[], places: ManifestPlaces): ManifestNode[] {
  const found = nodes.filter(({ fields }) => isBelow(places.fileOf(fields), transforms));
  return found.length > 0 ? found : nodes;
}

/** Versions of a model share its name: the latest stands for it, or where that is disabled the highest that is not. */
function standing(nodes: readonly ManifestNode[]): ManifestNode[] {
  const nodesByName = new Map<string, ManifestNode>();
  for (const each of nodes) {
    const name = textOf(each.fields['name']);
    const before = name === null ? undefined : nodesByName.get(name);
    if (name !== null && (!before || standsAbove(each.fields, before.fields))) nodesByName.set(name, each);
  }
  return [...nodesByName.values()];
}

const nameOfVersion = ({ fields }: ManifestNode): string =>
  versionName(textOf(fields['name']) ?? '', String(fields['version'] ?? ''));

function standsAbove(a: Mapping, b: Mapping): boolean {
  const isLatest = ({ version, latest_version: latest }: Mapping): boolean => version === latest;
  return isLatest(a) !== isLatest(b) ? isLatest(a) : isHigherVersion(String(a['version']), String(b['version']));
}

function nodeOf(
  { id, fields }: ManifestNode,
  kind: DbtModel['kind'],
  known: Known,
  places: ManifestPlaces,
  macros: DbtMacros,
): DbtModel {
  const file = places.fileOf(fields);
  const name = textOf(fields['name']) ?? '';
  const own = places.node(`${kind}.${name}`, { file, line: 1, column: 1 });
  const { location } = own;
  const none = new NoMeta(location);
  const floe = statedFloe(fields);
  const columns = listOf(fields['columns']).map(mappingOf);
  const { tests, entityKey } = known(name, id);
  const { refs, reads } = dependencies(fields);
  return modelOf({
    name,
    kind,
    file,
    location,
    tests,
    entityKey: entityKey.length > 0 ? entityKey : primaryEntityOf(fields, columns),
    refs,
    reads,
    alias: textOf(fields['alias']),
    description: textOf(fields['description']),
    columns: columnsOf(columns, own, none),
    constraints: readAllConstraints(fields, columns),
    config: configOf(fields),
    floe: floe === undefined ? none : { values: mappingOf(floe), locate: (key) => own.meta(key) },
    sql: codeOf(fields, macros),
  });
}

const BESIDE = ['access', 'group', 'tags', 'freshness', 'contract'];

/** What stands beside `config` in older manifests, and what `config` says. */
function configOf(fields: Mapping): Mapping {
  const config = mappingOf(fields['config']);
  const beside = BESIDE.filter((key) => (config[key] ?? null) === null && (fields[key] ?? null) !== null);
  return beside.length === 0 ? config : { ...config, ...Object.fromEntries(beside.map((key) => [key, fields[key]])) };
}

const statedFloe = (fields: Mapping): unknown =>
  mappingOf(mappingOf(fields['config'])['meta'])['floe'] ?? mappingOf(fields['meta'])['floe'];

/** The compiled code where dbt compiled it, else what stands in the file; `_sql` until v6, `_code` since v7. */
function codeOf(fields: Mapping, macros: DbtMacros): DbtCode | null {
  if (fields['language'] !== undefined && fields['language'] !== 'sql') return null;
  const compiled = textOf(fields['compiled_code']) ?? textOf(fields['compiled_sql']);
  if (compiled !== null) return { text: compiled, compiled: true };
  const raw = textOf(fields['raw_code']) ?? textOf(fields['raw_sql']);
  return raw === null ? null : { text: raw, compiled: false, macros, package: textOf(fields['package_name']) };
}

/** `none` is shared: a manifest has a hundred thousand columns of which nothing is said. */
function columnsOf(columns: readonly Mapping[], places: NodePlaces, none: FloeMeta): DbtColumn[] {
  const found: DbtColumn[] = [];
  for (const column of columns) {
    const name = textOf(column['name']);
    if (name === null) continue;
    const floe = statedFloe(column);
    found.push({
      name,
      type: textOf(column['data_type'])?.toLowerCase() ?? null,
      description: textOf(column['description']),
      floe: floe === undefined ? none : { values: mappingOf(floe), locate: (key) => places.metaOfColumn(name, key) },
      location: places.column(name),
    });
  }
  return found;
}

/** `depends_on.nodes`: `model.package.name`, `model.package.name.v2`, `source.package.source.table` ... */
function dependencies(fields: Mapping): Pick<DbtModel, 'refs' | 'reads'> {
  const ids = listOf(valueAt(fields, ['depends_on', 'nodes'])).map((id) => String(id).split('.'));
  const own = textOf(fields['package_name']);
  return {
    refs: ids.flatMap(([kind, pack = '', ...name]) =>
      kind === 'model' || kind === 'snapshot' || kind === 'seed'
        ? [{ package: pack === own ? null : pack, name: name.join('.') }]
        : [],
    ),
    reads: ids.flatMap(([kind, , source = '', ...table]) =>
      kind === 'source' ? [{ source, table: table.join('.') }] : [],
    ),
  };
}

function tablesOfSource(fields: Mapping, places: ManifestPlaces): DbtSourceTable[] {
  const [source, table] = [textOf(fields['source_name']), textOf(fields['name'])];
  if (source === null || table === null) return [];
  const own = places.node(`source.${source}.${table}`, { file: places.fileOf(fields), line: 1, column: 1 });
  const { location } = own;
  const stated = statedFloe(fields);
  const floe = stated === undefined ? mappingOf(fields['source_meta'])['floe'] : stated;
  return [
    {
      source,
      table,
      location,
      floe: { values: mappingOf(floe), locate: (key) => own.meta(key) },
      columns: columnsOf(listOf(fields['columns']).map(mappingOf), own, new NoMeta(location)),
      path: [fields['database'], fields['schema'], fields['identifier']].flatMap((each) => textOf(each) ?? []),
      freshness: statesFreshness(fields['freshness']) || statesFreshness(valueAt(fields, ['config', 'freshness'])),
    },
  ];
}
