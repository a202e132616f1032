import { foldersOf } from '../document/dbt/folders.js';
import type { DbtModel } from '../document/dbt/project.js';
import { textOf } from '../document/dbt/values.js';
import type { MigrationLayer } from './migration.js';

/** The layer with the longest prefix that a name bears. */
export function layerByPrefix(name: string, layers: readonly MigrationLayer[]): MigrationLayer | null {
  const found = layers.filter(({ prefix }) => prefix !== '' && name.startsWith(prefix));
  return found.sort((a, b) => b.prefix.length - a.prefix.length)[0] ?? null;
}

/** A model's layer: `meta.floe.layer`, else the longest prefix, else the folder. */
export function layerOfModel({ name, file, floe }: DbtModel, layers: readonly MigrationLayer[]): MigrationLayer | null {
  const declared = textOf(floe.values['layer']);
  const folders = foldersOf(file);
  return (
    layers.find((layer) => layer.name === declared) ??
    layerByPrefix(name, layers) ??
    layers.find((layer) => folders.includes(layer.name)) ??
    null
  );
}

/** A name without the prefix of its layer. */
export const stemIn = (layer: MigrationLayer | null, name: string): string =>
  layer && layer.prefix !== '' && name.startsWith(layer.prefix) ? name.slice(layer.prefix.length) : name;
