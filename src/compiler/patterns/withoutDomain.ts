import type { CompiledLayer } from '../artifact.js';
import { kindOfPlace } from './kindOfPlace.js';
import { layerForms } from './layerForms.js';
import { wordsOf } from './casing/words.js';

const beginning = (layer: CompiledLayer): string[] =>
  wordsOf(layerForms(layer).prefixes[0] ?? '').map(({ text }) => text.toLowerCase());

/** A name without the words that all prefixes of a platform begin with: `sales_` of `sales_bronze_`, `sales_silver_`. */
export function withoutDomain(name: string, layers: readonly CompiledLayer[]): string {
  const [first, ...others] = layers.map(beginning);
  if (!first || others.length === 0) return name;
  const end = first.findIndex((word, i) => kindOfPlace(word) !== null || others.some((each) => each[i] !== word));
  const words = wordsOf(name);
  const shared = first.slice(0, Math.max(end, 0));
  const next = words[shared.length];
  return next && shared.every((word, i) => words[i]?.text.toLowerCase() === word) ? name.slice(next.start) : name;
}
