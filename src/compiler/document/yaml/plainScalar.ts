/** What YAML's core schema takes for a number; some of them (`0x1f`, `1e3`, `.inf`) no document of ours is likely to write. */
const NUMBER =
  /^(?:0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
/** Those that are the same number to everybody. */
const USUAL_NUMBER = /^\d{1,15}(?:\.\d{1,15})?$/;
/** What is no text although it is made of letters. */
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...['true', 'True', 'TRUE'].map((word): [string, unknown] => [word, true]),
  ...['false', 'False', 'FALSE'].map((word): [string, unknown] => [word, false]),
  ...['null', 'Null', 'NULL'].map((word): [string, unknown] => [word, null]),
]);

/** What a plain scalar that begins with a letter, a digit or one of `_ . / -` means; undefined where the library is to tell. */
export function plainScalar(text: string): unknown {
  const first = text.charCodeAt(0);
  // Letters and `_`.
  if (first >= 0x41) return WORDS.has(text) ? WORDS.get(text) : text;
  if (USUAL_NUMBER.test(text)) return Number(text);
  return NUMBER.test(text) ? undefined : text;
}
