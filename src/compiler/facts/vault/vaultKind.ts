import { textOf } from '../../document/dbt/project/values.js';
import type { ModelFacts } from '../models/modelFacts.js';
import { isMapping } from '../../values/json.js';

export type VaultKind = 'hub' | 'link' | 'satellite';

const LAYERS: readonly (readonly [VaultKind, RegExp])[] = [
  ['hub', /(^|_)hubs?$/i],
  ['link', /(^|_)(links?|lnks?)$/i],
  ['satellite', /(^|_)(sats?|satellites?)$/i],
];
/** What stands on the vault and is none of the three. */
const OTHERS = /^(pit|bridge|br|as_of|ref|xts)_|_(pit|bridge|xts|ref)$/i;

const kindOf = (text: string): VaultKind | null => LAYERS.find(([, name]) => name.test(text))?.[0] ?? null;

/**
 * Whether a model is a hub, a link or a satellite: as `meta.floe.data_vault` says (`link`, or `entity: link` among its
 * other values; anything else: none of them), else by the name of its layer (ADR-0021, Data Vault Pattern).
 */
export function vaultKind({ model, layer, name }: ModelFacts): VaultKind | null {
  const hint = model.floe.values['data_vault'];
  const stated = isMapping(hint) ? hint['entity'] : hint;
  if (stated !== undefined) return kindOf(textOf(stated) ?? '');
  return layer === null || OTHERS.test(name) ? null : kindOf(layer.name);
}
