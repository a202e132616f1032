import type { Transaction } from '../database.js';
import { CompilationRow } from '../rows/platform/CompilationRow.js';
import { sql } from '../sql.js';

/** Records a compilation, failed or not. */
export async function insertCompilation(tx: Transaction, row: Omit<CompilationRow, 'id'>): Promise<CompilationRow> {
  const [written] = await tx.insertReturning(CompilationRow, [row], ['id']);
  return { ...row, id: written?.id ?? 0 };
}

/** Records another outcome of a compilation in place of the one that was recorded. */
export const correctCompilation = (tx: Transaction, row: CompilationRow): Promise<void> =>
  tx.upsert(CompilationRow, [row], ['id']);

/** Notes the contracts that a publication established or changed. */
export async function noteContracts(tx: Transaction, compilationId: number, names: readonly string[]): Promise<void> {
  await tx.run(sql`UPDATE compilations SET contract_names = ${JSON.stringify(names)} WHERE id = ${compilationId}`);
}
