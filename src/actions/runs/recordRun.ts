import type { Transaction } from '../../entities/database.js';
import { namesLike } from '../../entities/reads/search/namesLike.js';
import { runOf, standingProduct, stepOf, type StandingProduct } from '../../entities/reads/runs.js';
import type { RunRow } from '../../entities/rows/runs/RunRow.js';
import { appendEvents, lockEventLog } from '../../entities/writes/events.js';
import { putRun, putStep } from '../../entities/writes/runs.js';
import type { UserError } from '../../errors.js';
import { noSuch } from '../kit/noSuch.js';
import type { Toolkit } from '../kit/toolkit.js';
import { contradiction, mistakeIn } from './refusal.js';
import { runWith, runWithStep, stepWith, type RunRequest, type Told } from './told.js';

export interface RecordedRun {
  readonly run: RunRow | null;
  readonly userErrors: readonly UserError[];
  /** Whether all of it was known. */
  readonly unchanged?: true;
}

const same = (one: object | undefined, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The run with what is told, kept where it is new; its end is an event. */
async function keepRun(
  kit: Toolkit,
  tx: Transaction,
  product: StandingProduct,
  request: RunRequest,
  known: RunRow | undefined,
): Promise<RunRow> {
  const of = { productId: product.id, key: request.runId };
  const next = request.step === null ? runWith(known, request, of, kit.actor.name) : runWithStep(known, request, of);
  if (known && same(known, { ...known, ...next })) return known;
  const run = await putRun(tx, known?.id ?? null, next);
  if (run.endedAt !== null && !known?.endedAt) {
    const at = kit.clock.now().toISOString();
    await appendEvents(tx, [{ kind: 'run_ended', at, domain: product.domain, subjectId: run.id }]);
  }
  return run;
}

/** Whether what is told of the step is new. */
async function keepStep(tx: Transaction, runId: number, name: string, told: Told): Promise<boolean> {
  const known = await stepOf(tx, runId, name);
  const next = stepWith(known, told, { runId, name });
  if (known && same(known, { ...known, ...next })) return false;
  await putStep(tx, known?.id ?? null, next);
  return true;
}

/**
 * Records what is told of a run of a product, or of a step of it, in one transaction with the event of its end. What was
 * told before changes nothing; what comes late or out of order does not turn back a run that has ended. A product that
 * does not stand, an instant that is yet to come, and another end than the one that was told are userErrors.
 */
export async function recordRun(kit: Toolkit, request: RunRequest): Promise<RecordedRun> {
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    const { product: fqn, runId, step } = request;
    const product = await standingProduct(tx, fqn);
    if (!product)
      return {
        run: null,
        userErrors: [noSuch('product', fqn, await namesLike(tx, fqn, ['product']), ['input', 'product'])],
      };
    const mistake = mistakeIn(request, kit.clock.now());
    if (mistake) return { run: null, userErrors: [mistake] };
    const known = await runOf(tx, product.id, runId);
    const refused = step === null && known ? contradiction(known, request.status) : null;
    if (refused) return { run: known ?? null, userErrors: [refused] };
    const run = await keepRun(kit, tx, product, request, known);
    const told = step !== null && (await keepStep(tx, run.id, step, request));
    return { run, userErrors: [], ...(run === known && !told ? { unchanged: true as const } : {}) };
  });
}
