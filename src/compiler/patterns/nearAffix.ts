import { distance } from 'fastest-levenshtein';
import type { CompiledLayer } from '../artifact.js';
import { layerForms } from './layerForms.js';

/** A layer whose prefix or suffix a name nearly bears, and the name without it. */
export interface NearAffix {
  readonly why: string;
  readonly layer: CompiledLayer;
  readonly rest: string;
}

/** `Hub_customer`, `CUSTOMER_H`: the prefix or suffix of a layer in another case. */
export function affixInOtherCase(name: string, layers: readonly CompiledLayer[]): NearAffix | null {
  const lower = name.toLowerCase();
  const found = layers.flatMap((layer) => {
    const { prefixes, suffixes } = layerForms(layer);
    const begins = prefixes.filter((each) => lower.startsWith(each.toLowerCase()) && lower.length > each.length);
    const ends = suffixes.filter((each) => lower.endsWith(each.toLowerCase()) && lower.length > each.length);
    return [
      ...begins.map((text) => ({
        why: `Prefix differs from ${text} in case alone`,
        layer,
        rest: name.slice(text.length),
        text,
      })),
      ...ends.map((text) => ({
        why: `Suffix differs from ${text} in case alone`,
        layer,
        rest: name.slice(0, -text.length),
        text,
      })),
    ];
  });
  return found.sort((a, b) => b.text.length - a.text.length)[0] ?? null;
}

/** `bronz_orders` begins with something one letter (of a long prefix, two) from `bronze_`. */
export function misspeltPrefix(name: string, layers: readonly CompiledLayer[]): NearAffix | null {
  const end = name.lastIndexOf('_') + 1;
  for (const layer of layers) {
    for (const prefix of layerForms(layer).prefixes.filter((each) => each.length > 3)) {
      const cut = cutsAround(prefix).find((at) => at <= end && isNear(name.slice(0, at), prefix));
      if (cut !== undefined) return { why: 'Prefix appears to be misspelt', layer, rest: name.slice(cut) };
    }
  }
  return null;
}

const cutsAround = ({ length }: string): number[] => [2, 1, 0, -1, -2].map((more) => length + more);

const isNear = (head: string, prefix: string): boolean =>
  /[_\W]$/.test(head) && distance(head.toLowerCase(), prefix.toLowerCase()) <= (prefix.length > 6 ? 2 : 1);
