import type { CompiledLayer, NamingCase } from '../artifact.js';
import { layerForms } from './layerForms.js';
import { toCase } from './casing/toCase.js';

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const endsInWord = (text: string): boolean => /[\p{L}\p{N}]$/u.test(text);

/**
 * A stem behind a prefix. One that brings no separator of its own (`fact`) gets that of the case: `fact_orders`,
 * `factOrders`.
 */
export function behindPrefix(prefix: string, written: string, form: NamingCase): string {
  if (!endsInWord(prefix)) return `${prefix}${written}`;
  return form === 'snake_case' ? `${prefix}_${written}` : `${prefix}${capitalized(written)}`;
}

/** A stem before a suffix, likewise: `orders_fact`, `ordersFact`. */
function beforeSuffix(written: string, suffix: string, form: NamingCase): string {
  const bare = form === 'snake_case' && /^[\p{L}\p{N}]/u.test(suffix);
  return bare ? `${written}_${suffix}` : `${written}${suffix}`;
}

/**
 * The name of a stem in a layer: behind its first prefix, else before its first suffix; null where the layer is known by
 * patterns alone, for no name can be made of them.
 */
export function nameInLayer(layer: CompiledLayer, stem: string, form: NamingCase): string | null {
  const { prefixes, suffixes } = layerForms(layer);
  const [prefix, suffix] = [prefixes[0], suffixes[0]];
  const written = toCase(stem, form);
  if (prefix !== undefined) return behindPrefix(prefix, written, form);
  return suffix === undefined ? null : beforeSuffix(written, suffix, form);
}
