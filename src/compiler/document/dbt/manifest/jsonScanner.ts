const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const COMMA = 44;
const COLON = 58;
const SPACE = 32;

/** Where a JSON text cannot be read on. */
export class JsonEnds extends Error {
  constructor(readonly offset: number) {
    super(`JSON ends at ${offset}`);
  }
}

interface SeenKey {
  readonly key: string;
  readonly quoted: string;
  readonly wanted: boolean;
}

/**
 * The keys that are wanted of objects of one kind. Programs write such objects with the same keys in the same order: the
 * order that was seen last is expected, and compared in place.
 */
export class Shape {
  readonly seen: SeenKey[] = [];

  constructor(private readonly wanted: ReadonlySet<string>) {}

  expect(index: number, key: string): SeenKey {
    const expected = { key, quoted: JSON.stringify(key), wanted: this.wanted.has(key) };
    if (index < LONGEST_SHAPE) this.seen[index] = expected;
    return expected;
  }
}
const LONGEST_SHAPE = 200;

/**
 * Walks a JSON text and parses of it what is asked for. A manifest of dbt has some hundred megabytes, of which few are
 * of interest: to pass over a value is much cheaper than to build it. Lenient: what is passed over is not checked.
 */
export class JsonScanner {
  private at = 0;

  constructor(private readonly text: string) {}

  /**
   * Calls `visit` with each key of the object that begins here; a value that it does not read is passed over. Passes
   * over what is no object. Throws JsonEnds where the text is no JSON.
   */
  object(visit: (key: string) => void): void {
    this.space();
    if (this.text.charCodeAt(this.at) !== OPEN_BRACE) return this.skip();
    this.at++;
    this.space();
    if (this.text.charCodeAt(this.at) === CLOSE_BRACE) {
      this.at++;
      return;
    }
    for (;;) {
      const key = this.key();
      const start = this.at;
      visit(key);
      if (this.at === start) this.skip();
      if (this.next(CLOSE_BRACE)) return;
    }
  }

  /**
   * Calls `visit` with each of these keys of the object that begins here, as `object` does. Throws JsonEnds where the
   * text is no JSON.
   */
  fields(shape: Shape, visit: (key: string) => void): void {
    let index = 0;
    if (!this.isObject || this.empty) return this.skip();
    this.at++;
    do {
      this.space();
      const expected = this.expected(shape, index++);
      const start = this.at;
      if (expected.wanted) visit(expected.key);
      if (this.at === start) this.skip();
    } while (!this.next(CLOSE_BRACE));
  }

  /** The value that begins here. Throws JsonEnds where the text is no JSON. */
  value(): unknown {
    const start = this.at;
    this.skip();
    try {
      return JSON.parse(this.text.slice(start, this.at)) as unknown;
    } catch {
      throw new JsonEnds(start);
    }
  }

  /** The place that reading has reached. */
  get place(): number {
    return this.at;
  }

  /** Whether the object or list that begins here is empty. */
  get empty(): boolean {
    const next = this.text.charCodeAt(this.at + 1);
    return next === CLOSE_BRACE || next === CLOSE_BRACKET;
  }

  get isObject(): boolean {
    return this.text.charCodeAt(this.at) === OPEN_BRACE;
  }

  /** Whether nothing but space is left. */
  get ended(): boolean {
    this.space();
    return this.at >= this.text.length;
  }

  private expected(shape: Shape, index: number): SeenKey {
    const expected = shape.seen[index];
    if (expected === undefined || !this.text.startsWith(expected.quoted, this.at))
      return shape.expect(index, this.key());
    this.at += expected.quoted.length;
    this.colon();
    return expected;
  }

  private colon(): void {
    this.space();
    if (this.text.charCodeAt(this.at) !== COLON) throw new JsonEnds(this.at);
    this.at++;
    this.space();
  }

  private key(): string {
    this.space();
    const start = this.at;
    if (this.text.charCodeAt(start) !== QUOTE) throw new JsonEnds(start);
    this.quoted();
    const key = this.text.slice(start + 1, this.at - 1);
    this.colon();
    return key.includes('\\') ? String(JSON.parse(`"${key}"`)) : key;
  }

  /** Past the comma, or past the end of the collection: then true. */
  private next(close: number): boolean {
    this.space();
    const code = this.text.charCodeAt(this.at);
    if (code !== COMMA && code !== close) throw new JsonEnds(this.at);
    this.at++;
    return code === close;
  }

  private skip(): void {
    this.space();
    const { text } = this;
    const code = text.charCodeAt(this.at);
    if (code === QUOTE) return this.quoted();
    if (code === OPEN_BRACE || code === OPEN_BRACKET) return this.nested();
    const start = this.at;
    while (this.at < text.length && !isEnd(text.charCodeAt(this.at))) this.at++;
    if (this.at === start) throw new JsonEnds(start);
  }

  private nested(): void {
    const { text } = this;
    let depth = 0;
    for (let at = this.at; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.at = at;
        this.quoted();
        at = this.at - 1;
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
      else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) {
        this.at = at + 1;
        return;
      }
    }
    throw new JsonEnds(text.length);
  }

  private quoted(): void {
    const { text } = this;
    let end = text.indexOf('"', this.at + 1);
    while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    if (end < 0) throw new JsonEnds(text.length);
    this.at = end + 1;
  }

  private space(): void {
    while (this.text.charCodeAt(this.at) <= SPACE) this.at++;
  }
}

const isEnd = (code: number): boolean =>
  code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || code <= SPACE;

function isEscaped(text: string, quote: number): boolean {
  let at = quote;
  while (text.charCodeAt(at - 1) === BACKSLASH) at--;
  return (quote - at) % 2 === 1;
}
