import { foldersOf } from '../../document/dbt/folder/folders.js';
import { layerForms, type LayerNaming } from '../../patterns/layerForms.js';
import { entityForms } from '../columns/entityForms.js';

type NamedLayer = LayerNaming & { readonly name: string };

/** A layer never changes: what its folder may be called is made up once. */
const known = new WeakMap<NamedLayer, readonly string[]>();

/** `staging`, `stg`; `hubs`, `hub`; `gold`, `sales_gold`: the names of a layer's folder. */
function folderNames(layer: NamedLayer): readonly string[] {
  const before = known.get(layer);
  if (before) return before;
  const { prefixes, suffixes } = layerForms(layer);
  const affixes = [...prefixes, ...suffixes].map((affix) => affix.replace(/^\W*_*|_*\W*$/g, ''));
  const said = [layer.name, ...affixes.filter((affix) => affix.length > 1)];
  const names = said.flatMap((name) => entityForms(name.toLowerCase()));
  known.set(layer, names);
  return names;
}

/** The layer that a folder of the file is named after, the innermost that is. */
export function layerOfFolder<L extends NamedLayer>(file: string, layers: readonly L[]): L | null {
  const named = foldersOf(file)
    .reverse()
    .map((folder) => layers.find((layer) => folderNames(layer).includes(folder.toLowerCase())));
  return named.find((layer) => layer !== undefined) ?? null;
}
