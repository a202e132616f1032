import type { CompiledLayer } from '../../artifact.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { kindOfLayer } from '../../patterns/kindOfLayer.js';
import { nameInLayer } from '../../patterns/nameInLayer.js';
import { dimension, fact } from './kimball.js';
import type { Making, Relation, StarterModel } from './model.js';
import { handedOn, plainModel } from './plain.js';
import { withRequiredTests } from './required.js';
import { hubs, links, satellites } from './vault.js';
import type { Vocabulary } from './vocabulary.js';

/** The first models of a product. */
export interface StarterModels {
  /** In pattern order. */
  readonly models: readonly StarterModel[];
  /** Layers without one: their names go by patterns alone, or they have nothing to rest on. */
  readonly without: readonly CompiledLayer[];
}

/** The table of the source, as the models read it. */
const sourceTable = ({ source, entities, other }: Vocabulary): Relation => ({
  call: `source('${source}', '${entities}')`,
  id: 'id',
  other: `${other}_id`,
  status: 'status',
  amount: 'amount',
  updated: 'updated_at',
});

function modelsIn(making: Making): readonly StarterModel[] {
  switch (kindOfLayer(making.layer)?.kind) {
    case 'dimension':
      return [dimension(making)];
    case 'fact':
      return [fact(making)];
    case 'hub':
      return hubs(making);
    case 'link':
      return links(making);
    case 'satellite':
      return satellites(making);
    case 'cleaned':
      return [plainModel(making, true)];
    default:
      return [plainModel(making, false)];
  }
}

const SHAPED = ['dimension', 'fact', 'hub', 'link', 'satellite'];

/** A model for each layer of a platform, in its pattern, its names and its quality gates (ADR-0021, Supported Patterns). */
export function starterModels(platform: EffectivePlatform, names: Vocabulary): StarterModels {
  const models: StarterModel[] = [];
  const without: CompiledLayer[] = [];
  let reads = sourceTable(names);
  for (const layer of platform.layers) {
    if (nameInLayer(layer, names.entity, platform.namingCase) === null) {
      without.push(layer);
      continue;
    }
    const nameOf = (stem: string): string => nameInLayer(layer, stem, platform.namingCase) ?? stem;
    const making: Making = { layer, names, reads, made: models, nameOf };
    const made = modelsIn(making).map((model) => withRequiredTests(model, making, platform));
    models.push(...made);
    if (made.length === 0) without.push(layer);
    const [first] = made;
    if (first && !SHAPED.includes(kindOfLayer(layer)?.kind ?? '')) reads = handedOn(making, `ref('${first.name}')`);
  }
  return { models, without };
}
