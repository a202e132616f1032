import { mergeConfigs } from '../project/config.js';
import { columnOf, entryLayer, floeOf } from './declared.js';
import type { DbtSourceTable } from '../project/project.js';
import type { ProjectLayer } from './projectFile.js';
import type { Entry, SourceEntry, TableEntry } from './schemaYaml.js';
import { statesFreshness, textOf } from '../project/values.js';

/** The tables of a source; each has the source's `meta` and freshness unless it says otherwise. Disabled ones are left out. */
export function declaredSources(
  { entry, tables }: SourceEntry,
  layersFor: (source: string, table: string) => readonly ProjectLayer[],
): DbtSourceTable[] {
  return tables.flatMap((table) => tableOf(entry, table, layersFor(entry.name, table.entry.name)));
}

function tableOf(
  source: Entry,
  { entry: table, columns }: TableEntry,
  project: readonly ProjectLayer[],
): DbtSourceTable[] {
  const layers = [...project, entryLayer(source), entryLayer(table)];
  const config = mergeConfigs(layers.map((each) => each.config));
  if (config['enabled'] === false) return [];
  const { location } = table;
  const place = [source.node['database'], source.node['schema'] ?? source.name, table.node['identifier'] ?? table.name];
  return [
    {
      source: source.name,
      table: table.name,
      location,
      path: place.flatMap((each) => textOf(each) ?? []),
      freshness: statesFreshness(config['freshness']),
      floe: floeOf(layers, location),
      columns: columns.map(columnOf),
    },
  ];
}
