import type { Reader, Transaction } from '../database.js';
import { IdempotencyKeyRow } from '../rows/access/IdempotencyKeyRow.js';
import { selectList, sql, type Sql } from '../sql.js';

/** Whose key, for which mutation. */
export type KeyPlace = Pick<IdempotencyKeyRow, 'principal' | 'verb' | 'key'>;

/** So many keys that have expired go with each that is taken: more than come, and never many at once. */
const SWEPT = 10;

const at = ({ principal, verb, key }: KeyPlace): Sql =>
  sql`principal = ${principal} AND verb = ${verb} AND key = ${key}`;

/** What stands under a key that was taken after this instant. */
export const keyTaken = (db: Reader, place: KeyPlace, after: string): Promise<IdempotencyKeyRow | undefined> =>
  db.one(sql`SELECT ${selectList(IdempotencyKeyRow, 'k')} FROM idempotency_keys k
    WHERE ${at(place)} AND k.created_at > ${after}`);

/**
 * Takes a key, where nobody has it since `after`; false where somebody has. On PostgreSQL it waits for a transaction that
 * takes the same key at the moment: what that one has done, and answered, stands then.
 */
export async function takeKey(
  tx: Transaction,
  row: Omit<IdempotencyKeyRow, 'id' | 'answer'>,
  after: string,
): Promise<boolean> {
  await tx.run(sql`DELETE FROM idempotency_keys WHERE ${at(row)} AND created_at <= ${after}`);
  const old = sql`SELECT id FROM idempotency_keys WHERE created_at <= ${after} ORDER BY created_at LIMIT ${SWEPT}`;
  const free = sql.per({ sqlite: old, postgres: sql`${old} FOR UPDATE SKIP LOCKED` });
  await tx.run(sql`DELETE FROM idempotency_keys WHERE id IN (${free})`);
  const taken = await tx.all(sql`INSERT INTO idempotency_keys (principal, verb, key, digest, created_at)
    VALUES (${row.principal}, ${row.verb}, ${row.key}, ${row.digest}, ${row.createdAt})
    ON CONFLICT (principal, verb, key) DO NOTHING RETURNING id`);
  return taken.length > 0;
}

/** Keeps the answer under a key that this transaction has taken. */
export const keepAnswer = (tx: Transaction, place: KeyPlace, answer: unknown): Promise<void> =>
  tx.run(sql`UPDATE idempotency_keys SET answer = ${JSON.stringify(answer)} WHERE ${at(place)}`);

/** Gives back a key that this transaction has taken. */
export const freeKey = (tx: Transaction, place: KeyPlace): Promise<void> =>
  tx.run(sql`DELETE FROM idempotency_keys WHERE ${at(place)}`);
