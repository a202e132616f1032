import { orderOf } from './order.js';
import { entriesByName, isNamedList, itemPlace, keyPlace } from '../../values/places.js';
import type { Residue } from './residue.js';
import { restored } from './restored.js';
import { same } from './same.js';
import { isMapping, type Mapping } from '../../values/json.js';

interface Found {
  readonly kept: Record<string, unknown>;
  readonly written: Record<string, { as: unknown; for: unknown }>;
  readonly absent: Record<string, unknown>;
}

/** What must be kept beside a model that is written as `model` so that `restored` gives `document`. */
export function residueOf(model: Mapping, document: Mapping): Residue {
  const found: Found = { kept: {}, written: {}, absent: {} };
  compareMappings(model, document, '', found);
  const stated = Object.entries(found).filter(([, entries]) => Object.keys(entries as Mapping).length > 0);
  const residue: Residue = Object.fromEntries(stated);
  const order = orderOf(restored(model, residue), document);
  return { ...residue, ...(Object.keys(order).length > 0 && { order }) };
}

function compareMappings(model: Mapping, document: Mapping, place: string, found: Found): void {
  for (const key of new Set([...Object.keys(document), ...Object.keys(model)])) {
    const [had, has] = [Object.hasOwn(model, key), Object.hasOwn(document, key)];
    compare({ had, has, model: model[key], document: document[key] }, keyPlace(place, key), found);
  }
}

function compareLists(model: readonly Mapping[], document: readonly Mapping[], place: string, found: Found): void {
  const [before, after] = [entriesByName(model), entriesByName(document)];
  for (const key of new Set([...after.keys(), ...before.keys()])) {
    const [had, has] = [before.has(key), after.has(key)];
    compare({ had, has, model: before.get(key), document: after.get(key) }, itemPlace(place, key), found);
  }
}

interface Pair {
  readonly had: boolean;
  readonly has: boolean;
  readonly model: unknown;
  readonly document: unknown;
}

function compare({ had, has, model, document }: Pair, place: string, found: Found): void {
  if (!had) found.kept[place] = document;
  else if (!has) found.absent[place] = model;
  else if (isMapping(model) && isMapping(document)) compareMappings(model, document, place, found);
  else if (isNamedList(model) && isNamedList(document)) compareLists(model, document, place, found);
  else if (!same(model, document)) found.written[place] = { as: document, for: model };
}
