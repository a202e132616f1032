import { byLikeness } from '../../../compiler/values/nearest.js';
import type { Reader } from '../../database.js';
import { sql, type Sql } from '../../sql.js';
import { holds, ofKinds } from './like.js';

/** What a name may be of. */
export type NameKind = 'product' | 'port' | 'input port' | 'model' | 'contract';

/** What lineage can be asked of by a name of the catalog. */
export const LINEAGE_KINDS: readonly NameKind[] = ['product', 'port', 'input port', 'model'];

/** How many names are looked at before a name in the order of the alphabet and after it, and for each reading of its words. */
const BESIDE = 20;
const SPELT = 200;
/** More words than any name of the mesh has. */
const MOST_WORDS = 8;

/**
 * Names that one may have meant which is not there, in no order: those beside it in the alphabet, and those that hold its
 * words, each as the mesh spells it, or all but one of them. Their number does not grow with the mesh.
 */
export async function namesLike(db: Reader, name: string, kinds: readonly NameKind[]): Promise<string[]> {
  const vocabulary = await db.all<{ word: string }>(sql`SELECT word AS "word" FROM words`);
  const words = meantWords(
    name,
    vocabulary.map(({ word }) => word),
  );
  const allButOne = words.map((left) => words.filter((word) => word !== left));
  const readings = [words, ...allButOne].filter((reading) => reading.length > 0);
  const pieces = [...kinds.flatMap((kind) => beside(name, kind)), ...readings.map((reading) => spelt(reading, kinds))];
  const rows = await db.all<{ name: string }>(
    sql.join(
      pieces.map((piece) => sql`SELECT x.name AS "name" FROM (${piece}) x`),
      ' UNION ',
    ),
  );
  return rows.map((row) => row.name);
}

/** The words of a name, each the one of the vocabulary that is most like it; one that is like none, with letters, is left out. */
function meantWords(name: string, vocabulary: readonly string[]): string[] {
  const words = name.toLowerCase().split(/[-._/#:\s]+/);
  const meant = words
    .filter((word) => word.length > 2)
    .map((word) => {
      const [best] = byLikeness(word, vocabulary);
      if (best && best.far <= word.length / 2) return best.name;
      return /[a-z]/.test(word) ? '' : word;
    });
  return [...new Set(meant.filter((word) => word !== ''))].slice(0, MOST_WORDS);
}

function beside(name: string, kind: NameKind): Sql[] {
  const [column, from] =
    kind === 'input port'
      ? [sql.raw('e.fqn'), sql`input_ports e WHERE TRUE`]
      : [sql.raw('e.key'), sql`search_entries e WHERE e.kind = ${kind}`];
  return [
    sql`SELECT ${column} AS name FROM ${from} AND ${column} >= ${name} ORDER BY ${column} LIMIT ${BESIDE}`,
    sql`SELECT ${column} AS name FROM ${from} AND ${column} < ${name} ORDER BY ${column} DESC LIMIT ${BESIDE}`,
  ];
}

const spelt = (words: readonly string[], kinds: readonly NameKind[]): Sql =>
  sql`SELECT e.key AS name FROM search_entries e WHERE ${holds(words)} AND ${ofKinds(kinds)} LIMIT ${SPELT}`;
