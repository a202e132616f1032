import stringWidth from 'string-width';

interface Place {
  readonly line: number;
  readonly column: number;
}

const TAB = '    ';
/** A longer line is cut to what stands around its place. */
const WIDEST = 120;
const BEFORE = 60;

/** What a finding is about ends where the value does: at a space, a comma, a bracket, or the quote that it began with. */
function lengthOf(text: string): number {
  const [first = ''] = text;
  const quoted = first === '"' || first === "'" ? text.indexOf(first, 1) : -1;
  if (quoted > 0) return quoted + 1;
  return /^[^\s,[\]{}]+/.exec(text)?.[0].length ?? 1;
}

const flat = (text: string): string => text.replaceAll('\t', TAB);

/**
 * The line of a finding with a caret below what it is about, as compilers print it; empty where the text has no such
 * line. Tabs are four columns, wide characters two.
 */
export function excerpt(source: string, { line, column }: Place): string {
  const text = source.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)[line - 1];
  if (text === undefined || column < 1 || column > text.length + 1) return '';
  const start = column - 1 > BEFORE && text.length > WIDEST ? column - 1 - BEFORE : 0;
  const shown = text.slice(start, start + WIDEST);
  const [head, tail] = [shown.slice(0, column - 1 - start), shown.slice(column - 1 - start)];
  const marked = tail.slice(0, lengthOf(tail));
  const number = String(line).padStart(5);
  const lead = start > 0 ? '…' : '';
  const end = start + WIDEST < text.length ? '…' : '';
  const carets = '^'.repeat(Math.max(1, stringWidth(flat(marked))));
  return `${number} | ${lead}${flat(shown)}${end}\n      | ${' '.repeat(stringWidth(lead + flat(head)))}${carets}`;
}
