import type { Transaction } from '../database.js';
import { CompilationRow } from '../rows/platform/CompilationRow.js';
import { sql } from '../sql.js';

/** Records compilations, failed or not. */
export async function insertCompilations(
  tx: Transaction,
  rows: readonly Omit<CompilationRow, 'id'>[],
): Promise<CompilationRow[]> {
  const written = await tx.insertReturning(CompilationRow, rows, ['id']);
  return rows.map((row, index) => ({ ...row, id: written[index]?.id ?? 0 }));
}

/** Records a compilation, failed or not. */
export async function insertCompilation(tx: Transaction, row: Omit<CompilationRow, 'id'>): Promise<CompilationRow> {
  const [written] = await insertCompilations(tx, [row]);
  return written ?? { ...row, id: 0 };
}

/** Records another outcome of a compilation in place of the one that was recorded. */
export const correctCompilation = (tx: Transaction, row: CompilationRow): Promise<void> =>
  tx.upsert(CompilationRow, [row], ['id']);

/** The contracts that a publication established or changed. */
interface Noted {
  readonly compilationId: number;
  readonly names: readonly string[];
}

/** Notes the contracts that publications established or changed; a compilation is recorded with none. */
export async function noteContracts(tx: Transaction, noted: readonly Noted[]): Promise<void> {
  const some = noted.filter(({ names }) => names.length > 0);
  if (some.length === 0) return;
  const rows = some.map(({ compilationId, names }) => [compilationId, JSON.stringify(names)]);
  await tx.run(sql`
    UPDATE compilations SET contract_names = g.names
    FROM (WITH g(id, names) AS (${sql.rows(['integer', 'text'], rows)}) SELECT id, names FROM g) g
    WHERE compilations.id = g.id`);
}
