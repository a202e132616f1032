import { kinds, type KindWords } from './kinds.js';
import { wordsOf, type Word } from './casing/words.js';

/** A name taken for a kind. */
export interface NamedKind extends Pick<KindWords, 'kind' | 'noun' | 'homes' | 'certain'> {
  /** The name without the word of its kind. */
  readonly rest: string;
  /** `_h`: the end of the name that says the kind; null where its beginning does. */
  readonly suffix: string | null;
  /** One letter says it. */
  readonly letter: boolean;
  /** The word that says it means other things too. */
  readonly weak: boolean;
}

const byFirst = new Map(kinds.flatMap((each) => each.first.map((word) => [word, each] as const)));
const byLast = new Map(kinds.flatMap((each) => each.last.map((word) => [word, each] as const)));
const byLetter = new Map(kinds.flatMap((each) => (each.letter ? [[each.letter, each] as const] : [])));

/** What the first or last word of a model's name takes it for; null where neither says anything. */
export function kindOfName(name: string): NamedKind | null {
  const words = wordsOf(name);
  const found = byBeginning(name, words, 2) ?? byBeginning(name, words, 1) ?? byEnd(name, words);
  // `report_3` has no other name than its kind.
  return found && /\p{L}/u.test(found.rest) ? found : null;
}

const named = (
  { kind, noun, homes, certain, weak = [] }: KindWords,
  said: string,
  parts: Pick<NamedKind, 'rest' | 'suffix' | 'letter'>,
): NamedKind => ({ kind, noun, homes, ...(certain && { certain }), ...parts, weak: weak.includes(said) });

const lower = (words: readonly Word[]): string => words.map(({ text }) => text.toLowerCase()).join(' ');

function byBeginning(name: string, words: readonly Word[], count: number): NamedKind | null {
  const next = words[count];
  if (!next) return null;
  const said = lower(words.slice(0, count));
  const [found, letter] = [byFirst.get(said), byLetter.get(said)];
  const meant = found ?? letter;
  return meant ? named(meant, said, { rest: name.slice(next.start), suffix: null, letter: !found }) : null;
}

function byEnd(name: string, words: readonly Word[]): NamedKind | null {
  const before = words.at(-2);
  if (!before) return null;
  const said = lower(words.slice(-1));
  const [found, letter] = [byLast.get(said), byLetter.get(said)];
  const meant = found ?? letter;
  if (!meant) return null;
  return named(meant, said, { rest: name.slice(0, before.end), suffix: name.slice(before.end), letter: !found });
}
