import type { CompiledLayer } from '../artifact.js';
import { foldersOf } from '../document/dbt/folders.js';
import type { DbtModel } from '../document/dbt/project.js';
import { textOf } from '../document/dbt/values.js';
import type { EffectivePlatform } from '../inherit/platform.js';

export interface ModelLayer {
  /** The layer whose gates hold for the model: the one it declares, else by its prefix, else by its folder. */
  readonly layer: CompiledLayer | null;
  /** The layer whose prefix its name bears. */
  readonly prefixed: CompiledLayer | null;
  /** `meta.floe.layer`, as written. */
  readonly declared: string | null;
}

const byLongestPrefix = (name: string, layers: readonly CompiledLayer[]): CompiledLayer | null =>
  layers
    .filter(({ prefix }) => prefix !== '' && name.startsWith(prefix))
    .reduce<CompiledLayer | null>(
      (best, each) => (best && best.prefix.length >= each.prefix.length ? best : each),
      null,
    );

/** The layer that a folder of the file is named after. */
export const layerOfFolder = (file: string, layers: readonly CompiledLayer[]): CompiledLayer | null =>
  layers.find(({ name }) => foldersOf(file).includes(name)) ?? null;

/**
 * A model's layer: `meta.floe.layer`, else the longest prefix, else the folder. Under strict naming the folder is no
 * substitute for a name.
 */
export function layerOf(model: DbtModel, { layers, enforcement }: EffectivePlatform): ModelLayer {
  const declared = textOf(model.floe.values['layer']);
  const prefixed = byLongestPrefix(model.name, layers);
  const folder = enforcement === 'strict' ? null : layerOfFolder(model.file, layers);
  return { layer: layers.find(({ name }) => name === declared) ?? prefixed ?? folder, prefixed, declared };
}
