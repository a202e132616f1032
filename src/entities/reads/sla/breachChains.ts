import type { CompiledSla } from '../../../compiler/artifact.js';
import type { Reader } from '../../database.js';
import { ContractRow } from '../../rows/contracts/ContractRow.js';
import { SlaBreachRow } from '../../rows/sla/SlaBreachRow.js';
import { selectList, sql } from '../../sql.js';

/** An output port, what it promises of freshness, and what is known of that. */
export interface FreshPort {
  readonly id: number;
  readonly fqn: string;
  /** ISO 8601; null where it promises none. */
  readonly freshness: string | null;
  readonly state: 'met' | 'breached' | 'unknown' | null;
  readonly dueAt: string | null;
  /** What `dueAt` was told by, as documents write it. */
  readonly target: string | null;
}

type Found = Omit<FreshPort, 'freshness'> & { readonly sla: string | null };

const FOUND = sql`o.id AS "id", o.fqn AS "fqn", o.sla AS "sla", s.state AS "state", s.due_at AS "dueAt", s.target AS "target"
  FROM output_ports o LEFT JOIN sla_statuses s ON s.port_id = o.id AND s.objective = 'freshness'`;

const read = ({ sla, ...row }: Found): FreshPort => ({
  ...row,
  freshness: sla === null ? null : (JSON.parse(sla) as CompiledSla).freshness,
});

/** The ports of these ids, those that stand no more too. */
export async function freshPortsById(db: Reader, ids: readonly number[]): Promise<FreshPort[]> {
  if (ids.length === 0) return [];
  return (await db.all<Found>(sql`SELECT ${FOUND} WHERE o.id ${sql.in(ids)}`)).map(read);
}

/** The standing ports of these names. */
export async function freshPortsByFqn(db: Reader, fqns: readonly string[]): Promise<FreshPort[]> {
  if (fqns.length === 0) return [];
  const rows = await db.all<Found>(sql`SELECT ${FOUND} JOIN products p ON p.id = o.product_id
    WHERE o.fqn ${sql.in(fqns)} AND o.removed_at IS NULL AND p.retired_at IS NULL`);
  return rows.map(read);
}

/** The contracts in force of these ports, by name. */
export async function contractsInForce(db: Reader, portIds: readonly number[]): Promise<ContractRow[]> {
  if (portIds.length === 0) return [];
  return db.all<ContractRow>(sql`SELECT ${selectList(ContractRow, 'k')} FROM contracts k
    JOIN products c ON c.id = k.consumer_product_id
    WHERE k.provider_port_id ${sql.in(portIds)} AND k.status <> 'retired' AND c.retired_at IS NULL ORDER BY k.name`);
}

/** A breach, and the port that missed its promise. */
export interface BreachAt extends SlaBreachRow {
  readonly fqn: string;
}

/** The breaches of these ports that were open at some time from the first of these instants to the last. */
export async function breachesAt(
  db: Reader,
  fqns: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<BreachAt[]> {
  if (fqns.length === 0) return [];
  return db.all<BreachAt>(sql`SELECT ${selectList(SlaBreachRow, 'b')}, o.fqn AS "fqn"
    FROM output_ports o JOIN sla_breaches b ON b.port_id = o.id
    WHERE o.fqn ${sql.in(fqns)} AND b.opened_at <= ${to} AND (b.resolved_at IS NULL OR b.resolved_at > ${from})
    ORDER BY b.opened_at, b.id`);
}

/** Every breach that is open, in the order in which they were opened. */
export const openBreachRows = (db: Reader): Promise<SlaBreachRow[]> =>
  db.all<SlaBreachRow>(sql`SELECT ${selectList(SlaBreachRow, 'b')} FROM sla_breaches b
    WHERE b.resolved_at IS NULL ORDER BY b.id`);
