import type { ModelingPattern } from '../../artifact.js';
import type { DbtModel, DbtProject } from '../../document/dbt/project/project.js';
import type { MigrationJournal } from '../migration/journal.js';
import { matchLayer, stemIn } from '../../patterns/matchLayer.js';
import { behindPrefix } from '../../patterns/nameInLayer.js';
import { bareName, layerOfModel } from './layerOfModel.js';
import type { MigrationMapping } from '../migration/mapping.js';
import type { LayerRename, MigrationLayer, Rename } from '../migration/migration.js';
import { plural, singular } from './nouns.js';
import { compareText } from '../../values/compareText.js';

/** Layers of entities and events: their models are named after one of them (decision 18). */
const OF_ONE = new Set(['dimensions', 'facts', 'hubs', 'links', 'satellites']);

export interface Naming {
  readonly from: ModelingPattern;
  readonly to: ModelingPattern;
  readonly layers: readonly MigrationLayer[];
  /** Whose models stay as they are. */
  readonly disabled: readonly MigrationLayer[];
  readonly renames: readonly LayerRename[];
  readonly mapping: MigrationMapping;
  readonly journal: MigrationJournal | null;
}

interface Choice {
  readonly to: string | null;
  readonly reason: string;
}

function nounFor({ from, to }: LayerRename, stem: string): string {
  if (OF_ONE.has(to.name)) return singular(stem);
  return OF_ONE.has(from.name) ? plural(stem) : stem;
}

const withNoun = (name: string, stem: string, noun: string): string =>
  name.endsWith(stem) ? `${name.slice(0, -stem.length)}${noun}` : name.replace(stem, () => noun);

/** A name whose form the other layer has too keeps it: a suffix goes with its layer. */
function nameIn(layer: MigrationLayer, noun: string, asItIs: string): string | null {
  if (stemIn(layer, asItIs) === noun) return asItIs;
  const [suffix] = layer.suffixes ?? [];
  if (layer.prefix !== '') return behindPrefix(layer.prefix, noun, 'snake_case');
  return suffix === undefined ? null : `${noun}${suffix}`;
}

function undecidedReason({ from, to, layers }: Naming, layer: MigrationLayer | null): string {
  if (!layer) {
    const names = layers.map(({ name }) => name).join(', ');
    return `neither its name nor meta.floe.layer nor its folder names a layer of ${from} (${names})`;
  }
  if (from === 'data_vault' || to === 'data_vault')
    return `only a mapping file can say what a model of '${layer.name}' becomes under ${to}`;
  return `no layer of ${to} takes the place of '${layer.name}': say so in a mapping file`;
}

function choose(folder: string, model: DbtModel, layer: MigrationLayer | null, naming: Naming): Choice {
  const mapped = naming.mapping.models.get(model.name);
  if (mapped !== undefined) return { to: mapped, reason: 'the mapping file says so' };
  const before = naming.journal?.models.find((each) => each.folder === folder && each.to === model.name);
  if (before) return { to: before.from, reason: 'it was named so before' };
  const rename = naming.renames.find(({ from }) => from.name === layer?.name);
  if (!layer || !rename) return { to: null, reason: undecidedReason(naming, layer) };
  // The way here renamed whatever it could not leave: what it left stays on the way back.
  if (naming.journal && stemIn(rename.to, model.name) !== null)
    return { to: model.name, reason: 'it is so named in both' };
  const stem = bareName(layer, model.name);
  const noun = nounFor(rename, stem);
  const form = noun === stem ? '' : OF_ONE.has(rename.to.name) ? ', in the singular' : ', in the plural';
  const to = nameIn(rename.to, noun, withNoun(model.name, stem, noun));
  if (to === null)
    return { to: null, reason: `no name can be made of the pattern of '${rename.to.name}': say so in a mapping file` };
  return { to, reason: `${layer.name} becomes ${rename.to.name}${form}` };
}

/** New names that stand already, or that two models would get, decide nothing: a migration never merges models. */
function withoutCollisions(renames: readonly Rename[], standing: ReadonlySet<string>): Rename[] {
  return renames.map((rename) => {
    const { from, to } = rename;
    if (to === null) return rename;
    const rival = renames.find((other) => other !== rename && other.to === to);
    if (rival)
      return {
        ...rename,
        to: null,
        reason: `'${rival.from}' would be named '${to}' too: say in a mapping file which is`,
      };
    return standing.has(to) && to !== from ? { ...rename, to: null, reason: `a model '${to}' stands already` } : rename;
  });
}

/** The renames of one project, decided and undecided, in the order of layers, then by name (decision 18). */
export function renamesOf(folder: string, { models, snapshots }: DbtProject, naming: Naming): Rename[] {
  const targets = naming.renames.map(({ to }) => to);
  const isMapped = ({ name }: DbtModel): boolean => naming.mapping.models.has(name);
  const all = [...new Map([...models, ...snapshots].map((model) => [model.name, model])).values()];
  const placed = all
    .map((model) => ({ model, layer: layerOfModel(model, naming.layers) }))
    .filter(({ model, layer }) => layer !== null || matchLayer(model.name, targets) === null)
    .filter(({ model, layer }) => layer !== null || isMapped(model) || !layerOfModel(model, naming.disabled))
    .filter(({ model }) => model.kind === 'model' || isMapped(model))
    .sort((a, b) => rank(a.layer, naming) - rank(b.layer, naming) || compareText(a.model.name, b.model.name));
  const renames = placed.map(({ model, layer }) => ({
    folder,
    from: model.name,
    layer: layer?.name ?? null,
    ...choose(folder, model, layer, naming),
  }));
  return withoutCollisions(renames, new Set(all.map(({ name }) => name))).filter(({ from, to }) => from !== to);
}

const rank = (layer: MigrationLayer | null, { layers }: Naming): number =>
  layer ? layers.findIndex(({ name }) => name === layer.name) : layers.length;
