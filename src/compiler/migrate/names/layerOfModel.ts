import type { DbtModel } from '../../document/dbt/project/project.js';
import { textOf } from '../../document/dbt/project/values.js';
import { layerOfFolder } from '../../facts/models/layerOfFolder.js';
import { matchLayer, stemIn } from '../../patterns/matchLayer.js';
import type { MigrationLayer } from '../migration/migration.js';

/** A model's layer: `meta.floe.layer`, else the one its name says, else its folder's. */
export function layerOfModel({ name, file, floe }: DbtModel, layers: readonly MigrationLayer[]): MigrationLayer | null {
  const declared = textOf(floe.values['layer']);
  return (
    layers.find((layer) => layer.name === declared) ?? matchLayer(name, layers)?.layer ?? layerOfFolder(file, layers)
  );
}

/** A name without what says its layer. */
export const bareName = (layer: MigrationLayer | null, name: string): string => (layer && stemIn(layer, name)) ?? name;
