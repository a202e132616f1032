import type { ModelingPattern } from '../../artifact.js';
import { DEFAULT_PATTERN, isPattern, patterns } from '../../patterns/defaults/patterns.js';
import { isMapping, valueAt, type JsonObject } from '../../values/json.js';
import type { PolicyDocument } from '../policy/policyDocument.js';

const PATTERN = ['data_architecture', 'pattern'];
const LAYERS = ['data_architecture', 'layers'];

/** The pattern that a chain (root first) chooses: the nearest that is stated; null where none is (decision 1). */
export function statedPattern(documents: readonly PolicyDocument[]): ModelingPattern | null {
  const stated = documents.map((document) => valueAt(document.value, PATTERN)).filter(isPattern);
  return stated.at(-1) ?? null;
}

/**
 * A domain that chooses another pattern than the tier above it does not get that tier's layers: an enterprise's
 * `bronze` means nothing in a kimball domain. A tier that states no pattern hands down the layers that the chosen
 * pattern knows by name (all of them where it is hybrid).
 */
export function withLayersOfPattern(documents: readonly PolicyDocument[]): PolicyDocument[] {
  const chosen = statedPattern(documents) ?? DEFAULT_PATTERN;
  return documents.map((document, i) => {
    const own = statedPattern(documents.slice(0, i + 1));
    if (i === documents.length - 1 || own === chosen) return document;
    const known = patterns[chosen].layers.map((layer) => layer.name);
    return keepLayers(document, (layer) => own === null && (chosen === 'hybrid' || known.includes(layer)));
  });
}

function keepLayers(document: PolicyDocument, keep: (layer: string) => boolean): PolicyDocument {
  const [architecture, layers] = [document.value['data_architecture'], valueAt(document.value, LAYERS)];
  if (!isMapping(architecture) || !isMapping(layers)) return document;
  const kept: JsonObject = Object.fromEntries(Object.entries(layers).filter(([name]) => keep(name)));
  const value = { ...document.value, data_architecture: { ...architecture, layers: kept } };
  return { label: document.label, value, locate: (path) => document.locate(path) };
}
