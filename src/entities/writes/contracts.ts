import type {
  CompiledAccess,
  CompiledColumn,
  CompiledContractPolicy,
  CompiledContractTerms,
  CompiledKept,
  CompiledLifecycle,
} from '../../compiler/artifact.js';
import { NOTHING_KEPT } from '../../compiler/document/kept.js';
import { versionKey } from '../../compiler/values/versionKey.js';
import type { Reader, Transaction } from '../database.js';
import { termsOf, transitiveHistory } from '../reads/contractTerms.js';
import { ContractRow } from '../rows/contracts/ContractRow.js';
import { ContractVersionRow } from '../rows/contracts/ContractVersionRow.js';
import { sql, type Sql } from '../sql.js';
import type { ProviderPort } from '../../compiler/mesh.js';

/** The policy an input port's contract is made under; kept with the port so that it holds when the provider arrives later. */
export type ContractPolicy = CompiledContractPolicy;

/** An input port that names an output port which stands. */
export interface Dependency {
  readonly consumerId: number;
  readonly consumer: string;
  readonly consumerDomain: string;
  readonly policy: ContractPolicy;
  /** ISO 8601; null requires nothing. */
  readonly requirement: string | null;
  /** The columns that the consumer reads; null where it does not say. */
  readonly columns: readonly string[] | null;
  readonly portId: number;
  readonly providerId: number;
  readonly provider: ProviderPort;
}

interface DependencyRecord {
  consumerId: number;
  consumer: string;
  consumerDomain: string;
  policy: string;
  requirement: string | null;
  read: string | null;
  portId: number;
  providerId: number;
  portFqn: string;
  port: string;
  product: string;
  domain: string;
  table: string;
  columns: string;
  sla: string | null;
  access: string;
  lifecycle: string | null;
  kept: string | null;
}

const dependency = (row: DependencyRecord): Dependency => ({
  consumerId: row.consumerId,
  consumer: row.consumer,
  consumerDomain: row.consumerDomain,
  policy: JSON.parse(row.policy) as ContractPolicy,
  requirement: row.requirement,
  columns: row.read === null ? null : (JSON.parse(row.read) as string[]),
  portId: row.portId,
  providerId: row.providerId,
  provider: {
    fqn: row.portFqn,
    domain: row.domain,
    product: row.product,
    port: row.port,
    table: row.table,
    columns: JSON.parse(row.columns) as CompiledColumn[],
    sla: row.sla === null ? null : (JSON.parse(row.sla) as ProviderPort['sla']),
    access: JSON.parse(row.access) as CompiledAccess,
    ...(row.lifecycle !== null && { lifecycle: JSON.parse(row.lifecycle) as CompiledLifecycle }),
    ...(row.kept !== null && { kept: JSON.parse(row.kept) as CompiledKept }),
  },
});

const dependencies = (condition: Sql): Sql => sql`
    SELECT i.id AS "inputId", c.id AS "consumerId", c.fqn AS "consumer", cd.name AS "consumerDomain", i.config AS "policy",
           i.freshness_requirement AS "requirement", i.columns AS "read",
           o.id AS "portId", o.fqn AS "portFqn", o.name AS "port", p.id AS "providerId", p.name AS "product", pd.name AS "domain",
           o.table_name AS "table", o.columns AS "columns", o.sla AS "sla", o.access AS "access", o.lifecycle AS "lifecycle",
           o.kept AS "kept"
    FROM input_ports i
    JOIN products c ON c.id = i.product_id AND c.retired_at IS NULL JOIN domains cd ON cd.id = c.domain_id
    JOIN output_ports o ON o.fqn = i.ref AND o.removed_at IS NULL
    JOIN products p ON p.id = o.product_id AND p.retired_at IS NULL JOIN domains pd ON pd.id = p.domain_id
    WHERE i.source_kind = 'data_product' AND ${condition}`;

/** Every dependency that touches one of these products, as consumer or as provider, in the order of the input ports' ids. */
export async function dependenciesTouching(tx: Transaction, productIds: readonly number[]): Promise<Dependency[]> {
  const these = sql.in(productIds);
  const rows = await tx.all<DependencyRecord>(
    sql`${dependencies(sql`i.product_id ${these}`)} UNION ALL
        ${dependencies(sql`o.product_id ${these} AND NOT (i.product_id ${these})`)} ORDER BY 1`,
  );
  return rows.map(dependency);
}

/** The dependencies on these output ports (fqn) that require something of their freshness. */
export async function requirementsOn(db: Reader, ports: readonly string[]): Promise<Dependency[]> {
  if (ports.length === 0) return [];
  const condition = sql`i.freshness_requirement IS NOT NULL AND o.fqn ${sql.in(ports)} AND i.product_id <> o.product_id`;
  return (await db.all<DependencyRecord>(sql`${dependencies(condition)} ORDER BY 1`)).map(dependency);
}

/** A contract as it stands, with the names of its two ends. */
export interface StandingContract {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly version: string;
  readonly portId: number;
  readonly providerPort: string;
  readonly providerDomain: string;
  readonly providerProduct: string;
  readonly providerProductId: number;
  readonly consumerId: number;
  readonly consumer: string;
  readonly consumerDomain: string;
  readonly establishedAt: string;
  readonly brokenReason: string | null;
  readonly terms: CompiledContractTerms;
  /** Older versions, where its mode holds against them too. */
  readonly history: readonly CompiledContractTerms[];
}

type StandingRecord = Omit<StandingContract, 'terms' | 'history'> & {
  columns: string;
  sla: string | null;
  compatibility: CompiledContractTerms['compatibility'];
  breakingChangeNotice: string | null;
  table: string;
  lifecycle: string | null;
  kept: string | null;
};

const contracts = (condition: Sql): Sql => sql`
    SELECT k.id AS "id", k.name AS "name", k.status AS "status", k.version AS "version", k.established_at AS "establishedAt",
           k.broken_reason AS "brokenReason",
           k.columns AS "columns", k.sla AS "sla", k.compatibility AS "compatibility",
           k.breaking_change_notice AS "breakingChangeNotice", k.table_name AS "table", k.lifecycle AS "lifecycle", k.kept AS "kept",
           o.id AS "portId", o.fqn AS "providerPort", p.fqn AS "providerProduct", p.id AS "providerProductId",
           pd.name AS "providerDomain", c.id AS "consumerId", c.fqn AS "consumer", cd.name AS "consumerDomain"
    FROM contracts k
    JOIN output_ports o ON o.id = k.provider_port_id JOIN products p ON p.id = o.product_id
    JOIN domains pd ON pd.id = p.domain_id
    JOIN products c ON c.id = k.consumer_product_id JOIN domains cd ON cd.id = c.domain_id WHERE ${condition}`;

async function standingContracts(tx: Transaction, statement: Sql): Promise<StandingContract[]> {
  const rows = await tx.all<StandingRecord>(statement);
  const history = await transitiveHistory(tx, rows);
  return rows.map(({ columns, sla, compatibility, breakingChangeNotice, table, lifecycle, kept, ...row }) => ({
    ...row,
    terms: termsOf({ columns, sla, compatibility, breakingChangeNotice, table, lifecycle, kept }),
    history: history.get(row.id) ?? [],
  }));
}

/** Every contract that touches one of these products, ended ones too, in the order in which they were established. */
export async function contractsTouching(tx: Transaction, productIds: readonly number[]): Promise<StandingContract[]> {
  const these = sql.in(productIds);
  return standingContracts(
    tx,
    sql`${contracts(sql`k.consumer_product_id ${these}`)} UNION ALL
        ${contracts(sql`o.product_id ${these} AND NOT (k.consumer_product_id ${these})`)} ORDER BY 1`,
  );
}

/** The contracts on these output ports (ids) that are not retired, in the order in which they were established. */
export async function liveContractsOn(tx: Transaction, portIds: readonly number[]): Promise<StandingContract[]> {
  if (portIds.length === 0) return [];
  return standingContracts(
    tx,
    sql`${contracts(sql`k.provider_port_id ${sql.in(portIds)} AND k.status <> 'retired'`)} ORDER BY 1`,
  );
}

/** Of these names, the ones that a contract already bears. */
export async function takenContractNames(tx: Transaction, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const rows = await tx.all<{ name: string }>(sql`SELECT name AS "name" FROM contracts WHERE name ${sql.in(names)}`);
  return new Set(rows.map((row) => row.name));
}

const termColumns = (terms: CompiledContractTerms) => ({
  columns: [...terms.columns],
  sla: terms.sla,
  compatibility: terms.compatibility,
  breakingChangeNotice: terms.breakingChangeNotice,
  tableName: terms.table,
  lifecycle: terms.lifecycle ?? null,
  kept: terms.kept ?? NOTHING_KEPT,
});

export interface ContractState {
  readonly name: string;
  readonly portId: number;
  readonly consumerId: number;
  readonly status: string;
  readonly version: string;
  readonly terms: CompiledContractTerms;
  readonly brokenReason: string | null;
  readonly establishedAt: string;
}

/** Writes the state of new and changed contracts, one row a contract; returns the ids by name. */
export async function putContracts(
  tx: Transaction,
  states: readonly ContractState[],
  at: string,
): Promise<Map<string, number>> {
  if (states.length === 0) return new Map();
  const rows = await tx.insertReturning(
    ContractRow,
    states.map(({ name, portId, consumerId, status, version, terms, brokenReason, establishedAt }) => ({
      ...termColumns(terms),
      name,
      status,
      version,
      brokenReason,
      establishedAt,
      updatedAt: at,
      providerPortId: portId,
      consumerProductId: consumerId,
    })),
    ['id', 'name'],
    ['name'],
  );
  return new Map(rows.map((row) => [row.name, row.id]));
}

export interface NewContractVersion {
  readonly contractId: number;
  readonly version: string;
  readonly terms: CompiledContractTerms;
}

/** Keeps new versions of contracts, for ever. */
export async function insertContractVersions(
  tx: Transaction,
  versions: readonly NewContractVersion[],
  at: string,
): Promise<void> {
  await tx.insert(
    ContractVersionRow,
    versions.map(({ contractId, version, terms }) => ({
      ...termColumns(terms),
      contractId,
      version,
      at,
      versionKey: versionKey(version),
    })),
  );
}

/**
 * Ties to the output ports of products the input ports, of whomever, that name them, and lets go of those that stand no
 * more. Who reads them since they stand is tied already, and left as it is.
 */
export async function tieReaders(tx: Transaction, productIds: readonly number[]): Promise<void> {
  await tx.run(sql`
    UPDATE input_ports SET provider_port_id = t.provider FROM (
      SELECT i.id AS id, CASE WHEN o.removed_at IS NULL AND p.retired_at IS NULL THEN o.id END AS provider
      FROM output_ports o JOIN products p ON p.id = o.product_id JOIN input_ports i ON i.ref = o.fqn
      WHERE o.product_id ${sql.in(productIds)}) t
    WHERE input_ports.id = t.id AND input_ports.provider_port_id IS DISTINCT FROM t.provider`);
}

/** Counts anew how many products consume those that own these output ports. */
export async function recountConsumers(tx: Transaction, portIds: readonly number[]): Promise<void> {
  if (portIds.length === 0) return;
  await tx.run(sql`
    UPDATE products SET consumer_count = (
      SELECT COUNT(DISTINCT k.consumer_product_id) FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id
      WHERE o.product_id = products.id AND k.status <> 'retired')
    WHERE id IN (SELECT product_id FROM output_ports WHERE id ${sql.in([...new Set(portIds)])})`);
}
