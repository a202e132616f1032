import type { DbtModel } from '../../document/dbt/project/project.js';
import { textOf } from '../../document/dbt/project/values.js';
import { domainNamespace } from '../../inherit/layers/domainNamespace.js';
import { matchLayer } from '../../patterns/matchLayer.js';
import { bareName, layerOfModel } from './layerOfModel.js';
import type { LayerRename, MigrationLayer, Rename, TableMove } from '../migration/migration.js';
import { isMapping, valueAt } from '../../values/json.js';

export interface MovedModels {
  readonly folder: string;
  readonly models: readonly DbtModel[];
  /** data-product.yaml as plain values. */
  readonly product: unknown;
  readonly renames: readonly (Rename & { readonly to: string })[];
  readonly layers: readonly MigrationLayer[];
  readonly layerRenames: readonly LayerRename[];
  /** The layers of the target, for models that a mapping file moves. */
  readonly targets: readonly MigrationLayer[];
  /** The namespace of the domain; null in a centralized platform. */
  readonly root: string | null;
}

const VIEWS = new Set(['view', 'materialized_view']);

interface Port {
  readonly name: unknown;
  readonly table: unknown;
}

/** The tables and views of which the migration changes the name in the catalog: `silver.customers` → `dimensions.customer`. */
export function tableMoves(moved: MovedModels): TableMove[] {
  const listed = valueAt(moved.product, ['output_ports']);
  const ports = (Array.isArray(listed) ? listed : []).filter(isMapping) as unknown as readonly Port[];
  return moved.renames.flatMap((rename) => {
    const model = moved.models.find(({ name }) => name === rename.from);
    // An ephemeral model is part of others, and a model that names its port writes the port's table.
    if (!model || model.materialized === 'ephemeral' || textOf(model.floe.values['port'])) return [];
    const layer = layerOfModel(model, moved.layers);
    const target = targetOf(rename.to, layer, moved);
    if (!layer || !target) return [];
    const from = tableIn(layer, model.alias ?? model.name, moved.root);
    const to = tableIn(target, model.alias ?? rename.to, moved.root);
    if (from === to) return [];
    const port = ports.find(({ table }) => table === from);
    const kind = VIEWS.has(model.materialized) ? ('view' as const) : ('table' as const);
    return { folder: moved.folder, model: rename.to, from, to, kind, port: textOf(port?.name) };
  });
}

function targetOf(name: string, layer: MigrationLayer | null, moved: MovedModels): MigrationLayer | null {
  const named = matchLayer(name, moved.targets);
  return named?.layer ?? moved.layerRenames.find(({ from }) => from.name === layer?.name)?.to ?? null;
}

const tableIn = (layer: MigrationLayer, name: string, root: string | null): string =>
  `${domainNamespace(layer.namespace, root) ?? layer.namespace}.${bareName(layer, name)}`;
