import type { CompiledLayer, NamingCase } from '../artifact.js';
import { layerForms } from './layerForms.js';
import { toCase } from './casing/toCase.js';

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/**
 * The name of a stem in a layer: behind its first prefix, else before its first suffix; null where the layer is known by
 * patterns alone, for no name can be made of them. In camelCase a stem behind a prefix of letters begins with a capital.
 */
export function nameInLayer(layer: CompiledLayer, stem: string, form: NamingCase): string | null {
  const { prefixes, suffixes } = layerForms(layer);
  const [prefix, suffix] = [prefixes[0], suffixes[0]];
  const written = toCase(stem, form);
  if (prefix !== undefined) {
    const joined = form === 'camelCase' && /[A-Za-z0-9]$/.test(prefix) ? capitalized(written) : written;
    return `${prefix}${joined}`;
  }
  return suffix === undefined ? null : `${written}${suffix}`;
}
