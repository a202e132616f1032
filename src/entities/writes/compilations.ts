import type { Transaction } from '../database.js';
import { CompilationRow } from '../rows/platform/CompilationRow.js';
import { sql } from '../sql.js';

/** Records a compilation, failed or not. */
export async function insertCompilation(tx: Transaction, row: Omit<CompilationRow, 'id'>): Promise<CompilationRow> {
  const [id = 0] = await tx.insert(CompilationRow, [row]);
  return { ...row, id };
}

/** Notes the contracts that a publication established or changed. */
export async function noteContracts(tx: Transaction, compilationId: number, names: readonly string[]): Promise<void> {
  await tx.run(sql`UPDATE compilations SET contract_names = ${JSON.stringify(names)} WHERE id = ${compilationId}`);
}
