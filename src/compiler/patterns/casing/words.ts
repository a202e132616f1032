/** A word of a name, with its place in it. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a name in any case: `stg_orders`, `HTTPServerLog` (HTTP, Server, Log), `orderV2Items` (order, V2, Items).
 * A run of capitals is one word up to the capital that begins the next; digits belong to the word they follow.
 */
const WORD = /\p{Lu}+(?!\p{Ll})[\p{N}]*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}]+[\p{N}]*|\p{Lu}[\p{N}]*|[\p{N}]+[\p{Ll}]*/gu;

/** Splits a name at its separators and at the beginning of its capitals. */
export function wordsOf(name: string): readonly Word[] {
  return [...name.matchAll(WORD)].map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }));
}
