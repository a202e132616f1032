import type { Splice } from '../migration/journal.js';

/** A text with its changes made; they do not overlap. */
export function spliced(text: string, splices: readonly Splice[]): string {
  let [result, last] = ['', 0];
  for (const { at, length, text: by } of sorted(splices)) {
    result += text.slice(last, at) + by;
    last = at + length;
  }
  return result + text.slice(last);
}

/** The changes that lead from what `splices` make of the text back to it. */
export function inverse(text: string, splices: readonly Splice[]): Splice[] {
  let moved = 0;
  return sorted(splices).map(({ at, length, text: by }) => {
    const back = { at: at + moved, length: by.length, text: text.slice(at, at + length) };
    moved += by.length - length;
    return back;
  });
}

/** In the order of the text; of those that two readings found at one place, one. */
function sorted(splices: readonly Splice[]): Splice[] {
  return [...splices].sort((a, b) => a.at - b.at).filter(({ at }, i, all) => i === 0 || (all[i - 1]?.at ?? -1) !== at);
}
