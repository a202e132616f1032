import type { Transaction } from '../../entities/database.js';
import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import type { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import { lockEventLog } from '../../entities/writes/events.js';
import { dueStatuses, putStatuses, type DueStatus } from '../../entities/writes/sla.js';
import type { Clock } from '../kit/needs.js';
import type { Store } from '../kit/store.js';
import { instant } from '../kit/toolkit.js';
import { judgeDue } from './judgeDue.js';
import type { Observed } from './observation.js';
import { storeVerdicts } from './storeVerdicts.js';

/** So many are judged in one transaction: others who write wait no longer than for these. */
const MOST = 500;

/** Judges these, opens the breaches of what is missed, and lets rest what is promised no more. */
async function judge(tx: Transaction, due: readonly DueStatus[], now: string): Promise<void> {
  const judged = due.map((each) => judgeDue(each, now));
  await storeVerdicts(
    tx,
    judged.filter((each) => each !== null),
    now,
  );
  const resting = due.filter((_, index) => judged[index] === null);
  await putStatuses(
    tx,
    resting.map(({ status: { id: _id, ...status } }) => ({ ...status, judgeAt: null })),
  );
}

/** An observation, and what was said of its objective before. */
interface Succeeding extends Observed {
  readonly status: SlaStatusRow;
}

/**
 * Opens the breaches that fell due before these observations were made, where nobody has yet: what they say comes after.
 * What fell due within maintenance that had ended by then fell due at its end. Returns them.
 */
export async function openLapsed(
  tx: Transaction,
  observed: readonly Succeeding[],
  now: string,
): Promise<readonly SlaBreachRow[]> {
  const opened: SlaBreachRow[] = [];
  for (let left = observed; left.length > 0;) {
    const judged = left.map(({ port, observation, status }) => judgeDue({ status, port }, observation.at));
    const { breaches, later } = await storeVerdicts(
      tx,
      judged.filter((each) => each !== null),
      now,
    );
    opened.push(...breaches);
    left = left.flatMap((each, index) => {
      const verdict = judged[index];
      const end = verdict ? later.get(verdict) : undefined;
      return end !== undefined && end < each.observation.at
        ? [{ ...each, status: { ...each.status, judgeAt: end } }]
        : [];
    });
  }
  return opened;
}

/**
 * Opens the breaches that are due by now, without an observation: freshness falls due when the newest data gets as old as
 * the port promises. A transaction with their events, under the lock of the log, so that of several processes on one
 * store the first opens each and the others find none. Returns how many were judged; there may be more.
 */
export function openDue({ db, clock }: { readonly db: Store; readonly clock: Clock }): Promise<number> {
  return db.transaction(async (tx) => {
    await lockEventLog(tx);
    const now = instant(clock);
    const due = await dueStatuses(tx, now, MOST);
    await judge(tx, due, now);
    return due.length;
  });
}
