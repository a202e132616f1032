import type { CompiledSla } from '../../compiler/artifact.js';
import type { Reader, Transaction } from '../database.js';
import { MaintenanceRow } from '../rows/sla/MaintenanceRow.js';
import { ObservationIdRow } from '../rows/sla/ObservationIdRow.js';
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

/** Keeps observations as they were made, and the ids that were given to some. */
export async function insertObservations(
  tx: Transaction,
  rows: readonly Omit<ObservationRow, 'id'>[],
  ids: readonly Omit<ObservationIdRow, 'id'>[],
): Promise<void> {
  await tx.insert(ObservationRow, rows);
  await tx.insert(ObservationIdRow, ids);
}

/** Of these ids that monitoring gives, those that are given already. */
export async function idsGiven(db: Reader, ids: readonly string[]): Promise<ObservationIdRow[]> {
  if (ids.length === 0) return [];
  return db.all<ObservationIdRow>(
    sql`SELECT ${selectList(ObservationIdRow, 'i')} FROM observation_ids i WHERE i.key ${sql.in(ids)}`,
  );
}

/** What was observed, of which port and when. */
export type ObservedPlace = Pick<ObservationRow, 'portId' | 'objective' | 'metric' | 'at'>;

/** The observations without an id that stand at these places; several where they were recorded before ids were asked for. */
export async function observationsAt(db: Reader, places: readonly ObservedPlace[]): Promise<ObservationRow[]> {
  if (places.length === 0) return [];
  const asked = places.map(({ portId, objective, metric, at }) => [portId, objective, metric, at]);
  return db.all<ObservationRow>(sql`
    WITH asked(port_id, objective, metric, at) AS (${sql.rows(['integer', 'text', 'text', 'text'], asked)})
    SELECT ${selectList(ObservationRow, 'o')} FROM asked JOIN observations o
      ON o.port_id = asked.port_id AND o.objective = asked.objective AND o.at = asked.at AND o.metric = asked.metric
    WHERE o.key IS NULL`);
}

/** What is known of the objectives of these ports. */
export async function statusesOf(db: Reader, portIds: readonly number[]): Promise<SlaStatusRow[]> {
  if (portIds.length === 0) return [];
  return db.all<SlaStatusRow>(
    sql`SELECT ${selectList(SlaStatusRow, 's')} FROM sla_statuses s WHERE s.port_id ${sql.in(portIds)}`,
  );
}

/** A status that is to be judged, and the port that it is of; null where that stands no more. */
export interface DueStatus {
  readonly status: SlaStatusRow;
  readonly port: ObservedPort | null;
}

/** The statuses that are to be judged by now, so many at most, those of longest ago first. */
export async function dueStatuses(db: Reader, now: string, limit: number): Promise<DueStatus[]> {
  const rows = await db.all<SlaStatusRow & { fqn: string; domain: string; sla: string | null; stands: number }>(sql`
    SELECT ${selectList(SlaStatusRow, 's')}, o.fqn AS "fqn", d.name AS "domain", o.sla AS "sla",
      CASE WHEN o.removed_at IS NULL AND p.retired_at IS NULL THEN 1 ELSE 0 END AS "stands"
    FROM sla_statuses s JOIN output_ports o ON o.id = s.port_id
    JOIN products p ON p.id = o.product_id JOIN domains d ON d.id = p.domain_id
    WHERE s.judge_at <= ${now} ORDER BY s.judge_at LIMIT ${limit}`);
  return rows.map(({ fqn, domain, sla, stands, ...status }) => ({
    status,
    port: stands
      ? { id: status.portId, fqn, domain, sla: sla === null ? null : (JSON.parse(sla) as CompiledSla) }
      : null,
  }));
}

/** When the next status is to be judged, read from the index alone; null where none is. */
export async function nextDue(db: Reader): Promise<string | null> {
  const row = await db.one<{ at: string | null }>(
    sql`SELECT MIN(judge_at) AS "at" FROM sla_statuses WHERE judge_at IS NOT NULL`,
  );
  return row?.at ?? null;
}

/**
 * So many ids of breaches that are yet to be opened, so that each is written once, with its place in the event log. For a
 * transaction that holds the lock of that log.
 */
export async function newBreachIds(tx: Transaction, count: number): Promise<number[]> {
  if (count === 0) return [];
  if (tx.dialect === 'postgres') {
    const rows = await tx.all<{ id: number | string }>(
      sql`SELECT nextval(pg_get_serial_sequence('sla_breaches', 'id')) AS "id" FROM generate_series(1, ${count})`,
    );
    return rows.map(({ id }) => Number(id));
  }
  const row = await tx.one<{ last: number }>(
    sql`SELECT seq AS "last" FROM sqlite_sequence WHERE name = 'sla_breaches'`,
  );
  return Array.from({ length: count }, (_, index) => (row?.last ?? 0) + 1 + index);
}

/** Opens breaches. */
export async function openBreaches(tx: Transaction, rows: readonly SlaBreachRow[]): Promise<void> {
  await tx.insert(SlaBreachRow, rows);
}

/** Schedules maintenance; returns its id. */
export async function insertMaintenance(tx: Transaction, row: Omit<MaintenanceRow, 'id'>): Promise<number> {
  const [written] = await tx.insertReturning(MaintenanceRow, [row], ['id']);
  return written?.id ?? 0;
}

/** The maintenance of these ports that ends after the instant, the earliest first. */
export async function maintenanceAfter(
  db: Reader,
  portIds: readonly number[],
  instant: string,
): Promise<MaintenanceRow[]> {
  if (portIds.length === 0) return [];
  return db.all<MaintenanceRow>(sql`SELECT ${selectList(MaintenanceRow, 'm')} FROM maintenances m
    WHERE m.port_id ${sql.in(portIds)} AND m.to_at > ${instant} ORDER BY m.from_at, m.id`);
}

/** The breaches of these ids. */
export async function breachesById(db: Reader, ids: readonly number[]): Promise<SlaBreachRow[]> {
  if (ids.length === 0) return [];
  return db.all<SlaBreachRow>(
    sql`SELECT ${selectList(SlaBreachRow, 'b')} FROM sla_breaches b WHERE b.id ${sql.in(ids)}`,
  );
}

/** Writes breaches that stand already as they are now. */
export async function putBreaches(tx: Transaction, rows: readonly SlaBreachRow[]): Promise<void> {
  if (rows.length > 0) await tx.upsert(SlaBreachRow, rows, ['id']);
}

/** Writes what is known now of objectives. */
export async function putStatuses(tx: Transaction, rows: readonly Omit<SlaStatusRow, 'id'>[]): Promise<void> {
  if (rows.length > 0) await tx.upsert(SlaStatusRow, rows, ['portId', 'objective', 'metric']);
}

/** A stretch of time whose probes of a port come into its window (1) or leave it (-1): from `since` on, before `until`. */
export interface ProbeStretch {
  readonly portId: number;
  readonly since: string;
  readonly until: string;
  readonly sign: 1 | -1;
}

/** One probe of a port: 1 for one that was up. */
export type Probe = Pick<ObservationRow, 'portId' | 'at' | 'up'>;

export interface ProbesCounted {
  readonly portId: number;
  readonly probes: number;
  readonly up: number;
}

/** By how much these stretches and probes change the numbers of ports, but for maintenance; none where by nothing. */
export async function countProbes(
  db: Reader,
  stretches: readonly ProbeStretch[],
  probes: readonly Probe[],
): Promise<ProbesCounted[]> {
  if (stretches.length + probes.length === 0) return [];
  const asked = stretches.map(({ portId, since, until, sign }) => [portId, since, until, sign]);
  const given = probes.map(({ portId, at, up }) => [portId, at, up]);
  const rows = await db.all<Record<keyof ProbesCounted, number | string>>(sql`
    WITH asked(port_id, since, until, sign) AS (${sql.rows(['integer', 'text', 'text', 'integer'], asked)}),
      probed(port_id, at, sign, up) AS (
        SELECT o.port_id, o.at, a.sign, a.sign * o.up FROM asked a JOIN observations o ON o.port_id = a.port_id
          AND o.objective = 'availability' AND o.metric = 'availability' AND o.at >= a.since AND o.at < a.until
        UNION ALL SELECT g.port_id, g.at, 1, g.up FROM (
          WITH given(port_id, at, up) AS (${sql.rows(['integer', 'text', 'integer'], given)}) SELECT * FROM given) g)
    SELECT p.port_id AS "portId", SUM(p.sign) AS "probes", SUM(p.up) AS "up" FROM probed p
    WHERE NOT EXISTS (
      SELECT 1 FROM maintenances m WHERE m.port_id = p.port_id AND m.to_at > p.at AND m.from_at <= p.at)
    GROUP BY p.port_id`);
  return rows.map(({ portId, probes: counted, up }) => ({
    portId: Number(portId),
    probes: Number(counted),
    up: Number(up),
  }));
}

/** Has the probes of these ports counted anew with the next one: what counted of them is no longer what did. */
export async function countAnew(tx: Transaction, portIds: readonly number[]): Promise<void> {
  if (portIds.length > 0)
    await tx.run(sql`UPDATE sla_statuses SET window_since = NULL
      WHERE port_id ${sql.in(portIds)} AND objective = 'availability' AND window_since IS NOT NULL`);
}

/** The same of all ports that count probes of before an instant: they are kept no longer. */
export async function countAnewBefore(tx: Transaction, before: string): Promise<void> {
  await tx.run(sql`UPDATE sla_statuses SET window_since = NULL WHERE window_since < ${before}`);
}
