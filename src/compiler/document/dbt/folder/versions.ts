import { textOf, textsOf, listOf, mappingOf } from '../project/values.js';
import type { Entry, NodeEntry, VersionEntry } from './schemaYaml.js';

/** Whether a version is above another: by number where both are numbers, else by text, as dbt compares them. */
export const isHigherVersion = (a: string, b: string): boolean =>
  Number.isFinite(Number(a)) && Number.isFinite(Number(b)) ? Number(a) > Number(b) : a > b;

/** The latest first: `latest_version`, then from the highest down. */
function latestFirst({ entry, versions }: NodeEntry): VersionEntry[] {
  const stated = String(entry.node['latest_version']);
  const rank = ({ version }: VersionEntry): number => (version === stated ? 0 : 1);
  return [...versions].sort((a, b) => rank(a) - rank(b) || (isHigherVersion(a.version, b.version) ? -1 : 1));
}

/** The files, without ending, that a version may lie in: `defined_in`, `dim_x_v2`, for the latest the model's own name. */
const filesOf = (name: string, { entry: { node }, version }: VersionEntry, latest: boolean): string[] => [
  ...textsOf(node['defined_in'] ?? []),
  `${name}_v${version}`,
  `${name}.v${version}`,
  ...(latest ? [name] : []),
];

/** What an entry declares for the version that stands for the model: dbt's manifest has the versions apart. */
export interface Standing {
  readonly entry: Entry;
  /** null where the model has no versions. */
  readonly version: VersionEntry | null;
  readonly columns: readonly Entry[];
  /** Names of its files without ending, the first that exists holds. */
  readonly files: readonly string[];
  /** Files of the versions that do not stand. */
  readonly otherFiles: readonly string[];
}

/**
 * The versions of a model, the one first that stands for it: its latest, or where that is disabled the highest that is not.
 * A model without versions stands for itself.
 */
export function standings(declared: NodeEntry): Standing[] {
  const { entry } = declared;
  const versions = latestFirst(declared);
  if (versions.length === 0)
    return [{ entry, version: null, columns: declared.columns, files: [entry.name], otherFiles: [] }];
  return versions.map((version, index) => ({
    entry,
    version,
    columns: columnsOf(declared, version),
    files: filesOf(entry.name, version, index === 0),
    otherFiles: versions
      .filter((each) => each !== version)
      .flatMap((each) => filesOf(entry.name, each, each === versions[0])),
  }));
}

/** The model's own columns as far as `include` and `exclude` let them in, changed or joined by the version's. */
function columnsOf(entry: NodeEntry, version: VersionEntry): Entry[] {
  const rule = listOf(version.entry.node['columns'])
    .map(mappingOf)
    .find((each) => textOf(each['name']) === null);
  const include = rule?.['include'] ?? 'all';
  const [included, excluded] = [textsOf(include), textsOf(rule?.['exclude'] ?? [])];
  const all = include === 'all' || include === '*';
  const changed = new Map(version.columns.map((column) => [column.name, column]));
  const own = entry.columns.filter(
    ({ name }) => (all || included.includes(name)) && !excluded.includes(name) && !changed.has(name),
  );
  return [...own, ...version.columns];
}
