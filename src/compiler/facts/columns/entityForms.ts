import { kindOfName } from '../../patterns/kindOfName.js';

/** Singular and plural of a noun, as names of key columns use it. */
export function entityForms(noun: string): string[] {
  const ies = noun.endsWith('ies') ? `${noun.slice(0, -3)}y` : null;
  const es = /(s|x|z|ch|sh)es$/.test(noun) ? noun.slice(0, -2) : null;
  const s = noun.endsWith('s') && !noun.endsWith('ss') ? noun.slice(0, -1) : null;
  return [...new Set([noun, ies, es, s, `${noun}s`].filter((each) => each !== null))];
}

/**
 * The nouns that a model may be named after, singular and plural, the nearest first: what stands behind the source of
 * `stripe__payments`, its name without the layer's prefix or another usual one, its whole name (`dim_geo_id` of `dim_geo`).
 */
export function modelEntities(name: string, stem: string): string[] {
  const kind = kindOfName(name);
  const bare = [stem, ...(kind && !kind.letter ? [kind.rest] : [])].map((each) => each.toLowerCase());
  const behind = bare.flatMap((each) => each.split('__').slice(1).slice(-1)).filter((each) => each !== '');
  return [...new Set([...behind, ...bare, name.toLowerCase()].flatMap(entityForms))];
}
