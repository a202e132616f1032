import { kinds, type KindWords } from './kinds.js';
import { wordsOf } from './casing/words.js';

const byWord = new Map(
  kinds.flatMap((each) => [...each.first, ...each.last, ...(each.folder ?? [])].map((word) => [word, each] as const)),
);
/** `layers`, `dimensions`, `hubs`: a place is named in the plural. */
const ofWord = (word: string): KindWords | undefined => byWord.get(word) ?? byWord.get(word.replace(/s$/, ''));

/** What a folder or layer is for by its whole name or its last word: `marts`, `raw_stage`, `t_links`. */
export function kindOfPlace(name: string): KindWords | null {
  const words = wordsOf(name).map(({ text }) => text.toLowerCase());
  const whole = ofWord(words.join(' '));
  const last = whole ?? ofWord(words.at(-1) ?? '');
  return last && !whole && last.alone?.includes(words.at(-1) ?? '') ? null : (last ?? null);
}
