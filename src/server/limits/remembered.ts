/** So many texts are remembered, and none that is longer: who sends ever others fills no memory. */
const MOST = 1_000;
const LONGEST = 100;

/** What always says the same of a text, said once of those that come again and again. */
export function remembered<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = of(text);
    if (known.size >= MOST) known.clear();
    if (text.length <= LONGEST) known.set(text, made);
    return made;
  };
}
