import { distance } from 'fastest-levenshtein';
import type { CompiledLayer, ModelingPattern } from '../artifact.js';
import { layerOfFolder } from '../facts/layerOf.js';
import type { ModelFacts } from '../facts/modelFacts.js';

/** Prefixes that teams use, and what they take a model for. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^v?_?(stg|staging|raw|src|base)_+/, 'staging data'],
  [/^(int|intermediate)_+/, 'intermediate data'],
  [/^(dim|dimension)_+/, 'a dimension'],
  [/^(fact|facts|fct)_+/, 'a fact table'],
  [/^(mart|rpt|report|agg)_+/, 'a report'],
  [/^(hub|h)_+/, 'a hub'],
  [/^(link|lnk|t_link|l)_+/, 'a link'],
  [/^(sat|ma_sat|s)_+/, 'a satellite'],
  [/^bronze_+/, 'raw data'],
  [/^silver_+/, 'cleaned data'],
  [/^gold_+/, 'business-ready data'],
];

const HOMES: Readonly<Record<ModelingPattern, Readonly<Record<string, string>>>> = {
  medallion: {
    ...{ 'staging data': 'bronze', 'raw data': 'bronze', 'intermediate data': 'silver', 'cleaned data': 'silver' },
    ...{ 'a dimension': 'gold', 'a fact table': 'gold', 'a report': 'gold', 'business-ready data': 'gold' },
  },
  kimball: {
    ...{ 'staging data': 'staging', 'raw data': 'staging', 'a dimension': 'dimensions', 'cleaned data': 'dimensions' },
    ...{ 'a fact table': 'facts', 'business-ready data': 'facts' },
  },
  data_vault: { 'a hub': 'hubs', 'a link': 'links', 'a satellite': 'satellites' },
  hybrid: {},
};

interface Naming {
  readonly layers: readonly CompiledLayer[];
  readonly pattern: ModelingPattern;
  readonly taken: ReadonlySet<string>;
}

/** "Model appears to be staging data → use bronze_orders"; undefined where nothing speaks for a layer. */
export function suggestedName(model: ModelFacts, naming: Naming): string | undefined {
  const { layers, pattern } = naming;
  const kind = KINDS.find(([prefix]) => prefix.test(model.name));
  const rest = kind ? model.name.replace(kind[0], '') : model.name;
  const named = (name: string | null | undefined): CompiledLayer | undefined =>
    layers.find((each) => each.name === name);
  const declared = named(model.declared);
  if (declared) return advice(`Model declares the ${declared.name} layer`, declared, rest, naming);
  const home = kind && named(HOMES[pattern][kind[1]]);
  if (kind && home) return advice(`Model appears to be ${kind[1]}`, home, rest, naming);
  const meant = kind ? null : misspelt(model.name, layers);
  if (meant) return advice('Prefix appears to be misspelt', meant.layer, meant.rest, naming);
  const folder = layerOfFolder(model.model.file, layers);
  return folder ? advice(`Model lies in the ${folder.name} folder`, folder, rest, naming) : undefined;
}

function advice(why: string, layer: CompiledLayer, rest: string, { taken }: Naming): string {
  const name = `${layer.prefix}${rest}`;
  return rest === '' || taken.has(name) ? `${why} → use another ${layer.prefix}* name` : `${why} → use ${name}`;
}

/** `bronz_orders` begins with something one letter (of a long prefix, two) from `bronze_`. */
function misspelt(name: string, layers: readonly CompiledLayer[]): { layer: CompiledLayer; rest: string } | null {
  const end = name.lastIndexOf('_') + 1;
  for (const layer of layers.filter(({ prefix }) => prefix.length > 3)) {
    for (let cut = layer.prefix.length + 2; cut >= layer.prefix.length - 2; cut--) {
      const head = name.slice(0, cut);
      if (
        cut <= end &&
        /[_\W]$/.test(head) &&
        distance(head.toLowerCase(), layer.prefix) <= (layer.prefix.length > 6 ? 2 : 1)
      )
        return { layer, rest: name.slice(cut) };
    }
  }
  return null;
}
