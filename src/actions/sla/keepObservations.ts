import type { Transaction } from '../../entities/database.js';
import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import type { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import { insertObservations, nextDue, statusesOf } from '../../entities/writes/sla.js';
import type { Toolkit } from '../kit/toolkit.js';
import { judgeAll, latestOf, WINDOW_DAYS } from './judgeAll.js';
import { objectiveKey, objectiveKeyOf, type Observed } from './observation.js';
import type { Kept } from './onceOnly.js';
import { openLapsed } from './openDue.js';
import { storeVerdicts } from './storeVerdicts.js';

/** What is said of the objectives of these observations, by objective. */
async function statusesBy(tx: Transaction, observed: readonly Observed[]): Promise<ReadonlyMap<string, SlaStatusRow>> {
  const rows = await statusesOf(tx, [...new Set(observed.map(({ port }) => port.id))]);
  return new Map(rows.map((row) => [objectiveKeyOf(row), row]));
}

/** Says what these observations mean, with what fell due before they were made. */
async function judge(
  tx: Transaction,
  fresh: readonly Kept[],
  now: string,
  days: number,
): Promise<readonly SlaBreachRow[]> {
  const latest = latestOf(fresh);
  const statuses = await statusesBy(tx, latest);
  const lapsed = latest.flatMap((each) => {
    const status = statuses.get(objectiveKey(each));
    return status && status.judgeAt !== null && status.judgeAt < each.observation.at ? [{ ...each, status }] : [];
  });
  const opened = await openLapsed(tx, lapsed, now);
  const said = opened.length > 0 ? await statusesBy(tx, latest) : statuses;
  const judged = await judgeAll(tx, { fresh, statuses: said, days });
  const next = await nextDue(tx);
  const { breaches } = await storeVerdicts(tx, judged, now);
  // What falls due before all else is told to those who wait for the next.
  if (judged.some(({ verdict: { met, dueAt } }) => met && dueAt !== null && (next === null || dueAt < next)))
    await tx.wakeAfterCommit();
  return [...new Map([...opened, ...breaches].map((row) => [row.id, row])).values()];
}

/** Keeps the observations; returns the breaches that they open and resolve. */
export async function keepObservations(
  { slaWindowDays = WINDOW_DAYS }: Pick<Toolkit, 'slaWindowDays'>,
  tx: Transaction,
  fresh: readonly Kept[],
  now: string,
): Promise<readonly SlaBreachRow[]> {
  const ids = fresh.flatMap(({ row: { key, at }, digest }) => (key === null ? [] : [{ key, digest, at }]));
  await insertObservations(
    tx,
    fresh.map(({ row }) => row),
    ids,
  );
  return judge(tx, fresh, now, slaWindowDays);
}
