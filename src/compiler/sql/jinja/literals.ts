import type { SqlRelation } from '../relations/relation.js';
import { callOf, partsOf } from './callText.js';

/** What a variable is known to be; null: unknown. */
export type Literal = string | number | boolean | SqlRelation | null | readonly Literal[];
export type Variables = Map<string, Literal>;

const TEXT = /^(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")$/;
const WORDS: Readonly<Record<string, boolean | string>> = { true: true, false: false, True: true, False: false };
const DEEPEST = 10;

/** The value of an expression that is a literal, `ref`, `source`, a list of them, texts put together, or a known variable. */
export function literalOf(text: string, variables: Variables, depth = 0): Literal {
  if (depth > DEEPEST) return null;
  const string = TEXT.exec(text);
  if (string) return string[1] ?? string[2] ?? '';
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (Object.hasOwn(WORDS, text)) return WORDS[text] ?? null;
  if (variables.has(text)) return variables.get(text) ?? null;
  return relationOf(text, variables, depth) ?? listOf(text, variables, depth) ?? joined(text, variables, depth);
}

/** `ref(...)` or `source(...)` and nothing else. */
function relationOf(text: string, variables: Variables, depth: number): SqlRelation | null {
  const call = /^(builtins\.)?(ref|source)\s*\(/.test(text) ? callOf(text) : null;
  if (!call) return null;
  const given = call.arguments
    .filter(({ name }) => name === null)
    .map((each) => literalOf(each.text, variables, depth + 1));
  const [first, second] = given;
  if (typeof first !== 'string' || (second !== undefined && typeof second !== 'string')) return null;
  if (call.name.endsWith('source'))
    return second === undefined ? null : { kind: 'source', source: first, name: second };
  return { kind: 'ref', package: second === undefined ? null : first, name: second ?? first };
}

function listOf(text: string, variables: Variables, depth: number): Literal {
  const isList = (text.startsWith('[') && text.endsWith(']')) || (text.startsWith('(') && text.endsWith(')'));
  const parts = isList ? partsOf(text.slice(1, -1), ',') : null;
  if (!parts || (text.startsWith('(') && parts.length < 2)) return null;
  const items = parts.map((each) => each.trim());
  if (items.at(-1) === '') items.pop();
  return items.map((each) => literalOf(each, variables, depth + 1));
}

/** `'a' ~ name`: one text, where all of it is known. */
function joined(text: string, variables: Variables, depth: number): Literal {
  const parts = text.includes('~') ? partsOf(text, '~') : null;
  if (!parts || parts.length < 2) return null;
  const values = parts.map((each) => literalOf(each.trim(), variables, depth + 1));
  return values.every((each) => typeof each === 'string' || typeof each === 'number') ? values.join('') : null;
}

export const isRelation = (value: Literal | undefined): value is SqlRelation =>
  typeof value === 'object' && value !== null && 'kind' in value;
