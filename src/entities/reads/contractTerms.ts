import type {
  CompatibilityMode,
  CompiledColumn,
  CompiledContractTerms,
  CompiledKept,
  CompiledLifecycle,
  CompiledSla,
} from '../../compiler/artifact.js';
import { lifecycleTerms } from '../../compiler/contracts/lifecycle.js';
import type { Reader } from '../database.js';
import { sql, type Sql } from '../sql.js';

/** The terms of a contract or of one of its versions, as they are stored. */
export interface TermsRecord {
  readonly columns: string;
  readonly sla: string | null;
  readonly compatibility: CompatibilityMode;
  readonly breakingChangeNotice: string | null;
  readonly table: string;
  readonly lifecycle: string | null;
  readonly kept: string | null;
}

/** What a contract keeps, as its terms say it. */
export const keptTerms = (kept: CompiledKept | null): Pick<CompiledContractTerms, 'kept'> =>
  kept && (kept.ports.length > 0 || kept.product !== undefined || kept.row !== undefined) ? { kept } : {};

/** The terms out of their columns. */
export const termsOf = ({
  columns,
  sla,
  compatibility,
  breakingChangeNotice,
  table,
  lifecycle,
  kept,
}: TermsRecord): CompiledContractTerms => ({
  columns: JSON.parse(columns) as CompiledColumn[],
  sla: sla === null ? null : (JSON.parse(sla) as CompiledSla),
  compatibility,
  breakingChangeNotice,
  table,
  ...(lifecycle !== null && lifecycleTerms(JSON.parse(lifecycle) as CompiledLifecycle)),
  ...keptTerms(kept === null ? null : (JSON.parse(kept) as CompiledKept)),
});

/** Reads terms as `termsOf` does; those that say the same are one object: the contracts on a port have few that differ. */
export function sharedTerms(): typeof termsOf {
  const known = new Map<string, CompiledContractTerms>();
  return (record) => {
    const { columns, sla, compatibility, breakingChangeNotice, table, lifecycle, kept } = record;
    const key = [columns, sla, compatibility, breakingChangeNotice, table, lifecycle, kept].join('\n');
    const terms = known.get(key) ?? termsOf(record);
    known.set(key, terms);
    return terms;
  };
}

/** The columns of the terms, of `contracts` or `contract_versions` under this alias. */
export const termsColumns = (alias: string): Sql =>
  sql.raw(`${alias}.columns AS "columns", ${alias}.sla AS "sla", ${alias}.compatibility AS "compatibility",
  ${alias}.breaking_change_notice AS "breakingChangeNotice", ${alias}.table_name AS "table", ${alias}.lifecycle AS "lifecycle",
  ${alias}.kept AS "kept"`);

/** The older versions of those contracts whose mode holds against them too, oldest first. */
export async function transitiveHistory(
  db: Reader,
  contracts: readonly { readonly id: number; readonly compatibility: CompatibilityMode }[],
  read = sharedTerms(),
): Promise<ReadonlyMap<number, CompiledContractTerms[]>> {
  const ids = contracts.filter(({ compatibility }) => compatibility.endsWith('_transitive')).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await db.all<TermsRecord & { contractId: number }>(sql`
    SELECT v.contract_id AS "contractId", ${termsColumns('v')}
    FROM contract_versions v JOIN contracts k ON k.id = v.contract_id
    WHERE v.contract_id ${sql.in(ids)} AND v.version <> k.version ORDER BY v.contract_id, v.version_key`);
  const byContract = new Map<number, CompiledContractTerms[]>();
  for (const row of rows) byContract.set(row.contractId, [...(byContract.get(row.contractId) ?? []), read(row)]);
  return byContract;
}
