import type { Reader } from '../database.js';
import type { PagedQuery } from '../paging.js';
import { FollowRow } from '../rows/access/FollowRow.js';
import { selectList, sql, type Sql } from '../sql.js';

/** What somebody follows, in the order in which it was begun. */
export const followsQuery = (follower: string): PagedQuery => ({
  select: selectList(FollowRow, 'f'),
  from: sql`follows f`,
  where: [sql`f.follower = ${follower}`],
  order: [{ column: 'f.id', numeric: true }],
});

/** A column of the change feed that names whom an entry concerns. */
const changesOf = (kind: string, column: string): Sql => sql`
  SELECT f.id, c.seq FROM given f CROSS JOIN contract_changes c
  WHERE f.kind = ${kind} AND ${sql.raw(`c.${column}`)} = f.fqn AND c.seq > f.last_seen`;

/** The product that is followed, or that offers the port that is. */
const PRODUCTS = sql`
  SELECT f.id, f.last_seen, p.id AS product_id FROM given f CROSS JOIN products p
  WHERE f.kind = 'product' AND p.fqn = f.fqn
  UNION ALL SELECT f.id, f.last_seen, o.product_id FROM given f CROSS JOIN output_ports o
  WHERE f.kind = 'port' AND o.fqn = f.fqn`;

const PORTS = sql`
  SELECT f.id, f.last_seen, o.id AS port_id FROM given f CROSS JOIN products p CROSS JOIN output_ports o
  WHERE f.kind = 'product' AND p.fqn = f.fqn AND o.product_id = p.id
  UNION ALL SELECT f.id, f.last_seen, o.id FROM given f CROSS JOIN output_ports o
  WHERE f.kind = 'port' AND o.fqn = f.fqn`;

const breaches = (kind: string): Sql => sql`
  SELECT f.id, e.seq FROM (${PORTS}) f CROSS JOIN sla_breaches b CROSS JOIN events e
  WHERE b.port_id = f.port_id AND e.kind = ${kind} AND e.subject_id = b.id AND e.seq > f.last_seen`;

/** The events that each of these follows is about, since its last visit: each event once. */
const EVENTS = sql.join(
  [
    sql`SELECT f.id, e.seq FROM given f CROSS JOIN events e
      WHERE f.kind = 'domain' AND e.domain = f.fqn AND e.seq > f.last_seen`,
    changesOf('domain', 'consumer_domain'),
    changesOf('product', 'provider_product'),
    changesOf('product', 'consumer_product'),
    changesOf('port', 'provider_port'),
    sql`SELECT f.id, e.seq FROM (${PRODUCTS}) f CROSS JOIN product_versions v CROSS JOIN events e
      WHERE v.product_id = f.product_id AND e.kind = 'product_published' AND e.subject_id = v.id
        AND e.seq > f.last_seen`,
    sql`SELECT f.id, e.seq FROM (${PRODUCTS}) f CROSS JOIN events e
      WHERE e.kind = 'product_retired' AND e.subject_id = f.product_id AND e.seq > f.last_seen`,
    breaches('sla_breach_opened'),
    breaches('sla_breach_resolved'),
  ],
  ' UNION ',
);

/** How many events each of these follows is about since its last visit, all in one statement; one without any is left out. */
export const unseenCounts = (db: Reader, ids: readonly number[]): Promise<{ id: number; count: number | string }[]> =>
  db.all(sql`
    WITH given AS MATERIALIZED (SELECT w.id, w.kind, w.fqn, w.last_seen FROM follows w WHERE w.id ${sql.in(ids)})
    SELECT x.id AS "id", COUNT(*) AS "count" FROM (${EVENTS}) x GROUP BY x.id`);

/** What these followers are to be told of by their webhooks. */
export const followedByWebhook = (
  db: Reader,
  followers: readonly string[],
): Promise<Pick<FollowRow, 'follower' | 'kind' | 'fqn'>[]> =>
  db.all(sql`SELECT f.follower AS "follower", f.kind AS "kind", f.fqn AS "fqn" FROM follows f
    WHERE f.follower ${sql.in(followers)} AND f.notify = 'webhook'`);

/** What is followed by a name: a domain by its name, a product or an output port by its fqn; what stands no more is not. */
export async function followedKind(db: Reader, fqn: string): Promise<FollowRow['kind'] | null> {
  const [found] = await db.all<{ kind: FollowRow['kind'] }>(sql`
    SELECT 'domain' AS "kind" FROM domains d WHERE d.name = ${fqn}
    UNION ALL SELECT 'product' FROM products p WHERE p.fqn = ${fqn} AND p.retired_at IS NULL
    UNION ALL SELECT 'port' FROM output_ports o WHERE o.fqn = ${fqn} AND o.removed_at IS NULL`);
  return found?.kind ?? null;
}

/** What somebody follows by this name. */
export const followOf = (db: Reader, follower: string, fqn: string): Promise<FollowRow | undefined> =>
  db.one(sql`SELECT ${selectList(FollowRow, 'f')} FROM follows f WHERE f.follower = ${follower} AND f.fqn = ${fqn}`);
