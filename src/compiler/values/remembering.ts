import { Recent } from './Recent.js';

const MOST = 500;
/** What a longer text gives is made anew each time: it is rare, and many of them would not be small. */
const LONGEST = 200;

/** A pure function of texts that remembers what it answered to the last 500 short ones. */
export function remembering<Texts extends readonly string[], T>(
  answer: (...texts: Texts) => T,
): (...texts: Texts) => T {
  const recent = new Recent<string, { readonly answered: T }>(MOST);
  return (...texts) => {
    const key = texts.join('\0');
    if (key.length > LONGEST) return answer(...texts);
    const known = recent.get(key);
    if (known) return known.answered;
    const answered = answer(...texts);
    recent.set(key, { answered });
    return answered;
  };
}
