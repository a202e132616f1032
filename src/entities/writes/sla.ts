import type { CompiledSla } from '../../compiler/artifact.js';
import type { Reader, Transaction } from '../database.js';
import { ObservationRow } from '../rows/sla/ObservationRow.js';
import { SlaBreachRow } from '../rows/sla/SlaBreachRow.js';
import { SlaStatusRow } from '../rows/sla/SlaStatusRow.js';
import { selectList, sql } from '../sql.js';

export interface ObservedPort {
  readonly id: number;
  readonly fqn: string;
  readonly domain: string;
  readonly sla: CompiledSla | null;
}

/** The standing output ports of these names. */
export async function observedPorts(db: Reader, fqns: readonly string[]): Promise<ObservedPort[]> {
  if (fqns.length === 0) return [];
  const rows = await db.all<Omit<ObservedPort, 'sla'> & { sla: string | null }>(sql`
    SELECT o.id AS "id", o.fqn AS "fqn", d.name AS "domain", o.sla AS "sla"
    FROM output_ports o JOIN products p ON p.id = o.product_id JOIN domains d ON d.id = p.domain_id
    WHERE o.fqn ${sql.in(fqns)} AND o.removed_at IS NULL AND p.retired_at IS NULL`);
  return rows.map((row) => ({ ...row, sla: row.sla === null ? null : (JSON.parse(row.sla) as CompiledSla) }));
}

/** Keeps observations as they were made. */
export async function insertObservations(tx: Transaction, rows: readonly Omit<ObservationRow, 'id'>[]): Promise<void> {
  await tx.insert(ObservationRow, rows);
}

/** What is known of the objectives of these ports. */
export async function statusesOf(db: Reader, portIds: readonly number[]): Promise<SlaStatusRow[]> {
  if (portIds.length === 0) return [];
  return db.all<SlaStatusRow>(
    sql`SELECT ${selectList(SlaStatusRow, 's')} FROM sla_statuses s WHERE s.port_id ${sql.in(portIds)}`,
  );
}

export interface Uptime {
  readonly portId: number;
  readonly up: number;
  readonly total: number;
}

/** How many probes of these ports were up, from `since` to `until` (both ISO 8601, inclusive). */
export async function uptimes(db: Reader, portIds: readonly number[], since: string, until: string): Promise<Uptime[]> {
  if (portIds.length === 0) return [];
  const rows = await db.all<{ portId: number; up: number | string; total: number | string }>(sql`
    SELECT port_id AS "portId", SUM(up) AS "up", COUNT(*) AS "total" FROM observations
    WHERE port_id ${sql.in(portIds)} AND objective = 'availability' AND at >= ${since} AND at <= ${until}
    GROUP BY port_id`);
  return rows.map((row) => ({ portId: row.portId, up: Number(row.up), total: Number(row.total) }));
}

/** Opens breaches; returns them with their ids. */
export async function openBreaches(
  tx: Transaction,
  rows: readonly Omit<SlaBreachRow, 'id'>[],
): Promise<SlaBreachRow[]> {
  const written = await tx.insertReturning(SlaBreachRow, rows, ['id']);
  return rows.map((row, index) => ({ ...row, id: written[index]?.id ?? 0 }));
}

/** The breaches of these ids. */
export async function breachesById(db: Reader, ids: readonly number[]): Promise<SlaBreachRow[]> {
  if (ids.length === 0) return [];
  return db.all<SlaBreachRow>(
    sql`SELECT ${selectList(SlaBreachRow, 'b')} FROM sla_breaches b WHERE b.id ${sql.in(ids)}`,
  );
}

/** Writes breaches that stand already as they are now: resolved, or with their places in the event log. */
export async function putBreaches(tx: Transaction, rows: readonly SlaBreachRow[]): Promise<void> {
  if (rows.length > 0) await tx.upsert(SlaBreachRow, rows, ['id']);
}

/** Writes what is known now of objectives. */
export async function putStatuses(tx: Transaction, rows: readonly Omit<SlaStatusRow, 'id'>[]): Promise<void> {
  if (rows.length > 0) await tx.upsert(SlaStatusRow, rows, ['portId', 'objective', 'metric']);
}
