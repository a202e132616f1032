/** An argument of a call as it is written; `name` where it is given by name. */
export interface ArgumentText {
  readonly name: string | null;
  readonly text: string;
}

/** A call and nothing else: `name(arguments)`. */
export interface CallText {
  readonly name: string;
  readonly arguments: readonly ArgumentText[];
}

const HEAD = /^([A-Za-z_][\w.]*)\s*\(/;
const NAMED = /^\s*([A-Za-z_]\w*)\s*=(?!=)\s*/;

/** null where a text is more or less than one call. */
export function callOf(text: string): CallText | null {
  const head = HEAD.exec(text);
  if (!head || !text.endsWith(')')) return null;
  const inside = partsOf(text.slice(head[0].length, -1), ',');
  return inside && { name: head[1] ?? '', arguments: inside.map(argumentOf).filter(({ text: each }) => each !== '') };
}

function argumentOf(text: string): ArgumentText {
  const named = NAMED.exec(text);
  return { name: named?.[1] ?? null, text: text.slice(named?.[0].length ?? 0).trim() };
}

/** The parts of a text between marks that stand in no bracket and no quotes; null where brackets or quotes are not closed. */
export function partsOf(text: string, mark: string): string[] | null {
  const parts: string[] = [];
  let [depth, quote, from] = [0, '', 0];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote !== '') quote = char === quote && text[at - 1] !== '\\' ? '' : quote;
    else if (char === "'" || char === '"') quote = char;
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char) && --depth < 0) return null;
    else if (depth === 0 && char === mark) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return depth === 0 && quote === '' ? parts : null;
}
