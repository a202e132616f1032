import { endOfText } from './jinja.js';
import type { Mapping } from '../../../values/json.js';
import { DEEPEST } from '../../../values/deepest.js';

/** What is computed rather than written: `var('x')`, `target.name == 'prod'`. It is left out. */
const EXPRESSION = Symbol('expression');
const CLOSERS = ',)]}';
const WORDS: Readonly<Record<string, unknown>> = {
  True: true,
  true: true,
  False: false,
  false: false,
  None: null,
  none: null,
  null: null,
};
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** Reads Python's literals in the arguments of a call. */
class ArgumentReader {
  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  /** Keyword arguments, and the entries of a dictionary given by position, as far as they are literals. */
  call(): Mapping {
    const found: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    while (!this.ends(')')) {
      const name = this.match(/\s*([A-Za-z_]\w*)\s*=(?!=)/y)?.[1];
      const value = this.value(0);
      if (name !== undefined && value !== EXPRESSION) found[name] = value;
      else if (name === undefined && typeof value === 'object') Object.assign(found, value);
      this.comma();
    }
    return found;
  }

  private value(depth: number): unknown {
    this.space();
    const start = this.at;
    const value = this.literal(depth);
    this.space();
    if (value !== EXPRESSION && (this.at >= this.text.length || CLOSERS.includes(this.text[this.at] ?? '')))
      return value;
    this.at = start;
    this.skip();
    return EXPRESSION;
  }

  private literal(depth: number): unknown {
    const char = this.text[this.at];
    if (char === "'" || char === '"') return this.quoted();
    if (depth < DEEPEST.literal && (char === '[' || char === '('))
      return this.list(char === '[' ? ']' : ')', depth + 1);
    if (depth < DEEPEST.literal && char === '{') return this.dictionary(depth + 1);
    const number = this.match(/[-+]?\d+(\.\d+)?/y)?.[0];
    if (number !== undefined) return Number(number);
    const word = this.match(/[A-Za-z]+/y)?.[0];
    return word !== undefined && Object.hasOwn(WORDS, word) ? WORDS[word] : EXPRESSION;
  }

  private quoted(): unknown {
    const end = endOfText(this.text, this.at);
    if (end < 0) return EXPRESSION;
    const inner = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return inner.replace(/\\(.)/gs, (_, char: string) => ESCAPES[char] ?? char);
  }

  private list(close: string, depth: number): unknown[] {
    const items: unknown[] = [];
    this.at++;
    while (!this.ends(close)) {
      items.push(this.value(depth));
      this.comma();
    }
    this.at++;
    return items.filter((each) => each !== EXPRESSION);
  }

  private dictionary(depth: number): Mapping {
    const found: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    this.at++;
    while (!this.ends('}')) {
      this.space();
      const key = this.literal(DEEPEST.literal);
      this.match(/\s*:/y);
      const value = this.value(depth);
      if (typeof key === 'string' && value !== EXPRESSION) found[key] = value;
      this.comma();
    }
    this.at++;
    return found;
  }

  /** Past an expression, up to the comma or bracket that ends it. */
  private skip(): void {
    let depth = 0;
    for (; this.at < this.text.length; this.at++) {
      const char = this.text[this.at] ?? '';
      if (depth === 0 && CLOSERS.includes(char)) return;
      if ('([{'.includes(char)) depth++;
      else if (')]}'.includes(char)) depth--;
      else if (char === "'" || char === '"') {
        const end = endOfText(this.text, this.at);
        this.at = end < 0 ? this.text.length : end;
      }
    }
  }

  /** Whether the list ends here; any closing bracket ends it, so that reading goes on whatever stands there. */
  private ends(close: string): boolean {
    this.space();
    const char = this.text[this.at];
    return char === undefined || char === close || ')]}'.includes(char);
  }

  private comma(): void {
    this.space();
    if (this.text[this.at] === ',') this.at++;
  }

  private space(): void {
    this.match(/\s+/y);
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }
}

/** The literal arguments of the call whose opening bracket stands just before `at`. */
export const callArguments = (text: string, at: number): Mapping => new ArgumentReader(text, at).call();
