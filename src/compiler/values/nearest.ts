import { distance } from 'fastest-levenshtein';
import { compareText } from './compareText.js';

interface Candidate {
  readonly name: string;
  /** How many letters are to be put in, taken out or changed; case does not count. */
  readonly far: number;
}

/** The candidates by how like the word they are, the most like first; of equal ones by the alphabet. */
export function byLikeness(word: string, candidates: Iterable<string>): Candidate[] {
  const lower = word.toLowerCase();
  return [...candidates]
    .map((name) => ({ name, far: distance(lower, name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far || compareText(a.name, b.name));
}

/** The candidate most like the word, null where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const [best] = byLikeness(word, candidates);
  return best && best.far <= Math.max(2, Math.floor(word.length / 3)) ? best.name : null;
}
