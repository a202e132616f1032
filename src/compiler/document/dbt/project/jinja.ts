/** A `{{ ... }}` or `{% ... %}` of a text: what stands between the braces, and where all of it begins and ends. */
export interface JinjaBlock {
  readonly inner: string;
  readonly start: number;
  readonly end: number;
}

const CLOSE: Readonly<Record<string, string>> = { '{': '}}', '%': '%}', '#': '#}' };

/**
 * The Jinja blocks of a text, without Jinja comments. SQL comments stay: dbt renders what stands in them, and
 * `-- depends_on: {{ ref('x') }}` is its own way to state a dependency. Nothing is executed.
 */
export function jinjaBlocks(text: string): JinjaBlock[] {
  const blocks: JinjaBlock[] = [];
  let at = 0;
  let balanced = true;
  for (;;) {
    const start = text.indexOf('{', at);
    if (start < 0) return blocks;
    const close = CLOSE[text[start + 1] ?? ''];
    if (close === undefined) {
      at = start + 1;
      continue;
    }
    const exact = close === '#}' || !balanced ? -1 : endOf(text, start + 2, close);
    // Once a text is out of balance the first closing braces end a block: looking on each time would never end.
    if (exact < 0 && close !== '#}') balanced = false;
    const end = exact < 0 ? text.indexOf(close, start + 2) : exact;
    if (end < 0) return blocks;
    if (close !== '#}') blocks.push({ inner: text.slice(start + 2, end), start, end: end + 2 });
    at = end + 2;
  }
}

/**
 * Braces within a block are balanced, as Jinja does it: `{{ config(meta={'a': {'b': 1}}) }}` is one block. -1 where they
 * are not.
 */
function endOf(text: string, from: number, close: string): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at] ?? '';
    if (depth === 0 && text.startsWith(close, at)) return at;
    if (char === '{') depth++;
    else if (char === '}') depth--;
    else if (char === "'" || char === '"') at = endOfText(text, at);
    if (depth < 0 || at < 0) break;
  }
  return -1;
}

/** Where a quoted text ends; -1 where it does not. */
export function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[start]) return at;
  }
  return -1;
}
