import type { CompiledSla } from '../../compiler/artifact.js';
import type { Reader } from '../database.js';
import { sql } from '../sql.js';

/** What is told of the store to who watches the service. */
export interface StoreTelemetry {
  readonly head: number;
  /** When the first event after `seen` was written; null where there is none. */
  readonly unseenSince: string | null;
  readonly openByObjective: readonly { readonly objective: string; readonly open: number }[];
  /** The breaches that were opened last. */
  readonly breachedPorts: readonly { readonly product: string; readonly port: string; readonly objective: string }[];
  /** Deliveries of webhooks that wait, and when the first of them came to be delivered; null where none does. */
  readonly webhooks: { readonly pending: number; readonly since: string | null };
}

/** In four statements that read indexes, open breaches and what waits; of breaches at most `limit`, by port and objective. */
export async function storeTelemetry(db: Reader, seen: number | null, limit: number): Promise<StoreTelemetry> {
  const [log, openByObjective, breachedPorts, waiting] = await Promise.all([
    db.one<{ head: number | null; unseen: string | null }>(
      sql`SELECT MAX(seq) AS "head",
        (SELECT e.at FROM events e WHERE e.seq > ${seen} ORDER BY e.seq LIMIT 1) AS "unseen" FROM events`,
    ),
    db.all<{ objective: string; open: number }>(
      sql`SELECT b.objective AS "objective", COUNT(*) AS "open" FROM sla_breaches b WHERE b.resolved_at IS NULL GROUP BY b.objective`,
    ),
    db.all<{ product: string; port: string; objective: string }>(
      sql`SELECT p.fqn AS "product", o.fqn AS "port", b.objective AS "objective" FROM sla_breaches b
        JOIN output_ports o ON o.id = b.port_id JOIN products p ON p.id = o.product_id
        WHERE b.resolved_at IS NULL ORDER BY b.id DESC LIMIT ${limit}`,
    ),
    db.one<{ pending: number; since: string | null }>(
      sql`SELECT w.pending AS "pending", v.at AS "since" FROM
        (SELECT COUNT(*) AS pending, MIN(d.id) AS first FROM webhook_deliveries d WHERE d.status = 'pending') w
        LEFT JOIN webhook_deliveries v ON v.id = w.first`,
    ),
  ]);
  return {
    head: Number(log?.head ?? 0),
    unseenSince: log?.unseen ?? null,
    openByObjective: openByObjective.map((each) => ({ ...each, open: Number(each.open) })),
    breachedPorts,
    webhooks: { pending: Number(waiting?.pending ?? 0), since: waiting?.since ?? null },
  };
}

/** An output port that is observed, with what it promises. */
export interface ObservedPort {
  readonly id: number;
  readonly product: string;
  readonly port: string;
  readonly sla: CompiledSla;
}

/** Output ports that promise something and are observed, at most `limit`: those first that break a promise. In one statement. */
export async function observedPorts(db: Reader, limit: number): Promise<ObservedPort[]> {
  const rows = await db.all<Omit<ObservedPort, 'sla'> & { readonly sla: string }>(
    sql`SELECT o.id AS "id", p.fqn AS "product", o.fqn AS "port", o.sla AS "sla" FROM
      (SELECT s.port_id, MAX(CASE WHEN s.state = 'breached' THEN 1 ELSE 0 END) AS breached FROM sla_statuses s
        GROUP BY s.port_id) t
      JOIN output_ports o ON o.id = t.port_id JOIN products p ON p.id = o.product_id
      WHERE o.sla IS NOT NULL ORDER BY t.breached DESC, o.id LIMIT ${limit}`,
  );
  return rows.map((each) => ({ ...each, sla: JSON.parse(each.sla) as CompiledSla }));
}
