import type { Transaction } from '../database.js';
import { AccessRequestRow } from '../rows/access/AccessRequestRow.js';
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

/** Keeps a request for access; gives it with its id. */
export async function insertAccessRequest(
  tx: Transaction,
  row: Omit<AccessRequestRow, 'id'>,
): Promise<AccessRequestRow> {
  const [made] = await tx.insertReturning(AccessRequestRow, [row], ['id']);
  if (!made) throw new Error('the request was not stored');
  return Object.assign(new AccessRequestRow(), row, made);
}

type Decided = Pick<AccessRequestRow, 'status' | 'decidedAt' | 'decidedBy' | 'note' | 'patch' | 'pullRequest'>;

/** What became of a request for access. */
export const decideAccessRequest = (
  tx: Transaction,
  id: number,
  { status, decidedAt, decidedBy, note, patch, pullRequest }: Decided,
): Promise<void> =>
  tx.run(sql`UPDATE access_requests SET status = ${status}, decided_at = ${decidedAt}, decided_by = ${decidedBy},
    note = ${note}, patch = ${patch}, pull_request = ${pullRequest} WHERE id = ${id}`);

/** Of PostgreSQL's advisory locks that which gives out the numbers of the audit log. */
const AUDIT_LOCK = 1_635_083_369;

/**
 * Appends to the audit log, last in a transaction: one after another from here to the commit, so that the order of the ids
 * is that of the commits, and who has read up to one of them misses none. SQLite has one writer at a time anyway.
 */
export async function appendAudit(tx: Transaction, events: readonly Omit<AuditEventRow, 'id'>[]): Promise<void> {
  if (tx.dialect === 'postgres') await tx.run(sql`SELECT pg_advisory_xact_lock(${AUDIT_LOCK})`);
  await tx.insert(AuditEventRow, events);
}
