import { partsOf } from '../jinja/callText.js';

/** Where a word of Jinja (`and`, `if`) or a sign (`==`) stands outside of brackets and quotes; -1: nowhere. */
function placeOf(text: string, mark: RegExp): { readonly at: number; readonly length: number } | null {
  let [depth, quote] = [0, ''];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote !== '') quote = char === quote && text[at - 1] !== '\\' ? '' : quote;
    else if (char === "'" || char === '"') quote = char;
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    else if (depth === 0) {
      mark.lastIndex = at;
      const found = mark.exec(text)?.[0];
      if (found !== undefined) return { at, length: found.length };
    }
  }
  return null;
}

/** The texts before and behind the first of these marks; `mark` is sticky. null where there is none. */
export function splitAt(text: string, mark: RegExp): readonly [before: string, mark: string, behind: string] | null {
  const found = placeOf(text, mark);
  if (!found) return null;
  const end = found.at + found.length;
  return [text.slice(0, found.at).trim(), text.slice(found.at, end).trim(), text.slice(end).trim()];
}

/** The parts of a list, none behind a last comma. */
export function itemsOf(text: string): string[] | null {
  const parts = partsOf(text, ',')?.map((each) => each.trim());
  if (parts?.at(-1) === '') parts.pop();
  return parts ?? null;
}
