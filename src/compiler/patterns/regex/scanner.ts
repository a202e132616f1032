import { RegexError } from './regexError.js';

/** Reads a text from its beginning. */
export class Scanner {
  private position = 0;

  constructor(private readonly text: string) {}

  get done(): boolean {
    return this.position >= this.text.length;
  }

  /** The character that comes next; empty at the end. */
  get peek(): string {
    return this.text[this.position] ?? '';
  }

  at(char: string): boolean {
    return this.peek === char;
  }

  /** The character that stands here. Throws RegexError at the end of the text. */
  next(): string {
    if (this.done) this.fail('an end in the middle');
    const char = this.peek;
    this.position += 1;
    return char;
  }

  take(char: string): boolean {
    if (!this.at(char)) return false;
    this.position += 1;
    return true;
  }

  match(regex: RegExp): RegExpExecArray | null {
    const found = regex.exec(this.text.slice(this.position));
    this.position += found?.[0].length ?? 0;
    return found;
  }

  /** Refuses the pattern: throws RegexError. */
  fail(what: string): never {
    throw new RegexError(what);
  }
}
