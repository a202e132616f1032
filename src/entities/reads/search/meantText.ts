import { byLikeness } from '../../../compiler/values/nearest.js';
import type { Reader } from '../../database.js';
import { sql } from '../../sql.js';
import { contains, holding } from './like.js';

/** What a text consists of: the parts between blanks and what stands between the words of a name. */
const PARTS = /[^\s\-._/#:]+/g;
/** A shorter one is in no index, and like everything. */
const SHORTEST = 3;
/** Of a text of more parts no other is sought. */
const MOST_PARTS = 8;

/** How many letters of a word may be wrong. */
const wrongIn = (word: string): number => Math.max(1, Math.floor(word.length / 3));

/**
 * The text that one may have meant by a text that nothing holds, in lower case: each part that no entry holds is the one
 * of the mesh's words (`words`) most like it, the others stay. null where each is held by something, or one is like none.
 * Two statements: whether the index has the parts, and the vocabulary; no entry after entry.
 */
export async function meantText(db: Reader, text: string): Promise<string | null> {
  const lower = text.trim().toLowerCase();
  const parts = [...new Set(lower.match(PARTS) ?? [])].filter((part) => part.length >= SHORTEST);
  if (parts.length === 0 || parts.length > MOST_PARTS) return null;
  const held = await heldParts(db, parts);
  const unknown = parts.filter((part) => !held.has(part));
  if (unknown.length === 0) return null;
  const vocabulary = await wordsAbout(db, unknown);
  const meant = new Map(unknown.map((part) => [part, likest(part, vocabulary)]));
  if ([...meant.values()].includes(null)) return null;
  return lower.replace(PARTS, (part) => meant.get(part) ?? part);
}

function likest(part: string, vocabulary: readonly string[]): string | null {
  const [best] = byLikeness(part, vocabulary);
  return best && best.far <= wrongIn(part) ? best.name : null;
}

async function heldParts(db: Reader, parts: readonly string[]): Promise<ReadonlySet<string>> {
  const pieces = parts.map((part, place) => {
    const { from, where } = holding([part]);
    return sql`SELECT CAST(${place} AS integer) AS "place" WHERE EXISTS (SELECT 1 FROM ${from} WHERE ${where})`;
  });
  const held = await db.all<{ place: number }>(sql.join(pieces, ' UNION ALL '));
  return new Set(held.map(({ place }) => parts[place] ?? ''));
}

/**
 * A word of which some letters are wrong, cut into one piece more than there are wrong letters: in the one that was meant
 * at least one piece stands as it is.
 */
function piecesOf(part: string): string[] {
  const letters = [...part];
  const many = wrongIn(part) + 1;
  const cut = (piece: number): number => Math.floor((piece * letters.length) / many);
  return Array.from({ length: many }, (_, piece) => letters.slice(cut(piece), cut(piece + 1)).join(''));
}

/** The words of the mesh that may be one of these, by their length and by the pieces that are right. */
async function wordsAbout(db: Reader, parts: readonly string[]): Promise<string[]> {
  const word = sql.raw('word');
  const like = parts.map((part) => {
    const [least, most] = [part.length - wrongIn(part), part.length + wrongIn(part)];
    const pieces = piecesOf(part).map((piece) => contains(word, piece));
    return sql`(LENGTH(word) BETWEEN ${least} AND ${most} AND (${sql.join(pieces, ' OR ')}))`;
  });
  const rows = await db.all<{ word: string }>(sql`SELECT word AS "word" FROM words WHERE ${sql.join(like, ' OR ')}`);
  return rows.map((row) => row.word);
}
