import { polyglotParse } from '../../sqlParser/polyglot.js';
import { isMapping, type Mapping } from '../values/json.js';
import type { Dialect, SqlDialect } from './dialect.js';
import { mendedSql } from './sqlText.js';

/** A statement's tree, and the dialect in which it was read. */
export interface ParsedSql {
  readonly tree: Mapping;
  readonly dialect: Dialect;
}

/** Why SQL could not be parsed. */
export interface SqlProblem {
  readonly problem: string;
  /** Its offset in the text; null where it is not known. */
  readonly at: number | null;
}

/** A chain of so many operators is deeper than the parser goes, and costs it seconds to find out. */
const MOST_OPERATORS = 10_000;
const OPERATOR = /[+*/%|<>=-]|\b(?:and|or|union|intersect|except)\b/gi;

/**
 * The syntax tree of one query in the first dialect that takes it, else why the first does not. Never throws, and ends
 * soon on any text: the parser has no backtracking that grows with depth, and refuses what nests deeper than its guards.
 */
export function parseSql(sql: string, dialects: SqlDialect): ParsedSql | SqlProblem {
  const key = `${dialects.join()} ${sql}`;
  const known = recent.get(key);
  if (known) return known;
  const parsed = parsedInAny(sql, dialects);
  if (sql.length <= MOST_REMEMBERED) remember(key, parsed);
  return parsed;
}

/**
 * What was parsed last: several facts ask for the SQL of the same model. Bounded by the length of the texts, for a tree
 * is about a hundred times as large as its text. The same text gives the same tree, so that nobody can tell.
 */
const recent = new Map<string, ParsedSql | SqlProblem>();
const MOST_REMEMBERED = 500_000;
let remembered = 0;

function remember(key: string, parsed: ParsedSql | SqlProblem): void {
  recent.set(key, parsed);
  remembered += key.length;
  for (const oldest of recent.keys()) {
    if (remembered <= MOST_REMEMBERED) return;
    recent.delete(oldest);
    remembered -= oldest.length;
  }
}

function parsedInAny(sql: string, dialects: SqlDialect): ParsedSql | SqlProblem {
  if ((sql.match(OPERATOR)?.length ?? 0) > MOST_OPERATORS) return { problem: 'SQL that is too long', at: null };
  let first: SqlProblem | null = null;
  for (const dialect of dialects) {
    const parsed = parsedIn(dialect, sql);
    if ('tree' in parsed) return parsed;
    const mended = mendedSql(sql);
    const again = mended === sql ? parsed : parsedIn(dialect, mended);
    if ('tree' in again) return again;
    first ??= parsed;
  }
  return first ?? { problem: 'no dialect', at: null };
}

function parsedIn(dialect: Dialect, sql: string): ParsedSql | SqlProblem {
  try {
    const answer: unknown = JSON.parse(polyglotParse(sql, dialect));
    if (!isMapping(answer) || answer['success'] !== true) return problemOf(answer, sql);
    const statements: unknown = JSON.parse(String(answer['ast']));
    const [tree] = Array.isArray(statements) ? (statements as unknown[]) : [];
    if (!Array.isArray(statements) || statements.length !== 1 || !isMapping(tree))
      return { problem: 'more than one statement', at: null };
    const [kind = ''] = Object.keys(tree);
    return QUERIES.has(kind) ? { tree, dialect } : { problem: `a statement \`${kind}\``, at: 0 };
  } catch (error) {
    // A parser that is not there, or cannot be read, is no fault of the text.
    if (error instanceof Error && 'code' in error) throw error;
    // Too deep for the stack: it cannot be read, and that is all.
    return { problem: 'SQL that nests too deeply', at: null };
  }
}

const QUERIES = new Set(['select', 'union', 'intersect', 'except', 'subquery', 'pivot', 'values', 'paren']);

function problemOf(answer: unknown, sql: string): SqlProblem {
  const text = isMapping(answer) && typeof answer['error'] === 'string' ? answer['error'] : '';
  const [, line, column] = /line (\d+), column (\d+)/.exec(text) ?? [];
  const at = line === undefined ? null : offsetOf(sql, Number(line), Number(column));
  if (/E_GUARD/.test(text)) return { problem: 'SQL that nests too deeply', at };
  // The parser tells where the word ends that it did not expect.
  const word =
    at === null ? undefined : /(?:[\w$."]+|[^\s\w]{1,3})\s*$/.exec(sql.slice(Math.max(0, at - 100), at))?.[0];
  if (at === null || word === undefined) return { problem: 'SQL of an unknown form', at };
  return { problem: `\`${word.trim()}\``, at: at - word.length };
}

function offsetOf(sql: string, line: number, column: number): number {
  let offset = 0;
  for (let each = 1; each < line; each++) {
    const end = sql.indexOf('\n', offset);
    if (end < 0) break;
    offset = end + 1;
  }
  return Math.min(sql.length, offset + Math.max(0, column - 1));
}
