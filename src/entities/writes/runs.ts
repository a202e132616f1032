import type { Transaction } from '../database.js';
import { RunRow } from '../rows/runs/RunRow.js';
import { RunStepRow } from '../rows/runs/RunStepRow.js';

/** Writes a run: a new one where there is no id. */
export async function putRun(tx: Transaction, id: number | null, run: Omit<RunRow, 'id'>): Promise<RunRow> {
  if (id === null) {
    const [written] = await tx.insertReturning(RunRow, [run], ['id']);
    return { ...run, id: written?.id ?? 0 };
  }
  await tx.upsert(RunRow, [{ ...run, id }], ['id']);
  return { ...run, id };
}

/** Writes a step of a run: a new one where there is no id. */
export async function putStep(tx: Transaction, id: number | null, step: Omit<RunStepRow, 'id'>): Promise<void> {
  if (id === null) await tx.insert(RunStepRow, [step]);
  else await tx.upsert(RunStepRow, [{ ...step, id }], ['id']);
}
