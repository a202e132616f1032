import type { CompiledLayer } from '../artifact.js';
import { layerForms } from './layerForms.js';

/** `bronze_*`, `*_h`, `/^(hub|h)_/`: how the names of a layer look, for people. */
export function expectedNames(layer: CompiledLayer): readonly string[] {
  const { prefixes, suffixes, patterns } = layerForms(layer);
  return [
    ...prefixes.map((prefix) => `${prefix}*`),
    ...suffixes.map((suffix) => `*${suffix}`),
    ...patterns.map((pattern) => `/${pattern}/`),
  ];
}
