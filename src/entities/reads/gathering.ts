import type {
  CompiledAccess,
  CompiledColumn,
  CompiledKept,
  CompiledLifecycle,
  CompiledSla,
  CompatibilityMode,
} from '../../compiler/artifact.js';
import type { Reader } from '../database.js';
import { sql } from '../sql.js';
import type { ClaimedTable } from '../../compiler/mesh.js';

/** What a compilation must know of one published output port. */
export interface ProviderPortFacts {
  readonly fqn: string;
  readonly domain: string;
  readonly product: string;
  readonly port: string;
  readonly table: string;
  readonly columns: CompiledColumn[];
  readonly sla: CompiledSla | null;
  readonly access: CompiledAccess;
  readonly lifecycle?: CompiledLifecycle | undefined;
  readonly kept?: CompiledKept | undefined;
}

interface ProviderPortRecord extends Omit<ProviderPortFacts, 'columns' | 'sla' | 'access' | 'lifecycle' | 'kept'> {
  readonly lifecycle: string | null;
  readonly kept: string | null;
  readonly columns: string;
  readonly sla: string | null;
  readonly access: string;
}

/** Every standing output port of these products, in the order of their documents. */
export async function standingPortsOf(db: Reader, productFqns: readonly string[]): Promise<ProviderPortFacts[]> {
  if (productFqns.length === 0) return [];
  const rows = await db.all<ProviderPortRecord>(sql`
    SELECT o.fqn AS "fqn", d.name AS "domain", p.name AS "product", o.name AS "port", o.table_name AS "table",
           o.columns AS "columns", o.sla AS "sla", o.access AS "access", o.lifecycle AS "lifecycle", o.kept AS "kept"
    FROM output_ports o JOIN products p ON p.id = o.product_id JOIN domains d ON d.id = p.domain_id
    WHERE p.fqn ${sql.in(productFqns)} AND p.retired_at IS NULL AND o.removed_at IS NULL
    ORDER BY p.fqn, o.ordinal`);
  return rows.map(({ lifecycle, kept, ...row }) => ({
    ...row,
    columns: JSON.parse(row.columns) as CompiledColumn[],
    sla: row.sla === null ? null : (JSON.parse(row.sla) as CompiledSla),
    access: JSON.parse(row.access) as CompiledAccess,
    lifecycle: lifecycle === null ? undefined : (JSON.parse(lifecycle) as CompiledLifecycle),
    kept: kept === null ? undefined : (JSON.parse(kept) as CompiledKept),
  }));
}

/** fqns of the standing products of these domains. */
export async function standingProductsOf(db: Reader, domains: readonly string[]): Promise<string[]> {
  if (domains.length === 0) return [];
  const rows = await db.all<{ fqn: string }>(sql`
    SELECT p.fqn AS "fqn" FROM products p JOIN domains d ON d.id = p.domain_id
    WHERE d.name ${sql.in(domains)} AND p.retired_at IS NULL ORDER BY p.fqn`);
  return rows.map((row) => row.fqn);
}

/** Names of all domains. */
export async function domainNames(db: Reader): Promise<string[]> {
  const rows = await db.all<{ name: string }>(sql`SELECT name AS "name" FROM domains ORDER BY ordinal`);
  return rows.map((row) => row.name);
}

/** Which of these tables standing products expose by an output port, or write by a model. */
export async function claimsOf(db: Reader, tables: readonly string[]): Promise<ClaimedTable[]> {
  if (tables.length === 0) return [];
  return db.all<ClaimedTable>(sql`
    SELECT o.table_name AS "table", p.fqn AS "product", o.fqn AS "port"
    FROM output_ports o JOIN products p ON p.id = o.product_id
    WHERE o.table_name ${sql.in(tables)} AND p.retired_at IS NULL AND o.removed_at IS NULL
    UNION
    SELECT t.path AS "table", p.fqn AS "product", NULL AS "port"
    FROM catalog_tables t JOIN models m ON m.id = t.model_id JOIN products p ON p.id = m.product_id
    WHERE t.path ${sql.in(tables)} AND t.port_id IS NULL AND p.retired_at IS NULL`);
}

export interface StandingTerms {
  /** fqn */
  readonly consumer: string;
  readonly providerPort: string;
  readonly columns: CompiledColumn[];
  readonly sla: CompiledSla | null;
  readonly compatibility: CompatibilityMode;
  readonly breakingChangeNotice: string | null;
  readonly table: string;
}

/** The terms of the contracts that these products hold as consumers (not retired). */
export async function termsHeldBy(db: Reader, consumers: readonly string[]): Promise<StandingTerms[]> {
  if (consumers.length === 0) return [];
  const rows = await db.all<Omit<StandingTerms, 'columns' | 'sla'> & { columns: string; sla: string | null }>(sql`
    SELECT p.fqn AS "consumer", o.fqn AS "providerPort", c.columns AS "columns", c.sla AS "sla", c.compatibility AS "compatibility",
           c.breaking_change_notice AS "breakingChangeNotice", c.table_name AS "table"
    FROM contracts c JOIN output_ports o ON o.id = c.provider_port_id JOIN products p ON p.id = c.consumer_product_id
    WHERE p.fqn ${sql.in(consumers)} AND c.status <> 'retired' ORDER BY c.id`);
  return rows.map((row) => ({
    ...row,
    columns: JSON.parse(row.columns) as CompiledColumn[],
    sla: row.sla === null ? null : (JSON.parse(row.sla) as CompiledSla),
  }));
}
