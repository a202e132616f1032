import type { Place } from './place.js';
import { plainScalar } from './plainScalar.js';
import type { ReadValue } from './yamlValues.js';

/** Thrown where a text is not written in the plain way; caught by `readPlainYaml`, never seen outside. */
class NotPlain extends Error {}
const NOT_PLAIN = new NotPlain();

const [NEWLINE, SPACE, QUOTE, HASH, APOSTROPHE, COMMA, DASH, COLON] = [10, 32, 34, 35, 39, 44, 45, 58];
const [OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_MAPPING, CLOSE_MAPPING] = [91, 92, 93, 123, 125];

/** Tabs, carriage returns, control characters, surrogates and byte order marks. */
const ODD = /[^\n -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const KEY = /\+?[A-Za-z_][\w./-]{0,100}(?=:[ \n])/y;
const NO_KEY = /^(?:true|false|null|__proto__)$/i;
const FIRST_OF_SCALAR = /[A-Za-z\d_./]|-[A-Za-z\d.]/y;
const DEEPEST = 50;

/** Reads a text from its beginning to its end, as far as it is written in the plain way. */
class PlainReader {
  private at = 0;
  /** The column of what `at` stands at, where it is the first of its line; negative at the end of the text. */
  private indent = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  document(): ReadValue {
    this.nextLine();
    if (this.indent < 0 || !(this.isItem() || this.isKey())) throw NOT_PLAIN;
    const read = this.block(this.indent, null);
    if (this.indent >= 0) throw NOT_PLAIN;
    return read;
  }

  /** Goes to the next line, from `at` on, that holds more than a comment. */
  private nextLine(): void {
    const { text } = this;
    for (let at = this.at; at < text.length; at += 1) {
      const begin = at;
      while (text.charCodeAt(at) === SPACE) at += 1;
      const code = text.charCodeAt(at);
      if (at < text.length && code !== NEWLINE && code !== HASH) {
        this.at = at;
        this.indent = at - begin;
        return;
      }
      if (code === HASH) at = endOfLine(text, at);
    }
    this.at = text.length;
    this.indent = -1;
  }

  /** `at` stands behind a value: nothing else may stand on its line. Goes to the next. */
  private endLine(): void {
    const { text } = this;
    const behind = this.at;
    this.spaces();
    if (this.isAt(HASH) && this.at > behind) this.at = endOfLine(text, this.at);
    if (this.at < text.length && !this.isAt(NEWLINE)) throw NOT_PLAIN;
    this.at += 1;
    this.nextLine();
  }

  private spaces(): void {
    while (this.isAt(SPACE)) this.at += 1;
  }

  private isAt(code: number): boolean {
    return this.text.charCodeAt(this.at) === code;
  }

  private isItem(): boolean {
    return this.isAt(DASH) && [SPACE, NEWLINE].includes(this.text.charCodeAt(this.at + 1));
  }

  private isKey(): boolean {
    KEY.lastIndex = this.at;
    return KEY.test(this.text);
  }

  /** Whether nothing but a comment follows on the line. */
  private isLineEnd(): boolean {
    return this.at >= this.text.length || this.isAt(NEWLINE) || this.isAt(HASH);
  }

  private block(indent: number, key: number | null): ReadValue {
    this.deeper();
    const read = this.isItem() ? this.list(indent, key) : this.mapping(indent, key);
    this.depth -= 1;
    // Deeper than what stands before it: a text over several lines, or a mistake.
    if (this.indent > indent) throw NOT_PLAIN;
    return read;
  }

  private deeper(): void {
    this.depth += 1;
    if (this.depth > DEEPEST) throw NOT_PLAIN;
  }

  private mapping(indent: number, key: number | null): ReadValue {
    const start = this.at;
    const value: Record<string, unknown> = {};
    const children: Record<string, Place> = {};
    do {
      const at = this.at;
      const name = this.key(children);
      const read = this.valueBehind(indent, at);
      value[name] = read.value;
      children[name] = read.place;
    } while (this.indent === indent && !this.isItem());
    return { value, place: { start, key, from: -1, to: -1, children } };
  }

  /** A key that did not stand before; `at` then stands behind its colon. */
  private key(known: Readonly<Record<string, Place>>): string {
    if (!this.isKey()) throw NOT_PLAIN;
    const name = this.text.slice(this.at, KEY.lastIndex);
    if (NO_KEY.test(name) || Object.hasOwn(known, name)) throw NOT_PLAIN;
    this.at = KEY.lastIndex + 1;
    return name;
  }

  private valueBehind(indent: number, key: number): ReadValue {
    this.spaces();
    if (!this.isLineEnd()) return this.ended(this.inline(key, false), indent);
    this.endLine();
    if (this.indent > indent || (this.indent === indent && this.isItem())) return this.block(this.indent, key);
    throw NOT_PLAIN;
  }

  private ended(read: ReadValue, indent: number): ReadValue {
    this.endLine();
    if (this.indent > indent) throw NOT_PLAIN;
    return read;
  }

  private list(indent: number, key: number | null): ReadValue {
    const start = this.at;
    const value: unknown[] = [];
    const children: Place[] = [];
    do {
      const read = this.item(indent);
      value.push(read.value);
      children.push(read.place);
    } while (this.indent === indent && this.isItem());
    return { value, place: { start, key, from: -1, to: -1, children } };
  }

  private item(indent: number): ReadValue {
    const dash = this.at;
    this.at += 1;
    this.spaces();
    if (this.isLineEnd()) {
      this.endLine();
      if (this.indent > indent) return this.block(this.indent, null);
      throw NOT_PLAIN;
    }
    if (!this.isItem() && !this.isKey()) return this.ended(this.inline(null, false), indent);
    return this.block(indent + this.at - dash, null);
  }

  /** A value that begins and ends on this line; among flow collections where it is in one. */
  private inline(key: number | null, inFlow: boolean): ReadValue {
    const code = this.text.charCodeAt(this.at);
    if (code === OPEN_LIST) return this.flowList(key);
    if (code === OPEN_MAPPING) return this.flowMapping(key);
    const start = this.at;
    const value = code === QUOTE || code === APOSTROPHE ? this.quoted(code) : this.plain(inFlow);
    return { value, place: { start, key, from: start, to: this.at, children: null } };
  }

  private quoted(quote: number): string {
    const start = this.at + 1;
    for (let at = start; at < this.text.length; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === quote) {
        this.at = at + 1;
        if (this.isAt(quote)) throw NOT_PLAIN;
        return this.text.slice(start, at);
      }
      if (code === NEWLINE || (code === BACKSLASH && quote === QUOTE)) throw NOT_PLAIN;
    }
    throw NOT_PLAIN;
  }

  private plain(inFlow: boolean): unknown {
    const { text, at: start } = this;
    FIRST_OF_SCALAR.lastIndex = start;
    if (!FIRST_OF_SCALAR.test(text)) throw NOT_PLAIN;
    let end = start;
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE || (code === HASH && text.charCodeAt(at - 1) === SPACE)) break;
      if (inFlow && isFlowSign(code)) break;
      if (code === COLON && isEndOfKey(text, at + 1, inFlow)) throw NOT_PLAIN;
      if (code !== SPACE) end = at + 1;
    }
    this.at = end;
    const value = plainScalar(text.slice(start, end));
    if (value === undefined) throw NOT_PLAIN;
    return value;
  }

  private flowList(key: number | null): ReadValue {
    const start = this.at;
    const value: unknown[] = [];
    const children: Place[] = [];
    this.flow(CLOSE_LIST, () => {
      const read = this.isKey() ? this.pair() : this.inline(null, true);
      value.push(read.value);
      children.push(read.place);
    });
    return { value, place: { start, key, from: -1, to: -1, children } };
  }

  private flowMapping(key: number | null): ReadValue {
    const start = this.at;
    const value: Record<string, unknown> = {};
    const children: Record<string, Place> = {};
    this.flow(CLOSE_MAPPING, () => this.flowField(value, children));
    return { value, place: { start, key, from: -1, to: -1, children } };
  }

  /** A mapping of one key in a list, which needs no brackets of its own: `[unique, accepted_values: {values: [a]}]`. */
  private pair(): ReadValue {
    const start = this.at;
    const value: Record<string, unknown> = {};
    const children: Record<string, Place> = {};
    this.flowField(value, children);
    return { value, place: { start, key: null, from: -1, to: -1, children } };
  }

  private flowField(value: Record<string, unknown>, children: Record<string, Place>): void {
    const at = this.at;
    const name = this.key(children);
    this.spaces();
    const read = this.inline(at, true);
    value[name] = read.value;
    children[name] = read.place;
  }

  /** Reads the parts of a flow collection up to the sign that closes it. */
  private flow(close: number, readPart: () => void): void {
    this.deeper();
    this.at += 1;
    this.spaces();
    let more = !this.isAt(close);
    while (more) {
      readPart();
      this.spaces();
      more = this.isAt(COMMA);
      if (!more && !this.isAt(close)) throw NOT_PLAIN;
      if (more) this.at += 1;
      this.spaces();
    }
    this.at += 1;
    this.depth -= 1;
  }
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

const isFlowSign = (code: number): boolean =>
  code === COMMA || code === CLOSE_LIST || code === CLOSE_MAPPING || code === OPEN_LIST || code === OPEN_MAPPING;

function isEndOfKey(text: string, at: number, inFlow: boolean): boolean {
  const code = text.charCodeAt(at);
  return at >= text.length || code === SPACE || code === NEWLINE || (inFlow && isFlowSign(code));
}

/**
 * Reads YAML that is written in the plain way of most documents: mappings and lists by indentation, or in brackets on one
 * line; keys of letters; texts of one line, in quotes without escapes or bare; comments. null where the text holds anything else,
 * and wherever there could be something to complain of: then the library is to read it. What it reads it reads as the library does,
 * in a tenth of the time (`plainYaml.test.ts`).
 */
export function readPlainYaml(text: string): ReadValue | null {
  if (ODD.test(text)) return null;
  try {
    return new PlainReader(text).document();
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}
