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
}

/** In three statements that read indexes and open breaches; of the latter at most `limit`, by port and objective. */
export async function storeTelemetry(db: Reader, seen: number | null, limit: number): Promise<StoreTelemetry> {
  const [log, openByObjective, breachedPorts] = await Promise.all([
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
  ]);
  return {
    head: Number(log?.head ?? 0),
    unseenSince: log?.unseen ?? null,
    openByObjective: openByObjective.map((each) => ({ ...each, open: Number(each.open) })),
    breachedPorts,
  };
}
