import type { CompiledLayer } from '../artifact.js';
import { kindOfPlace } from './kindOfPlace.js';
import { kinds, type KindWords } from './kinds.js';
import { layerForms } from './layerForms.js';

const letters = new Map(kinds.flatMap((each) => (each.letter ? [[each.letter, each] as const] : [])));

function kindOfAffix(affix: string): KindWords | null {
  const word = affix.replace(/[^A-Za-z]/g, '').toLowerCase();
  return kindOfPlace(affix) ?? letters.get(word) ?? null;
}

/** A layer never changes: what it is for is told once. */
const told = new WeakMap<CompiledLayer, KindWords | null>();

/** What a layer is for: by its name, else by what its models' names begin or end with. */
export function kindOfLayer(layer: CompiledLayer): KindWords | null {
  const known = told.get(layer);
  if (known !== undefined) return known;
  const { prefixes, suffixes } = layerForms(layer);
  const kind =
    kindOfPlace(layer.name) ?? [...prefixes, ...suffixes].flatMap((affix) => kindOfAffix(affix) ?? [])[0] ?? null;
  told.set(layer, kind);
  return kind;
}
