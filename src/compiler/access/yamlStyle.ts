import { isMap, isPair, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { isMapping } from '../values/json.js';
import { statedGrant, type NewGrant } from './newGrant.js';

const PLAIN = /^[A-Za-z_][\w.-]*$/;
const OTHER_THAN_TEXT = /^(true|false|yes|no|on|off|null|y|n)$/i;

const plain = (text: string): string => (PLAIN.test(text) && !OTHER_THAN_TEXT.test(text) ? text : JSON.stringify(text));

/** The value of a key that a mapping states itself; undefined where it does not. */
export const ownPair = (map: YAMLMap, key: string): Pair | undefined =>
  map.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === key);

const rangeOf = (node: unknown): readonly [number, number] | null => {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return range ? [range[0] ?? 0, range[1] ?? 0] : null;
};

/** Where a node begins. */
export const startOf = (node: unknown): number => rangeOf(node)?.[0] ?? 0;

/** Where the last thing that is written of a node ends. */
export function endOf(node: unknown): number {
  if (isMap(node) && node.flow !== true && node.items.length > 0) {
    const { key, value } = node.items.at(-1) as Pair;
    return Math.max(endOf(value), endOf(key));
  }
  if (isSeq(node) && node.flow !== true && node.items.length > 0) return endOf(node.items.at(-1));
  return rangeOf(node)?.[1] ?? 0;
}

/** How a document is written, where something is added to it: its line ends, its indentation, its quotes. */
export class YamlStyle {
  readonly end: string;

  constructor(
    private readonly text: string,
    /** How far the dashes of a list stand right of its key. */
    private readonly dash: number,
    /** Whether its keys are quoted: JSON. */
    private readonly quoted: boolean,
  ) {
    this.end = text.includes('\r\n') ? '\r\n' : '\n';
  }

  /** From 0. */
  columnOf(offset: number): number {
    return offset - (this.text.lastIndexOf('\n', offset - 1) + 1);
  }

  /** Lines that come after the one in which something ends. */
  linesAfter(offset: number, lines: readonly string[]): { readonly at: number; readonly length: 0; text: string } {
    const { text, end } = this;
    const newline = offset > 0 && text[offset - 1] === '\n' ? offset - 1 : text.indexOf('\n', offset);
    return newline < 0
      ? { at: text.length, length: 0, text: lines.map((line) => `${end}${line}`).join('') }
      : { at: newline + 1, length: 0, text: lines.map((line) => `${line}${end}`).join('') };
  }

  /** A value in one line: `{domain: marketing, access: read}`. */
  flow(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map((each) => this.flow(each)).join(', ')}]`;
    if (isMapping(value))
      return `{${Object.entries(value)
        .map((each) => this.flowPair(...each))
        .join(', ')}}`;
    return typeof value === 'string' ? this.word(value) : JSON.stringify(value);
  }

  flowPair(key: string, value: unknown): string {
    return `${this.word(key)}: ${this.flow(value)}`;
  }

  private word(text: string): string {
    return this.quoted ? JSON.stringify(text) : plain(text);
  }

  /** Grants as the items of a list whose dashes stand in this column. */
  items(grants: readonly NewGrant[], column: number, inOneLine = false): string[] {
    const indent = ' '.repeat(column);
    return grants.flatMap((grant) =>
      inOneLine
        ? `${indent}- ${this.flow(statedGrant(grant))}`
        : [`${indent}- ${grant.kind}: ${plain(grant.grantee)}`, `${indent}  access: read`],
    );
  }

  /** `grants:` with these, its key in this column. */
  grantsBlock(grants: readonly NewGrant[], column: number): string[] {
    return [`${' '.repeat(column)}grants:`, ...this.items(grants, column + this.dash)];
  }

  /** `access:` with these grants, its key in this column. */
  accessBlock(grants: readonly NewGrant[], column: number): string[] {
    return [`${' '.repeat(column)}access:`, ...this.grantsBlock(grants, column + 2)];
  }
}
