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
        why: name.startsWith(text)
          ? `Prefix ${text} does not begin the name`
          : `Prefix differs from ${text} in case alone`,
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
      if (cut === undefined) continue;
      const why = cut < name.length ? 'Prefix appears to be misspelt' : `Nothing stands behind the prefix ${prefix}`;
      return { why, layer, rest: name.slice(cut) };
    }
  }
  return null;
}

const cutsAround = ({ length }: string): number[] => [1, 0, -1].map((more) => length + more);

/**
 * A slip of the hand: two letters changed about, one left out or written twice, of a long prefix any one that is wrong. Of
 * a short one another letter makes another word: `sap_` is not `sat_`, `golf_` not `gold_`.
 */
function isNear(head: string, prefix: string): boolean {
  const [written, meant] = [head.toLowerCase(), prefix.toLowerCase()];
  if (!/[_\W]$/.test(written)) return false;
  const oneWrong = distance(written, meant) <= 1;
  return (
    isTurned(written, meant) || (oneWrong && (meant.length > 6 || isShort(written, meant) || isTwice(written, meant)))
  );
}

const isShort = (written: string, meant: string): boolean => written.length < meant.length || written === meant;

const isTwice = (written: string, meant: string): boolean =>
  [...written].some((char, at) => char === written[at + 1] && written.slice(0, at) + written.slice(at + 1) === meant);

const isTurned = (written: string, meant: string): boolean =>
  [...meant].some((char, at) => meant.slice(0, at) + (meant[at + 1] ?? '') + char + meant.slice(at + 2) === written);
