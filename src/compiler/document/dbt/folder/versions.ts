import { textOf, textsOf, listOf, mappingOf } from '../project/values.js';
import type { Entry, NodeEntry, VersionEntry } from './schemaYaml.js';

/** `latest_version`, else the highest: by number where all are numbers, else by text, as dbt compares them. */
function latestOf({ entry, versions }: NodeEntry): VersionEntry | null {
  const stated = entry.node['latest_version'];
  const named = versions.find(({ version }) => version === String(stated));
  if (named) return named;
  const numeric = versions.every(({ version }) => Number.isFinite(Number(version)));
  const above = (a: string, b: string): boolean => (numeric ? Number(a) > Number(b) : a > b);
  return versions.reduce<VersionEntry | null>(
    (best, each) => (best && !above(each.version, best.version) ? best : each),
    null,
  );
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

/** The latest version of a model stands for it; a model without versions stands for itself. */
export function standing(declared: NodeEntry): Standing {
  const { entry, versions } = declared;
  const version = latestOf(declared);
  if (!version) return { entry, version, columns: declared.columns, files: [entry.name], otherFiles: [] };
  return {
    entry,
    version,
    columns: columnsOf(declared, version),
    files: filesOf(entry.name, version, true),
    otherFiles: versions.filter((each) => each !== version).flatMap((each) => filesOf(entry.name, each, false)),
  };
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
