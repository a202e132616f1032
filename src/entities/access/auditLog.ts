import type { PagedQuery } from '../paging.js';
import type { Reader } from '../database.js';
import { AuditEventRow } from '../rows/access/AuditEventRow.js';
import { selectList, sql } from '../sql.js';

/** OR inside a list, AND between them. Instants are ISO 8601 UTC; `until` is not among them. */
export interface AuditQuery {
  readonly actors?: readonly string[] | null;
  readonly verbs?: readonly string[] | null;
  readonly subjects?: readonly string[] | null;
  readonly since?: string | null;
  readonly until?: string | null;
}

/** The audit log in the order in which its entries were committed. */
export function auditQuery({ actors, verbs, subjects, since, until }: AuditQuery): PagedQuery {
  return {
    select: selectList(AuditEventRow, 'e'),
    from: sql`audit_events e`,
    where: [
      ...(actors ? [sql`e.actor ${sql.in(actors)}`] : []),
      ...(verbs ? [sql`e.verb ${sql.in(verbs)}`] : []),
      ...(subjects ? [sql`e.subject ${sql.in(subjects)}`] : []),
      ...(since ? [sql`e.at >= ${since}`] : []),
      ...(until ? [sql`e.at < ${until}`] : []),
    ],
    order: [{ column: 'e.id', numeric: true }],
  };
}

/** Entries by id. */
export const auditEventsById = (db: Reader, ids: readonly number[]): Promise<AuditEventRow[]> =>
  db.all(sql`SELECT ${selectList(AuditEventRow, 'e')} FROM audit_events e WHERE e.id ${sql.in(ids)}`);
