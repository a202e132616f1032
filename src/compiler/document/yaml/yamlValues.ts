import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { childPlace, type Place } from './place.js';
import { DEEPEST } from '../../values/deepest.js';

/** A finding inside a document, before its offset is turned into line and column. */
export interface ValueComplaint {
  readonly code: 'DOCUMENT_SYNTAX' | 'DOCUMENT_DUPLICATE_KEY' | 'DOCUMENT_TOO_LARGE' | 'DOCUMENT_INVALID_VALUE';
  readonly message: string;
  readonly hint?: string;
  readonly offset: number;
  readonly first?: number;
}

/** Which of two values counts where a key stands twice in one mapping. */
export type CountingKey = 'first' | 'last';

export interface ReadValue {
  readonly value: unknown;
  readonly place: Place;
}

/** Nodes that aliases may unfold to, all in all. What is written out is bounded by the text itself. */
const MOST_NODES = 200_000;

/** What PostgreSQL keeps in no text: U+0000, and half of a surrogate pair, which is no character. */
const UNKEPT = /\0|\p{Surrogate}/gu;

/** What may be that: halves of whole pairs too, which is sooner found. */
const SUSPECT = /[\0\ud800-\udfff]/;

/** Thrown to leave the recursion at once; caught by `readValues`, never seen outside. */
class TooLarge extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const startOf = (node: Node | null | undefined, otherwise: number): number => node?.range?.[0] ?? otherwise;

/** Turns the nodes of a YAML document into plain JSON values, beside each its place in the text. Follows aliases and merge keys. */
class ValueReader {
  readonly complaints: ValueComplaint[] = [];
  private nodes = 0;
  /** The aliases that reading is within. */
  private aliases = 0;
  /** What each anchor means at the point that reading has reached. */
  private readonly anchors = new Map<string, Node>();

  constructor(
    private readonly text: string,
    private readonly counts: CountingKey,
  ) {}

  read(node: Node | null | undefined, key: number | null, otherwise: number, depth = 0): ReadValue {
    const start = startOf(node, otherwise);
    if (depth > DEEPEST.document)
      throw new TooLarge(`The document is nested deeper than ${DEEPEST.document} levels`, start);
    if (this.aliases > 0 && ++this.nodes > MOST_NODES)
      throw new TooLarge(`The document unfolds to more than ${MOST_NODES} values`, start);
    if (isAlias(node)) return this.alias(node, key, start, depth);
    if (node?.anchor) this.anchors.set(node.anchor, node);
    if (isMap(node)) return this.mapping(node, key, start, depth);
    if (isSeq(node)) return this.list(node, key, start, depth);
    if (!isScalar(node)) return { value: null, place: { start, key, from: -1, to: -1, children: null } };
    const to = node.range?.[1] ?? start;
    return { value: this.scalar(node, start), place: { start, key, from: start, to, children: null } };
  }

  private alias(node: Alias, key: number | null, start: number, depth: number): ReadValue {
    const target = this.anchors.get(node.source);
    if (!target) {
      this.complaints.push({
        code: 'DOCUMENT_SYNTAX',
        message: `The alias *${node.source} has no anchor before it`,
        offset: start,
      });
      return { value: null, place: { start, key, from: -1, to: -1, children: null } };
    }
    this.aliases++;
    const { value, place } = this.read(target, key, start, depth + 1);
    this.aliases--;
    return { value, place: { ...place, start, key } };
  }

  private list(node: YAMLSeq, key: number | null, start: number, depth: number): ReadValue {
    const children: Place[] = [];
    const value = node.items.map((item) => {
      const read = this.read(item as Node | null, null, start, depth + 1);
      children.push(read.place);
      return read.value;
    });
    return { value, place: { start, key, from: -1, to: -1, children } };
  }

  private mapping(node: YAMLMap, key: number | null, start: number, depth: number): ReadValue {
    const value: Record<string, unknown> = {};
    const children: Record<string, Place> = {};
    const merged: ReadValue[] = [];
    for (const pair of node.items) {
      const keyNode = pair.key as Node | null;
      const at = startOf(keyNode, start);
      const name = this.keyOf(keyNode, at);
      const read = this.read(pair.value as Node | null, at, at, depth + 1);
      if (name === null) continue;
      const first = Object.hasOwn(children, name) ? children[name] : undefined;
      if (name === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN') merged.push(...this.mergedInto(read));
      else {
        if (first) this.duplicate(name, at, first.key ?? first.start);
        if (first && this.counts === 'first') continue;
        value[name] = read.value;
        children[name] = read.place;
      }
    }
    for (const other of merged) this.fill(value, children, other);
    return { value, place: { start, key, from: -1, to: -1, children } };
  }

  /** What `<<: *a` or `<<: [*a, *b]` brings in; earlier ones win, as in YAML 1.1. */
  private mergedInto(read: ReadValue): ReadValue[] {
    if (!Array.isArray(read.value)) return [read];
    return read.value.map((value: unknown, index) => ({ value, place: childPlace(read.place, index) ?? read.place }));
  }

  private fill(value: Record<string, unknown>, children: Record<string, Place>, other: ReadValue): void {
    if (typeof other.value !== 'object' || other.value === null || Array.isArray(other.value)) {
      this.complaints.push({
        code: 'DOCUMENT_SYNTAX',
        message: 'The merge key << takes a mapping or a list of mappings',
        offset: other.place.start,
      });
      return;
    }
    for (const [name, each] of Object.entries(other.value)) {
      const place = childPlace(other.place, name);
      if (Object.hasOwn(children, name) || !place) continue;
      value[name] = each;
      children[name] = place;
    }
  }

  private duplicate(name: string, offset: number, first: number): void {
    const message = `The key '${name}' stands twice in one mapping`;
    this.complaints.push({ code: 'DOCUMENT_DUPLICATE_KEY', message, hint: 'Remove one of the two', offset, first });
  }

  private keyOf(node: Node | null, offset: number): string | null {
    if (isScalar(node) && node.anchor) this.anchors.set(node.anchor, node);
    const target = isAlias(node) ? this.anchors.get(node.source) : node;
    if (isScalar(target) && ['string', 'number', 'boolean'].includes(typeof target.value)) {
      const name = typeof target.value === 'string' ? target.value : (target.source ?? String(target.value));
      if (name !== '__proto__') return this.kept(name, node, offset);
    }
    const message = `The key '${this.excerpt(node)}' cannot name a field`;
    this.complaints.push({ code: 'DOCUMENT_SYNTAX', message, hint: 'Write a plain name', offset });
    return null;
  }

  private scalar(node: Scalar, offset: number): unknown {
    const { value } = node;
    if (typeof value === 'string') return this.kept(value, node, offset);
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    const message = `'${this.excerpt(node)}' is a value that JSON cannot hold`;
    this.complaints.push({
      code: 'DOCUMENT_INVALID_VALUE',
      message,
      hint: 'Put it in quotes to make it a text',
      offset,
    });
    return null;
  }

  /** A text that every store keeps: what none does is complained of where it stands, and left out. */
  private kept(text: string, node: Node | null, offset: number): string {
    if (!SUSPECT.test(text) || text.search(UNKEPT) < 0) return text;
    const what = text.includes('\0') ? 'U+0000 (NUL)' : 'half of a surrogate pair';
    this.complaints.push({
      code: 'DOCUMENT_INVALID_VALUE',
      message: `'${this.excerpt(node).replace(UNKEPT, '\uFFFD')}' holds ${what}, which no text of the catalog may`,
      hint: 'Take it out',
      offset,
    });
    return text.replace(UNKEPT, '\uFFFD');
  }

  private excerpt(node: Node | null): string {
    const raw = node?.range ? this.text.slice(node.range[0], node.range[1]) : 'null';
    return raw.length > 40 ? `${raw.slice(0, 39)}…` : raw;
  }
}

/** The document's contents as plain values with their places; `read` is null where it is too large to unfold. */
export function readValues(
  document: Document,
  text: string,
  counts: CountingKey,
): { read: ReadValue | null; complaints: readonly ValueComplaint[] } {
  const reader = new ValueReader(text, counts);
  try {
    return { read: reader.read(document.contents as Node | null, null, 0), complaints: reader.complaints };
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    const tooLarge: ValueComplaint = { code: 'DOCUMENT_TOO_LARGE', message: error.message, offset: error.offset };
    return { read: null, complaints: [...reader.complaints, tooLarge] };
  }
}
