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
  for (let open = template.indexOf('{'); open >= 0; open = template.indexOf('{', Math.max(from, open + 1))) {
    const mark = template[open + 1] ?? '';
    const close = CLOSE[mark];
    if (close === undefined) continue;
    const end = endOf(template, open + 2, close);
    if (end < 0) break;
    if (open > from) found.push({ kind: 'text', text: template.slice(from, open), at: from });
    // A comment parts what stands on its two sides.
    if (mark === '{' || mark === '%')
      found.push({ kind: KIND[mark], text: inner(template.slice(open + 2, end)), at: open });
    from = end + 2;
  }
  if (from < template.length) found.push({ kind: 'text', text: template.slice(from), at: from });
  return found;
}

/** The first end mark outside quotes; failing that, the first one at all. */
function endOf(template: string, from: number, close: string): number {
  const first = template.indexOf(close, from);
  if (first < 0 || close === '#}') return first;
  let quote = '';
  for (let at = from; at < template.length; at++) {
    const char = template[at] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (template.startsWith(close, at)) return at;
  }
  return first;
}

/** Without the marks of whitespace control. */
const inner = (text: string): string => text.replace(/^[-+]/, '').replace(/[-+]$/, '').trim();
