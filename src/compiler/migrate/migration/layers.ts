import type { ModelingPattern } from '../../artifact.js';
import { textsOf } from '../../document/dbt/project/values.js';
import type { LayerDefaults } from '../../patterns/defaults/pattern.js';
import { layerNaming } from '../../inherit/layers/layerNaming.js';
import { layerForms, type LayerNaming } from '../../patterns/layerForms.js';
import { patterns } from '../../patterns/defaults/patterns.js';
import type { MigrationJournal } from './journal.js';
import type { MigrationMapping } from './mapping.js';
import type { LayerRename, MigrationLayer } from './migration.js';
import { isMapping, valueAt, type Mapping } from '../../values/json.js';

const LAYERS = ['data_architecture', 'layers'];

/** Decision 18. */
const COUNTERPARTS: readonly (readonly [medallion: string, kimball: string])[] = [
  ['bronze', 'staging'],
  ['silver', 'dimensions'],
  ['gold', 'facts'],
];

/** Which layer takes the place of which; empty where only a mapping file can say. */
function counterparts(from: ModelingPattern, to: ModelingPattern): Map<string, string> {
  if (from === 'medallion' && to === 'kimball') return new Map(COUNTERPARTS);
  if (from === 'kimball' && to === 'medallion') return new Map(COUNTERPARTS.map(([there, here]) => [here, there]));
  return new Map();
}

const defaultsOf = (pattern: ModelingPattern, layer: string): LayerDefaults | null =>
  patterns[pattern].layers.find(({ name }) => name === layer) ?? null;

/** What a manifest states of its layers, by name. */
export function statedLayers(manifest: unknown): Readonly<Record<string, Mapping>> {
  const stated = valueAt(manifest, LAYERS);
  if (!isMapping(stated)) return {};
  return Object.fromEntries(Object.entries(stated).map(([name, layer]) => [name, isMapping(layer) ? layer : {}]));
}

/** A manifest that is migrated need not compile: what is no text says nothing. */
function namingOf(stated: Mapping = {}, defaults: LayerDefaults | null): LayerNaming {
  const texts = (key: string): string[] => textsOf(stated[key] ?? []);
  const naming = { prefix: texts('prefix'), suffix: texts('suffix'), pattern: texts('pattern') };
  return layerNaming(naming, defaults) ?? { prefix: '' };
}

function layerOf(name: string, stated: Mapping | undefined, defaults: LayerDefaults | null): MigrationLayer {
  const namespace = stated?.['catalog_namespace'];
  return {
    name,
    ...namingOf(stated, defaults),
    namespace: typeof namespace === 'string' ? namespace : (defaults?.namespace ?? name),
  };
}

/** Whether the manifest says `enabled: false`: the platform has no such layer, and a migration leaves it alone. */
export const isDisabled = (stated: Readonly<Record<string, Mapping>>, name: string): boolean =>
  stated[name]?.['enabled'] === false;

function allLayersFrom(
  from: ModelingPattern,
  to: ModelingPattern,
  stated: Readonly<Record<string, Mapping>>,
): string[] {
  const own = patterns[from].layers.map(({ name }) => name);
  return [
    ...own,
    ...Object.keys(stated).filter((name) => !own.includes(name) && (from === to || !defaultsOf(to, name))),
  ];
}

/** The layers that models are in: the pattern's own under what the manifest states, then those it adds; none is disabled. */
export function layersFrom(from: ModelingPattern, to: ModelingPattern, manifest: unknown): MigrationLayer[] {
  const stated = statedLayers(manifest);
  return allLayersFrom(from, to, stated)
    .filter((name) => !isDisabled(stated, name))
    .map((name) => layerOf(name, stated[name], defaultsOf(from, name)));
}

/** Those that the manifest disables. */
export function disabledLayersFrom(from: ModelingPattern, to: ModelingPattern, manifest: unknown): MigrationLayer[] {
  const stated = statedLayers(manifest);
  return allLayersFrom(from, to, stated)
    .filter((name) => isDisabled(stated, name))
    .map((name) => layerOf(name, stated[name], defaultsOf(from, name)));
}

/** `sales_bronze_` with `bronze_` taken for `stg_`: `sales_stg_`; null where it has nothing of it. */
function replaced(text: string, own: string | undefined, by: string | undefined): string | null {
  if (!own || by === undefined || !text.includes(own)) return null;
  const at = text.lastIndexOf(own);
  return text.slice(0, at) + by + text.slice(at + own.length);
}

/** `sales.gold` with its last name taken for `facts`. */
function inNamespace(namespace: string, own: string | undefined, by: string | undefined): string {
  const [last = '', ...above] = namespace.split('.').reverse();
  return own !== undefined && by !== undefined && last === own ? [by, ...above].reverse().join('.') : namespace;
}

/** Suffixes, patterns and prefixes of its own go with the layer. One that has no prefix gets none. */
function namingInPlace(layer: MigrationLayer, own: LayerDefaults | null, by: LayerDefaults | null): LayerNaming {
  const { prefix: before, prefixes, suffixes, namePatterns } = layer;
  const kept = { ...(suffixes && { suffixes }), ...(namePatterns && { namePatterns }) };
  if (before === '' && Object.keys(kept).length > 0) return { prefix: '', ...kept };
  const prefix = replaced(before, own?.prefix, by?.prefix) ?? by?.prefix ?? '';
  const others = prefixes?.slice(1).map((each) => replaced(each, own?.prefix, by?.prefix) ?? each);
  return { prefix, ...(others && { prefixes: [prefix, ...others] }), ...kept };
}

function layerInPlace(
  layer: MigrationLayer,
  name: string,
  patternsOf: { from: ModelingPattern; to: ModelingPattern },
  stated: Readonly<Record<string, Mapping>>,
): MigrationLayer {
  const [own, by] = [defaultsOf(patternsOf.from, layer.name), defaultsOf(patternsOf.to, name)];
  if (stated[name]) return layerOf(name, stated[name], by);
  return {
    name,
    ...namingInPlace(layer, own, by),
    namespace: inNamespace(layer.namespace, own?.namespace, by?.namespace ?? name),
  };
}

const hasNames = (layer: LayerNaming): boolean =>
  Object.values(layerForms(layer)).some((forms: readonly string[]) => forms.length > 0);

export interface LayerChoice {
  readonly from: ModelingPattern;
  readonly to: ModelingPattern;
  readonly manifest: unknown;
  readonly mapping: MigrationMapping;
  readonly journal: MigrationJournal | null;
}

/**
 * Each layer with the one that takes its place: as the mapping file says, else as it was before a migration that led
 * here, else by decision 18. What a manifest states of a layer goes with it: `sales_bronze_` becomes `sales_stg_`.
 */
export function layerRenames({ from, to, manifest, mapping, journal }: LayerChoice): LayerRename[] {
  const stated = statedLayers(manifest);
  const known = counterparts(from, to);
  return layersFrom(from, to, manifest).flatMap((layer) => {
    const before = journal?.layers.find((each) => each.to.name === layer.name && each.to.prefix === layer.prefix);
    const name = mapping.layers.get(layer.name) ?? before?.from.name ?? known.get(layer.name);
    if (name === undefined || isDisabled(stated, name)) return [];
    if (before && before.from.name === name && before.to.namespace === layer.namespace)
      return { from: layer, to: before.from };
    const place = layerInPlace(layer, name, { from, to }, stated);
    return hasNames(place) ? { from: layer, to: place } : [];
  });
}

/** The layers that models are in afterwards: those that take a place, then the others of the target. */
export function targetLayers(
  to: ModelingPattern,
  manifest: unknown,
  renames: readonly LayerRename[],
): MigrationLayer[] {
  const taken = renames.map((rename) => rename.to);
  const stated = statedLayers(manifest);
  const left = renames.map(({ from }) => from.name);
  const names = [...patterns[to].layers.map(({ name }) => name), ...Object.keys(stated)];
  const others = [...new Set(names)].filter(
    (name) => !taken.some((each) => each.name === name) && !left.includes(name) && !isDisabled(stated, name),
  );
  return [...taken, ...others.map((name) => layerOf(name, stated[name], defaultsOf(to, name)))];
}
