import type { Transaction } from '../database.js';
import { FollowRow } from '../rows/access/FollowRow.js';
import { sql } from '../sql.js';

/** Begins to follow, or goes on with what is given anew. */
export async function putFollow(tx: Transaction, row: Omit<FollowRow, 'id'>): Promise<FollowRow> {
  const [written] = await tx.insertReturning(FollowRow, [row], ['id'], ['follower', 'kind', 'fqn']);
  if (!written) throw new Error('the follow was not stored');
  return { ...row, id: written.id };
}

export const removeFollow = (tx: Transaction, id: number): Promise<void> =>
  tx.run(sql`DELETE FROM follows WHERE id = ${id}`);

/** How many somebody has. */
export async function countFollowsOf(tx: Transaction, follower: string): Promise<number> {
  const row = await tx.one<{ count: number | string }>(
    sql`SELECT COUNT(*) AS "count" FROM follows f WHERE f.follower = ${follower}`,
  );
  return Number(row?.count ?? 0);
}
