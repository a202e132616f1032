import type { SqlRelation } from '../relations/relation.js';
import { versionName } from '../../document/dbt/project/versionName.js';
import { parseYaml } from '../../document/yaml/yaml.js';
import { isMapping } from '../../values/json.js';
import { callOf, partsOf, type ArgumentText } from './callText.js';

/** What a variable is known to be; null: unknown. */
export type Literal = string | number | boolean | SqlRelation | null | readonly Literal[] | LiteralMap;
/** A dictionary by its keys; what it does not hold is nothing at all. */
export type LiteralMap = ReadonlyMap<string, Literal>;
export type Variables = Map<string, Literal>;

const TEXT = /^(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")$/;
const WORDS: Readonly<Record<string, boolean | string>> = { true: true, false: false, True: true, False: false };
const DEEPEST = 10;

/**
 * The value of an expression that is a literal, `ref`, `source`, a list or dictionary of them, texts put together, a known
 * variable or what stands in it, or `fromyaml` of a known text.
 */
export function literalOf(text: string, variables: Variables, depth = 0): Literal {
  if (depth > DEEPEST) return null;
  const string = TEXT.exec(text);
  if (string) return string[1] ?? string[2] ?? '';
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (Object.hasOwn(WORDS, text)) return WORDS[text] ?? null;
  if (variables.has(text)) return variables.get(text) ?? null;
  return (
    relationOf(text, variables, depth) ??
    listOf(text, variables, depth) ??
    dictionaryOf(text, variables, depth) ??
    entryOf(text, variables) ??
    fromYaml(text, variables, depth) ??
    joined(text, variables, depth)
  );
}

export const isLiteralMap = (value: Literal | undefined): value is LiteralMap => value instanceof Map;

/** `{'source_column': 'a', 'alias': 'b'}` */
function dictionaryOf(text: string, variables: Variables, depth: number): Literal {
  const parts = text.startsWith('{') && text.endsWith('}') ? partsOf(text.slice(1, -1), ',') : null;
  if (!parts) return null;
  const entries = parts.map((each) => partsOf(each, ':')?.map((part) => part.trim()) ?? []);
  if (entries.at(-1)?.join('') === '') entries.pop();
  const read = entries.map(([key = '', ...value]): readonly [Literal, Literal] => [
    literalOf(key, variables, depth + 1),
    literalOf(value.join(':'), variables, depth + 1),
  ]);
  return read.every((each): each is readonly [string, Literal] => typeof each[0] === 'string') ? new Map(read) : null;
}

const ENTRY = /^(\w+)\s*(?:\.\s*get\s*\(\s*(['"])(\w+)\2\s*(?:,[^()]*)?\)|\[\s*(['"])(\w+)\4\s*\]|\.\s*(\w+))$/;

/** `metadata['src_pk']`, `metadata.get('src_pk')`, `metadata.src_pk` of a known dictionary; what it lacks is an empty list. */
function entryOf(text: string, variables: Variables): Literal {
  const [, name = '', , got, , key, member] = ENTRY.exec(text) ?? [];
  const dictionary = variables.get(name);
  const asked = got ?? key ?? member;
  return isLiteralMap(dictionary) && asked !== undefined ? (dictionary.has(asked) ? dictionary.get(asked)! : []) : null;
}

function fromYaml(text: string, variables: Variables, depth: number): Literal {
  const call = text.startsWith('fromyaml') ? callOf(text) : null;
  const [first] = call?.arguments ?? [];
  return call?.name === 'fromyaml' && first ? yamlLiteral(literalOf(first.text, variables, depth + 1)) : null;
}

/** A text of YAML as a value; null where it is no YAML. */
export function yamlLiteral(text: Literal): Literal {
  if (typeof text !== 'string') return null;
  const { document } = parseYaml({ path: 'metadata.yml', content: text });
  return document ? ofYaml(document.value) : null;
}

function ofYaml(value: unknown): Literal {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(ofYaml);
  if (!isMapping(value)) return null;
  // A key without a value is as good as absent.
  return new Map(Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, ofYaml(each)] as const])));
}

/** `ref(...)` or `source(...)` and nothing else. */
function relationOf(text: string, variables: Variables, depth: number): SqlRelation | null {
  const call = /^(builtins\.)?(ref|source)\s*\(/.test(text) ? callOf(text) : null;
  if (!call) return null;
  const literal = ({ text: each }: ArgumentText): Literal => literalOf(each, variables, depth + 1);
  const [first, second] = call.arguments.filter(({ name }) => name === null).map(literal);
  if (typeof first !== 'string' || (second !== undefined && typeof second !== 'string')) return null;
  if (call.name.endsWith('source'))
    return second === undefined ? null : { kind: 'source', source: first, name: second };
  const [version = null] = call.arguments.filter(({ name }) => /^v(ersion)?$/.test(name ?? '')).map(literal);
  const name = versionName(second ?? first, version === null ? null : String(version as string | number));
  return { kind: 'ref', package: second === undefined ? null : first, name };
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
