import type { CompiledLayer } from '../../artifact.js';
import type { DbtModel } from '../../document/dbt/project/project.js';
import { textOf } from '../../document/dbt/project/values.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { matchLayer, stemIn, type LayerMatch } from '../../patterns/matchLayer.js';
import { layerOfFolder } from './layerOfFolder.js';

export interface ModelLayer {
  /** The layer whose gates hold for the model: the one it declares, else the one its name says, else its folder's. */
  readonly layer: CompiledLayer | null;
  /** The layer whose prefix (or suffix, or pattern) its name bears. */
  readonly prefixed: CompiledLayer | null;
  /** `meta.floe.layer`, as written. */
  readonly declared: string | null;
  /** Its name without that prefix. */
  readonly stem: string;
}

/**
 * A model's layer: `meta.floe.layer`, else the longest prefix, else the folder. The folder says which gates hold; it
 * makes no name legal (ADR-0021, Compile-Time Enforcement). Where names of two layers overlap, the declared one is meant.
 */
export function layerOf({ name, file, floe }: DbtModel, { layers }: Pick<EffectivePlatform, 'layers'>): ModelLayer {
  const declared = textOf(floe.values['layer']);
  const stated = layers.find((layer) => layer.name === declared) ?? null;
  const match = statedMatch(name, stated) ?? matchLayer(name, layers);
  const prefixed = match?.layer ?? null;
  const layer = stated ?? prefixed ?? layerOfFolder(file, layers);
  return { layer, prefixed, declared, stem: match?.stem ?? name };
}

function statedMatch(name: string, layer: CompiledLayer | null): LayerMatch<CompiledLayer> | null {
  const stem = layer && stemIn(layer, name);
  return layer && stem !== null ? { layer, stem } : null;
}
