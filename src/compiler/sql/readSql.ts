import type { DbtCode } from '../document/dbt/project/project.js';
import type { SqlDialect } from './dialect.js';
import { PLACEHOLDER } from './jinja/placeholders.js';
import { branchings, type Branchings } from './jinja/branchings.js';
import type { PlainSql } from './jinja/plainSql.js';
import { parseSql, type SqlProblem } from './parseSql.js';
import type { SqlRelation } from './relations/relation.js';
import type { Gap } from './resolve/expressions.js';
import type { Names } from './resolve/fromClause.js';
import { NAMELESS } from './resolve/projections.js';
import { Queries } from './resolve/queries.js';
import { isOpen, joinedOrigins } from './relations/shape.js';
import { joinedReading } from './resolve/joinedReading.js';
import type { SqlReading } from './resolve/sqlReading.js';
import { Recent } from '../values/Recent.js';
import { bareSql } from './sqlText.js';

/** What is known beside the code. */
export interface SqlContext {
  /** The columns of a relation as far as they are declared; null: unknown. */
  readonly columnsOf?: (relation: SqlRelation) => readonly string[] | null;
  /** Whether a relation may have columns beside those; absent: none has. */
  readonly mayHaveMore?: (relation: SqlRelation) => boolean;
  /** The relation behind a table's written-out name: compiled code has no `ref`. */
  readonly tableOf?: (path: readonly string[]) => SqlRelation | null;
}

const LONGEST = 150_000;

/**
 * Reads a model's SQL: what it reads, how it joins, which columns its columns derive from, in any branch of its Jinja.
 * Jinja is replaced, never executed. null where the SQL is no single query of the dialect, as where a macro writes all of
 * it. Never throws; bounded in time whatever the text.
 */
export function readSql(code: DbtCode, dialect: SqlDialect, context: SqlContext = {}): SqlReading | null {
  const reading = tryReadSql(code, dialect, context);
  return 'problem' in reading ? null : reading;
}

/** As `readSql`, with the first reason why it cannot be read. */
export function tryReadSql(code: DbtCode, dialect: SqlDialect, context: SqlContext = {}): SqlReading | SqlProblem {
  const { readings, unread } = readBranches(code, dialect, context);
  const [first, ...others] = readings.map(({ reading }) => reading);
  if (!first) return unread ?? WRITTEN_BY_MACROS;
  return joinedReading(first, others, unread && { construct: unread.problem, at: unread.at });
}

/** A text of a model, as it was read. */
export interface BranchReading {
  readonly plain: PlainSql;
  readonly reading: SqlReading;
}

/** What a model's SQL says in each way in which its branches may be taken. */
export interface BranchReadings {
  /** The most usual first. */
  readonly readings: readonly BranchReading[];
  /** Why a way cannot be read, the first that cannot; null where all are read. */
  readonly unread: SqlProblem | null;
}

/** Several facts ask for the code of a model, each with what it knows of columns: the texts of small models are kept meanwhile. */
const branched = new Recent<DbtCode, Branchings>(64);
const SMALL = 5_000;

function textsOf(code: DbtCode): Branchings {
  if (code.text.length > LONGEST) return TOO_LONG;
  if (code.compiled) return compiledText(code);
  if (code.text.length > SMALL) return branchings(code);
  const known = branched.get(code) ?? branchings(code);
  branched.set(code, known);
  return known;
}

export function readBranches(code: DbtCode, dialect: SqlDialect, context: SqlContext): BranchReadings {
  const { texts, isCut } = textsOf(code);
  const found = texts.map((plains) => readFirst(plains, dialect, context));
  const problems = found.filter((each) => 'problem' in each);
  const cut = texts.length > 0 ? 'more branches of Jinja than are read' : 'SQL that is too long';
  const more = isCut ? [{ problem: cut, at: null }] : [];
  return { readings: found.filter((each) => 'reading' in each), unread: [...problems, ...more][0] ?? null };
}

const WRITTEN_BY_MACROS: SqlProblem = { problem: 'a macro that writes all of it', at: null };
const TOO_LONG: Branchings = { texts: [], isCut: true };

function compiledText({ text }: DbtCode): Branchings {
  const plain: PlainSql = {
    sql: text,
    relations: new Map(),
    told: true,
    untaken: { text: '', told: true },
    met: new Map(),
    isLoose: false,
    vault: null,
    placeOf: (offset) => offset,
  };
  return { texts: [[plain]], isCut: false };
}

/** The first of the texts that can be read. */
function readFirst(plains: readonly PlainSql[], dialect: SqlDialect, context: SqlContext): BranchReading | SqlProblem {
  let first: SqlProblem | null = null;
  for (const written of plains) {
    const plain = { ...written, sql: bareSql(written.sql) };
    const reading = readPlain(plain, dialect, context);
    if (!('problem' in reading)) return { plain, reading };
    first ??= reading;
  }
  return first ?? { problem: 'SQL that is too long', at: null };
}

/** Reads SQL without comments and Jinja, or tells why it cannot. */
function readPlain(plain: PlainSql, dialect: SqlDialect, context: SqlContext): SqlReading | SqlProblem {
  const { sql, relations, placeOf } = plain;
  if (sql.length > LONGEST) return { problem: 'SQL that is too long', at: null };
  if (!/\b(select|from|pivot|unpivot)\b/i.test(sql)) return WRITTEN_BY_MACROS;
  const parsed = parseSql(sql, dialect);
  if ('problem' in parsed) return { ...parsed, at: parsed.at === null ? null : placeOf(parsed.at) };
  const queries = new Queries(namesOf(relations, context), parsed.dialect === 'tsql', /columns/i.test(sql));
  try {
    const shape = queries.shape(parsed.tree, new Map(), null);
    queries.uses.of(parsed.tree);
    const all = [...shape.columns.values()];
    return {
      selects: queries.selects,
      relations: [...queries.relations.values()],
      deciding: queries.deciding,
      columns: all.filter(({ name }) => isTold(name)),
      nameless: joinedOrigins(all.filter(({ name }) => !isTold(name))),
      open: isOpen(shape) || all.some(({ name }) => PART_OF_NAME.test(name)),
      rest: shape.rest,
      uses: queries.uses,
      gaps: queries.gaps.map((gap) => placed(gap, plain)),
    };
  } catch (error) {
    // An expression that is deeper than the stack.
    if (error instanceof RangeError) return { problem: 'SQL that nests too deeply', at: null };
    throw error;
  }
}

/** Jinja writes the name, or a part of it: `sum(amount) as {{ kind }}_amount`. */
const PART_OF_NAME = /floe__/i;
const isTold = (name: string): boolean => !name.startsWith(NAMELESS) && !PART_OF_NAME.test(name);

function placed({ construct, at, word }: Gap, { sql, placeOf }: PlainSql): Gap {
  const found = at ?? (word === undefined ? -1 : sql.toLowerCase().indexOf(word));
  return { construct, at: found < 0 ? null : placeOf(found) };
}

function namesOf(relations: PlainSql['relations'], { columnsOf, mayHaveMore, tableOf }: SqlContext): Names {
  return {
    columnsOf: columnsOf ?? (() => null),
    mayHaveMore: mayHaveMore ?? (() => false),
    relation(path) {
      const name = path.at(-1) ?? '';
      const replaced = relations.get(name.toLowerCase());
      if (replaced) return replaced;
      if (path.some((each) => PLACEHOLDER.test(each))) return null;
      return tableOf?.(path) ?? { kind: 'table', path, name };
    },
  };
}
