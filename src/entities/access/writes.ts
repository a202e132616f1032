import type { Transaction } from '../database.js';
import { ApiTokenRow } from '../rows/access/ApiTokenRow.js';
import { AuditEventRow } from '../rows/access/AuditEventRow.js';
import { sql } from '../sql.js';

/** Keeps a token; gives its id. */
export async function insertToken(tx: Transaction, row: Omit<ApiTokenRow, 'id'>): Promise<ApiTokenRow> {
  const [made] = await tx.insertReturning(ApiTokenRow, [row], ['id']);
  if (!made) throw new Error('the token was not stored');
  return Object.assign(new ApiTokenRow(), row, made);
}

/** Takes a token back; one that is revoked already stays as it is. */
export const revoke = (tx: Transaction, id: number, at: string, by: string | null): Promise<void> =>
  tx.run(sql`UPDATE api_tokens SET revoked_at = ${at}, revoked_by = ${by} WHERE id = ${id} AND revoked_at IS NULL`);

/** Notes that a token was used. */
export const noteUse = (tx: Transaction, id: number, at: string): Promise<void> =>
  tx.run(sql`UPDATE api_tokens SET last_used_at = ${at} WHERE id = ${id}`);

/** Appends to the audit log. */
export const appendAudit = (tx: Transaction, events: readonly Omit<AuditEventRow, 'id'>[]): Promise<void> =>
  tx.insert(AuditEventRow, events);
