import type { DbtCode } from '../document/dbt/project/project.js';
import type { SqlDialect } from './dialect.js';
import { UNKNOWN } from './jinja/expression.js';
import { plainSql, type PlainSql } from './jinja/plainSql.js';
import { parseSql } from './parseSql.js';
import { NAMELESS, Queries, type Names } from './queries.js';
import type { SqlRelation } from './relations/relation.js';
import { isOpen } from './relations/shape.js';
import type { SqlReading } from './sqlReading.js';
import { bareSql } from './sqlText.js';

/** What is known beside the code. */
export interface SqlContext {
  /** The columns of a relation as far as they are declared; null: unknown. */
  readonly columnsOf?: (relation: SqlRelation) => readonly string[] | null;
  /** The relation behind a table's written-out name: compiled code has no `ref`. */
  readonly tableOf?: (path: readonly string[]) => SqlRelation | null;
}

const LONGEST = 150_000;

/**
 * Reads a model's SQL: what it reads, how it joins, which columns its columns derive from. Jinja is replaced, never
 * executed. null where the SQL is no single query that a grammar knows, as where a macro writes all of it. Never throws;
 * bounded in time whatever the text.
 */
export function readSql(code: DbtCode, dialect: SqlDialect, context: SqlContext = {}): SqlReading | null {
  for (const plain of plainTexts(code)) {
    const reading = readPlain(plain, dialect, context);
    if (reading) return reading;
  }
  return null;
}

/** A model's code as SQL, in each of the ways in which its branches are chosen. */
export function* plainTexts(code: DbtCode): Generator<PlainSql> {
  if (code.text.length > LONGEST) return;
  if (code.compiled) {
    yield { sql: bareSql(code.text), relations: new Map(), told: true, untaken: '' };
    return;
  }
  for (const branches of ['first', 'last'] as const) {
    const plain = plainSql(code.text, branches);
    if (plain) yield { ...plain, sql: bareSql(plain.sql) };
  }
}

/** Reads SQL without comments and Jinja; null where it is no single query that a grammar knows. */
export function readPlain(
  { sql: bare, relations }: PlainSql,
  dialect: SqlDialect,
  context: SqlContext,
): SqlReading | null {
  if (bare.length > LONGEST || !/\bselect\b/i.test(bare)) return null;
  const query = parseSql(bare, dialect);
  if (!query) return null;
  const queries = new Queries(namesOf(relations, context));
  try {
    const shape = queries.shape(query, new Map(), null);
    queries.uses.noteNames(query);
    return {
      selects: queries.selects,
      relations: [...queries.relations.values()],
      deciding: queries.deciding,
      columns: [...shape.columns.values()].filter(({ name }) => !name.startsWith(NAMELESS)),
      open: isOpen(shape),
      rest: shape.rest,
      uses: queries.uses,
    };
  } catch (error) {
    // An expression that is deeper than the stack.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function namesOf(relations: PlainSql['relations'], { columnsOf, tableOf }: SqlContext): Names {
  return {
    columnsOf: columnsOf ?? (() => null),
    relation(path) {
      const name = path.at(-1) ?? '';
      const replaced = relations.get(name.toLowerCase());
      if (replaced) return replaced;
      if (path.some((each) => each.startsWith('floe__') || each === UNKNOWN)) return null;
      return tableOf?.(path) ?? { kind: 'table', path, name };
    },
  };
}
