import type { DbtCode } from '../document/dbt/project/project.js';
import type { SqlDialect } from './dialect.js';
import { readBranches, type BranchReading, type SqlContext } from './readSql.js';
import { PSEUDO } from './resolve/calls.js';
import { relationKey, type SqlRelation } from './relations/relation.js';
import type { SqlReading } from './resolve/sqlReading.js';
import { bareSql } from './sqlText.js';

export interface UsedColumns {
  readonly columns: readonly string[];
  /** Those of them that are used beyond doubt. */
  readonly certain: readonly string[];
  /** Names that can be nothing but columns of the relation, and are none of those that it has. */
  readonly unknown: readonly string[];
}

/**
 * The columns of a relation that a model's SQL uses: selected, filtered, joined, grouped or ordered by, in any
 * branch of its Jinja; null where that cannot be told: all may be. `columns` are those that the relation has; null where
 * nobody knows yet: then every name that may be one of them. A column counts unless every place where its name stands is
 * known to mean another thing.
 */
export function usedColumns(
  code: DbtCode,
  relation: SqlRelation,
  columns: readonly string[] | null,
  { dialect, context }: { readonly dialect: SqlDialect; readonly context: SqlContext },
): UsedColumns | null {
  const { readings, unread } = readBranches(code, dialect, context);
  const isWhole = readings.some(({ plain, reading }) => !plain.told || isAll(relation, reading));
  if (readings.length === 0 || isWhole) return null;
  const found = readings.map((each) => usedIn(each, { relation, columns, isAlone: unread !== null }));
  const [usual] = found;
  if (!usual || found.includes(null)) return null;
  const all = new Set(found.flatMap((each) => each?.columns ?? []));
  return {
    columns: columns ? columns.filter((each) => all.has(each)) : [...all].sort(),
    certain: usual.certain,
    unknown: usual.unknown,
  };
}

const isAll = (relation: SqlRelation, { uses, rest }: SqlReading): boolean =>
  uses.isWhole(relation) || rest.some((each) => relationKey(each) === relationKey(relation));

interface Asked {
  readonly relation: SqlRelation;
  readonly columns: readonly string[] | null;
  /** Not every branch could be read: then what stands in those that are not taken counts as it is written. */
  readonly isAlone: boolean;
}

function usedIn({ plain, reading }: BranchReading, { relation, columns, isAlone }: Asked): UsedColumns | null {
  const text = plain.sql.replace(BY_NAME, '').toLowerCase();
  const untaken = isAlone ? bareSql(plain.untaken.text).replace(STRING, "''").toLowerCase() : '';
  if (isAlone && (!plain.untaken.told || untaken.includes('*'))) return null;
  const candidates = columns ?? namesIn(`${text} ${untaken}`, reading);
  return candidates && usedOf(candidates, { reading, relation, text, untaken });
}

interface Reading {
  readonly reading: SqlReading;
  readonly relation: SqlRelation;
  readonly text: string;
  readonly untaken: string;
}

function usedOf(candidates: readonly string[], { reading, relation, text, untaken }: Reading): UsedColumns {
  const [others, counted] = [countOf(untaken), countOf(text)];
  const columns = candidates.filter((column) => {
    const name = column.toLowerCase();
    if (others.has(name)) return true;
    if (!WORD.test(name)) return `${text} ${untaken}`.includes(name);
    return reading.uses.placesElsewhere(name, relation) !== (counted.get(name) ?? 0);
  });
  const had = new Set(candidates.map((each) => each.toLowerCase()));
  return {
    columns,
    certain: columns.filter((column) => reading.uses.isUsed(column.toLowerCase(), relation)),
    unknown: reading.uses.columns.filter(
      (name) => !had.has(name) && WORD.test(name) && !PSEUDO.test(name) && reading.uses.isUsed(name, relation),
    ),
  };
}

/** Words of the language that are names elsewhere. */
const BY_NAME = /\bby\s+name\b/gi;
const STRING = /'(?:[^']|'')*'/g;
const WORD = /^[a-z_][\w$]*$/;
/** A quoted name that is more than a word. */
const ODD_NAME = /"[^"\n]*[^\w"\n][^"\n]*"|`[^`\n]*[^\w`\n][^`\n]*`/;
const MOST_NAMES = 500;

/** What no column is called that is not in quotes. */
const RESERVED = new Set(
  'all and any as asc between by case cast cross current_date current_time current_timestamp desc distinct else end except exists false from full group having in inner intersect interval into is join lateral left like limit not null offset on or order outer over partition right rows select then true union unnest using when where window with'.split(
    ' ',
  ),
);

/** Every word of a text that may name a column; null where they are too many, or odd. */
function namesIn(text: string, { uses }: SqlReading): readonly string[] | null {
  if (ODD_NAME.test(text)) return null;
  const functions = new Set([...text.matchAll(/[a-z_][\w$]*(?=\s*\()/g)].map(([word]) => word));
  const known = new Set(uses.columns);
  const names = [...new Set([...countOf(text).keys(), ...known])]
    .filter((name) => !RESERVED.has(name) && !name.startsWith('floe__'))
    .filter((name) => known.has(name) || !functions.has(name));
  return names.length > MOST_NAMES ? null : names.sort();
}

/** How often each word stands in a text. */
function countOf(text: string): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const [word] of text.matchAll(/[a-z_][\w$]*/g)) count.set(word, (count.get(word) ?? 0) + 1);
  return count;
}
