import type { JsonObject, Mapping } from '../../../values/json.js';

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

/** A key of objects of one kind, and what stood behind it the last time. */
class SeenKey {
  readonly quoted: string;
  /** The key that came next the last time. */
  following: SeenKey | null = null;
  /** The list or object that stood here the last time, as it is written; empty before the first. */
  written = '';
  /** The same, read; undefined where the key is not wanted. */
  value: unknown = undefined;

  constructor(
    readonly key: string,
    readonly wanted: boolean,
    readonly parts: Shape | null,
  ) {
    this.quoted = JSON.stringify(key);
  }
}

/**
 * The keys that are wanted of objects of one kind; behind those of `parts` stand objects whose values are again of one
 * kind. Programs write such objects with the same keys in the same order, and many with the same lists and objects behind
 * them: what was seen last is expected, and compared in place.
 */
export class Shape {
  readonly start = new SeenKey('', false, null);
  private readonly seen = new Map<string, SeenKey>();

  constructor(
    private readonly wanted: ReadonlySet<string>,
    private readonly parts: Readonly<Record<string, Shape>> = {},
  ) {}

  keyOf(key: string): SeenKey {
    const known = this.seen.get(key);
    if (known) return known;
    const wanted = this.wanted.has(key);
    const parts = wanted && Object.hasOwn(this.parts, key) ? this.parts[key] : undefined;
    const added = new SeenKey(key, wanted, parts ?? null);
    if (this.seen.size < MOST_KEYS) this.seen.set(key, added);
    return added;
  }
}
const MOST_KEYS = 200;

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
   * What is wanted of the object that begins here, without lists and objects that are empty; where no object begins, nothing.
   * Values that are written alike may be one and the same. Throws JsonEnds where the text is no JSON.
   */
  record(shape: Shape): Mapping {
    const record: JsonObject = {};
    if (!this.isObject || this.isEmpty) {
      this.skip();
      return record;
    }
    this.at++;
    let seen = shape.start;
    do {
      this.space();
      seen = this.keyBehind(seen, shape);
      this.field(seen, record);
    } while (!this.next(CLOSE_BRACE));
    return record;
  }

  /** The value that begins here. Throws JsonEnds where the text is no JSON. */
  value(): unknown {
    const start = this.at;
    this.skip();
    return this.parsed(start);
  }

  /** The place that reading has reached. */
  get place(): number {
    return this.at;
  }

  get isObject(): boolean {
    return this.text.charCodeAt(this.at) === OPEN_BRACE;
  }

  /** Whether nothing but space is left. */
  get ended(): boolean {
    this.space();
    return this.at >= this.text.length;
  }

  private keyBehind(before: SeenKey, shape: Shape): SeenKey {
    const expected = before.following;
    if (expected === null || !this.text.startsWith(expected.quoted, this.at))
      return (before.following = shape.keyOf(this.key()));
    this.at += expected.quoted.length;
    this.colon();
    return expected;
  }

  private field(seen: SeenKey, into: JsonObject): void {
    if (seen.parts) into[seen.key] = this.records(seen.parts);
    else if (this.isEmpty) this.at += 2;
    else if (this.isNested) this.nestedField(seen, into);
    else if (seen.wanted) into[seen.key] = this.value();
    else this.skip();
  }

  /** To compare with what stood here before is much cheaper than to read it, and to have it once saves memory. */
  private nestedField(seen: SeenKey, into: JsonObject): void {
    const start = this.at;
    const end = start + seen.written.length;
    if (end > start && this.text.slice(start, end) === seen.written) this.at = end;
    else {
      this.nested();
      seen.written = this.text.slice(start, this.at);
      seen.value = seen.wanted ? this.parsed(start) : undefined;
    }
    if (seen.wanted) into[seen.key] = seen.value;
  }

  private records(shape: Shape): Mapping[] {
    const records: Mapping[] = [];
    this.object(() => records.push(this.record(shape)));
    return records;
  }

  /** What stands between there and here. */
  private parsed(start: number): unknown {
    const written = this.text.slice(start, this.at);
    if (written === 'null') return null;
    try {
      return JSON.parse(written) as unknown;
    } catch {
      throw new JsonEnds(start);
    }
  }

  private get isNested(): boolean {
    const code = this.text.charCodeAt(this.at);
    return code === OPEN_BRACE || code === OPEN_BRACKET;
  }

  private get isEmpty(): boolean {
    const next = this.text.charCodeAt(this.at + 1);
    return (next === CLOSE_BRACE || next === CLOSE_BRACKET) && this.isNested;
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
    if (this.isNested) return this.nested();
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
