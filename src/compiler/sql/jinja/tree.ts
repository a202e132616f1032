import { partsOf } from './callText.js';
import { tokens, type Token } from './tokens.js';
import { DEEPEST } from '../../values/deepest.js';

/** A template as the blocks that stand in one another. */
export type Node =
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'expression'; readonly text: string; readonly at: number }
  | { readonly kind: 'set'; readonly name: string; readonly value: string; readonly at: number }
  | { readonly kind: 'capture'; readonly name: string; readonly body: readonly Node[]; readonly at: number }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly at: number }
  | {
      readonly kind: 'for';
      readonly name: string;
      readonly list: string;
      readonly body: readonly Node[];
      readonly at: number;
    };

/** `condition` is null for `else`. */
export interface Branch {
  readonly condition: string | null;
  readonly body: readonly Node[];
}

/** Blocks whose text is no part of the model's own SQL. */
const ELSEWHERE = ['macro', 'call', 'docs', 'test', 'materialization', 'filter'];

const wordOf = (tag: string): string => /^\w+/.exec(tag)?.[0] ?? '';

/** Puts a template's blocks into one another. A block that is not closed ends with the template; a stray end is passed over. */
export function tree(template: string): readonly Node[] {
  return new TreeReader(tokens(template)).body([]);
}

/** `a = x`, or `a, b = x, y`. */
function assignments(names: string, value: string, at: number): Node[] {
  const all = names.split(',').map((each) => each.trim());
  const values = all.length === 1 ? [value] : (partsOf(value, ',') ?? []);
  return all.map((name, index) => ({ kind: 'set', name, value: (values[index] ?? '').trim(), at }));
}

class TreeReader {
  private at = 0;
  private depth = 0;
  constructor(private readonly pieces: readonly Token[]) {}

  /** Everything up to one of these tags, which is left standing. */
  body(ends: readonly string[]): Node[] {
    const nodes: Node[] = [];
    this.depth++;
    for (let piece = this.pieces[this.at]; piece; piece = this.pieces[this.at]) {
      if (piece.kind === 'tag' && ends.includes(wordOf(piece.text))) break;
      this.at++;
      if (piece.kind === 'tag') nodes.push(...this.tag(piece.text, piece.at));
      else nodes.push({ kind: piece.kind, text: piece.text, at: piece.at });
    }
    this.depth--;
    return nodes;
  }

  private tag(text: string, at: number): Node[] {
    const word = wordOf(text);
    if (this.depth > DEEPEST.template) return [];
    if (word === 'if') return [this.conditional(text.slice(2), at)];
    if (word === 'for') return [this.loop(text.slice(3), at)];
    const set = /^set\s+([\w.]+(?:\s*,\s*\w+)*)\s*=\s*([^]*)$/.exec(text);
    if (set) return assignments(set[1] ?? '', (set[2] ?? '').trim(), at);
    // `{% set name %} ... {% endset %}`
    if (word === 'set')
      return [{ kind: 'capture', name: /^set\s+(\w+)/.exec(text)?.[1] ?? '', body: this.closed('endset'), at }];
    if (ELSEWHERE.includes(word)) this.closed(`end${word}`);
    return [];
  }

  private closed(end: string): Node[] {
    const body = this.body([end]);
    this.at++;
    return body;
  }

  private conditional(first: string, at: number): Node {
    const branches: Branch[] = [];
    let condition: string | null = first.trim();
    for (;;) {
      branches.push({ condition, body: this.body(['elif', 'else', 'endif']) });
      const next: string = this.pieces[this.at++]?.text ?? 'endif';
      if (wordOf(next) === 'endif') return { kind: 'if', branches, at };
      condition = wordOf(next) === 'else' ? null : next.slice(4).trim();
    }
  }

  private loop(header: string, at: number): Node {
    const [, name = '', list = ''] = /^(\w+(?:\s*,\s*\w+)*)\s+in\s+([^]*)$/.exec(header.trim()) ?? [];
    const body = this.body(['endfor', 'else']);
    if (wordOf(this.pieces[this.at]?.text ?? '') === 'else') this.body(['endfor']);
    this.at++;
    return { kind: 'for', name, list: list.trim(), body, at };
  }
}
