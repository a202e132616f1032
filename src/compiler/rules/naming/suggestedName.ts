import type { CompiledLayer } from '../../artifact.js';
import { layerOfFolder } from '../../facts/models/layerOfFolder.js';
import type { ModelFacts } from '../../facts/models/modelFacts.js';
import type { TakenNames } from './takenNames.js';
import { foldersOf } from '../../document/dbt/folder/folders.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { expectedNames } from '../../patterns/expectedNames.js';
import { homeOf } from '../../patterns/homeOf.js';
import { kindOfLayer } from '../../patterns/kindOfLayer.js';
import { kindOfName, type NamedKind } from '../../patterns/kindOfName.js';
import { kindOfPlace } from '../../patterns/kindOfPlace.js';
import { matchLayer } from '../../patterns/matchLayer.js';
import { nameInLayer } from '../../patterns/nameInLayer.js';
import { affixInOtherCase, misspeltPrefix } from '../../patterns/nearAffix.js';
import { withoutDomain } from '../../patterns/withoutDomain.js';

export interface Suggestion {
  /** "Model appears to be staging data → use bronze_orders" */
  readonly text: string;
  /** The name to use; null where the one that comes to mind is taken, or no layer fits. */
  readonly name: string | null;
  /** Only the folder speaks for it: a model whose own name does may have the name first. */
  readonly byFolder: boolean;
}

type Naming = Pick<EffectivePlatform, 'layers' | 'namingCase'> & {
  readonly taken: TakenNames;
};

/** A layer that something speaks for, and what of the name to keep. */
interface Reading {
  readonly why: string;
  readonly layer: CompiledLayer;
  readonly rest: string;
  /** "_h": stating it in the manifest makes the project's own style legal. */
  readonly suffix?: string | null;
}

/** What to call a model whose name says no layer, by the first thing that speaks for one; null where nothing does. */
export function suggestedName(model: ModelFacts, naming: Naming): Suggestion | null {
  const { layers } = naming;
  const name = withoutDomain(model.name, layers);
  const kind = believed(meantKind(name, layers), model.model.file, layers);
  const rest = kind?.rest ?? name;
  const reading =
    byDeclaration(model, rest, layers) ??
    affixInOtherCase(name, layers) ??
    byKind(kind, model.model.file, layers) ??
    (kind ? null : misspeltPrefix(name, layers));
  if (reading) return advice(model, reading, naming);
  const folder = inFolder(model.model.file, rest, layers, kind);
  return folder ? { ...advice(model, folder, naming), byFolder: true } : homeless(kind, model.model.file);
}

/** A word that means other things too (`link_clicks`) is believed where the folder says the same. */
function homeless(kind: NamedKind | null, file: string): Suggestion | null {
  const sure =
    (kind?.certain && !kind.weak) || foldersOf(file).some((folder) => kindOfPlace(folder)?.kind === kind?.kind);
  if (!kind || !sure) return null;
  const text = `Model appears to be ${kind.noun}, for which this platform has no layer → add one to data_architecture.layers`;
  return { text, name: null, byFolder: false };
}

/** One letter is taken for a kind only where a layer of that very kind exists: `h_customer` means nothing to medallion. */
function meantKind(name: string, layers: readonly CompiledLayer[]): NamedKind | null {
  const kind = kindOfName(name);
  return kind?.letter && !layers.some((layer) => kindOfLayer(layer)?.kind === kind.kind) ? null : kind;
}

/** A word of several meanings is not believed where the folder says another layer: `marts/raw_material_costs`. */
function believed(kind: NamedKind | null, file: string, layers: readonly CompiledLayer[]): NamedKind | null {
  const place = kind?.weak ? inFolder(file, '', layers, null) : null;
  return kind && place && place.layer !== homeOf(kind, layers) ? null : kind;
}

function byDeclaration({ declared }: ModelFacts, rest: string, layers: readonly CompiledLayer[]): Reading | null {
  const layer = layers.find(({ name }) => name === declared);
  return layer ? { why: `Model declares the ${layer.name} layer`, layer, rest } : null;
}

/**
 * What the name says is not believed against a folder that bears a layer's own name: `stg_product` in `silver/staging` is
 * held to the gates of silver, and so it is to be called.
 */
function byKind(kind: NamedKind | null, file: string, layers: readonly CompiledLayer[]): Reading | null {
  const layer = kind && homeOf(kind, layers);
  const own = layerOfFolder(file, layers);
  return layer && (own === null || own === layer)
    ? { why: `Model appears to be ${kind.noun}`, layer, rest: kind.rest, suffix: kind.suffix }
    : null;
}

/** The folder of a layer, else one that teams use for such models; a name that surely says another kind outweighs that. */
function inFolder(
  file: string,
  rest: string,
  layers: readonly CompiledLayer[],
  kind: NamedKind | null,
): Reading | null {
  const own = layerOfFolder(file, layers);
  if (own) return { why: `Model lies in the ${own.name} folder`, layer: own, rest };
  if (kind?.certain) return null;
  const found = foldersOf(file)
    .reverse()
    .flatMap((folder) => {
      const place = kindOfPlace(folder);
      const layer = place && homeOf(place, layers);
      return layer ? [{ why: `Model lies in the ${folder} folder`, layer, rest }] : [];
    });
  return found[0] ?? null;
}

function advice(
  model: ModelFacts,
  { why, layer, rest, suffix }: Reading,
  { layers, namingCase, taken }: Naming,
): Suggestion {
  const name = nameInLayer(layer, rest, namingCase);
  const free = name !== null && !taken.isTaken(name, model.name);
  const usable = free && matchLayer(name, layers)?.layer === layer;
  const form = expectedNames(layer)[0] ?? '';
  const another = name === null ? `a name such as ${form}` : `another ${form} name`;
  const use = usable ? name : free || name === null ? another : `${another}, for ${name} is taken`;
  const or = suffix ? ` (or state suffix "${suffix}" of the ${layer.name} layer)` : '';
  return { text: `${why} → use ${use}${or}`, name: usable ? name : null, byFolder: false };
}
