import { layerForms, type LayerNaming } from './layerForms.js';
import { nameRegex } from './regex/nameRegex.js';

export interface LayerMatch<L> {
  readonly layer: L;
  /** The name without what says its layer. */
  readonly stem: string;
}

/** The stem of a name in one form of a layer; null where the name is not of that form. */
type Form = (name: string) => string | null;

/** A layer never changes: its forms are made ready once, for projects have thousands of models. */
const ready = new WeakMap<LayerNaming, readonly Form[]>();

function formsOf(layer: LayerNaming): readonly Form[] {
  const known = ready.get(layer);
  if (known) return known;
  const { prefixes, suffixes, patterns } = layerForms(layer);
  const forms = [...prefixes.map(prefixed), ...suffixes.map(suffixed), ...patterns.map(patterned)];
  ready.set(layer, forms);
  return forms;
}

/** A prefix or suffix without a separator of its own (`fact`) may be followed by one: `fact_orders` is orders. */
const withoutSeparator = (affix: RegExp, text: string, stem: string, separator: RegExp): string | null =>
  (affix.test(text) ? stem.replace(separator, '') : stem) || null;

const prefixed =
  (prefix: string): Form =>
  (name) =>
    name.startsWith(prefix) ? withoutSeparator(/[\p{L}\p{N}]$/u, prefix, name.slice(prefix.length), /^_/) : null;

const suffixed =
  (suffix: string): Form =>
  (name) =>
    name.endsWith(suffix) && name.length > suffix.length
      ? withoutSeparator(/^[\p{L}\p{N}]/u, suffix, name.slice(0, -suffix.length), /_$/)
      : null;

function patterned(pattern: string): Form {
  const regex = nameRegex(pattern);
  return 'refused' in regex ? () => null : (name) => regex.stemOf(name);
}

/** The shortest stem that a layer's forms leave of a name; null where the name has none of them. */
export function stemIn(layer: LayerNaming, name: string): string | null {
  const stems = formsOf(layer).flatMap((form) => form(name) ?? []);
  return stems.reduce<string | null>((best, each) => (best === null || each.length < best.length ? each : best), null);
}

/**
 * The layer that a name says (ADR-0021, Supported Patterns): the one with the longest prefix, suffix or part that its
 * pattern takes beside the stem; of two as long the first in pattern order.
 */
export function matchLayer<L extends LayerNaming>(name: string, layers: readonly L[]): LayerMatch<L> | null {
  return layers.reduce<LayerMatch<L> | null>((best, layer) => {
    const stem = stemIn(layer, name);
    return stem === null || (best && best.stem.length <= stem.length) ? best : { layer, stem };
  }, null);
}
