import type { Reader } from '../database.js';
import type { PagedQuery } from '../paging.js';
import { AccessRequestRow, type AccessRequestStatus } from '../rows/access/AccessRequestRow.js';
import { selectList, sql, type Sql } from '../sql.js';

/** Whose requests: those that somebody made, for these domains, and of ports that these own. */
export interface RequestsOf {
  readonly askedBy: string | null;
  readonly domains: readonly string[];
  /** Of an owner of products. */
  readonly email: string | null;
  readonly teams: readonly string[];
}

export interface RequestFilter {
  /** fqn of the port. */
  readonly port?: string | null;
  readonly status?: AccessRequestStatus | null;
  /** null: everybody's. */
  readonly of: RequestsOf | null;
}

const domainOf = (column: string): Sql =>
  sql.per({
    sqlite: sql.raw(`substr(${column}, 1, instr(${column} || '.', '.') - 1)`),
    postgres: sql.raw(`split_part(${column}, '.', 1)`),
  });

const seenBy = ({ askedBy, domains, email, teams }: RequestsOf): Sql => sql`(r.asked_by = ${askedBy}
  OR d.name ${sql.in(domains)} OR (r.grantee_kind <> 'role' AND ${domainOf('r.grantee')} ${sql.in(domains)})
  OR lower(p.owner_email) = ${email?.toLowerCase() ?? null} OR p.owner_team ${sql.in(teams)})`;

const FROM = sql`access_requests r`;
const WITH_OWNERS = sql`access_requests r JOIN output_ports o ON o.id = r.port_id
  JOIN products p ON p.id = o.product_id JOIN domains d ON d.id = p.domain_id`;

/** Requests in the order in which they were made. */
export const accessRequestsQuery = ({ port, status, of }: RequestFilter): PagedQuery => ({
  select: selectList(AccessRequestRow, 'r'),
  from: of ? WITH_OWNERS : FROM,
  where: [
    ...(port != null ? [sql`r.port_id = (SELECT x.id FROM output_ports x WHERE x.fqn = ${port})`] : []),
    ...(status ? [sql`r.status = ${status}`] : []),
    ...(of ? [seenBy(of)] : []),
  ],
  order: [{ column: 'r.id', numeric: true }],
});

/** The request of this id, where it is one of those. */
export const accessRequestById = (
  db: Reader,
  id: number,
  of: RequestsOf | null = null,
): Promise<AccessRequestRow | undefined> => {
  const { select, from, where } = accessRequestsQuery({ of });
  return db.one(sql`SELECT ${select} FROM ${from} WHERE ${sql.join([sql`r.id = ${id}`, ...where], ' AND ')}`);
};

/** The requests of these ids, those of them that are among those. */
export const accessRequestsById = (
  db: Reader,
  ids: readonly number[],
  of: RequestsOf | null,
): Promise<AccessRequestRow[]> => {
  const { select, from, where } = accessRequestsQuery({ of });
  return db.all(sql`SELECT ${select} FROM ${from} WHERE ${sql.join([sql`r.id ${sql.in(ids)}`, ...where], ' AND ')}`);
};

/** The request for this grantee on this port that is open. */
export const openAccessRequest = (
  db: Reader,
  { portId, granteeKind, grantee }: Pick<AccessRequestRow, 'portId' | 'granteeKind' | 'grantee'>,
): Promise<AccessRequestRow | undefined> =>
  db.one(sql`SELECT ${selectList(AccessRequestRow, 'r')} FROM access_requests r
    WHERE r.port_id = ${portId} AND r.grantee_kind = ${granteeKind} AND r.grantee = ${grantee} AND r.status = 'open'`);
