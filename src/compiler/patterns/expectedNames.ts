import { layerForms, type LayerNaming } from './layerForms.js';

/** `bronze_*`, `*_h`, `/^(hub|h)_/`: how the names of a layer look, for people. */
export function expectedNames(layer: LayerNaming): readonly string[] {
  const { prefixes, suffixes, patterns } = layerForms(layer);
  return [
    ...prefixes.map((prefix) => `${prefix}*`),
    ...suffixes.map((suffix) => `*${suffix}`),
    ...patterns.map((pattern) => `/${pattern}/`),
  ];
}
