/** A piece of a Jinja template: plain text, `{{ expression }}` or `{% tag %}`; comments are left out. */
export interface Token {
  readonly kind: 'text' | 'expression' | 'tag';
  readonly text: string;
  /** Its offset in the template. */
  readonly at: number;
}

const CLOSE: Readonly<Record<string, string>> = { '{': '}}', '%': '%}', '#': '#}' };
const KIND = { '{': 'expression', '%': 'tag' } as const;

/** Cuts a template into its pieces, in one pass. What is opened and never closed is text. */
export function tokens(template: string): Token[] {
  const found: Token[] = [];
  let from = 0;
  // Once a template is out of balance the first end mark ends a piece: looking on each time would never end.
  let balanced = true;
  for (let open = template.indexOf('{'); open >= 0; open = template.indexOf('{', Math.max(from, open + 1))) {
    const mark = template[open + 1] ?? '';
    const close = CLOSE[mark];
    if (close === undefined) continue;
    const first = template.indexOf(close, open + 2);
    if (first < 0) break;
    const exact: number = close === '#}' || !balanced ? first : exactEnd(template, open + 2, close);
    balanced &&= exact >= 0;
    const end = exact < 0 ? first : exact;
    if (open > from) found.push({ kind: 'text', text: template.slice(from, open), at: from });
    // A comment parts what stands on its two sides.
    if (mark === '{' || mark === '%')
      found.push({ kind: KIND[mark], text: inner(template.slice(open + 2, end)), at: open });
    from = end + 2;
  }
  if (from < template.length) found.push({ kind: 'text', text: template.slice(from), at: from });
  return found;
}

/** The first end mark outside quotes and brackets of a dictionary; -1 where they are not closed before the template ends. */
function exactEnd(template: string, from: number, close: string): number {
  let [quote, depth] = ['', 0];
  for (let at = from; at < template.length; at++) {
    const char = template[at] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (depth === 0 && template.startsWith(close, at)) return at;
    else if (char === '{') depth++;
    else if (char === '}' && --depth < 0) return -1;
  }
  return -1;
}

/** Without the marks of whitespace control. */
const inner = (text: string): string => text.replace(/^[-+]/, '').replace(/[-+]$/, '').trim();
