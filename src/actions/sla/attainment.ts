import type { Reader } from '../../entities/database.js';
import {
  freshnessWithin,
  sharesWithin,
  type FreshnessWindow,
  type ObjectiveWindow,
  type Stretch,
} from '../../entities/reads/sla/attainment.js';
import type { MaintenanceRow } from '../../entities/rows/sla/MaintenanceRow.js';
import { maintenanceAfter } from '../../entities/writes/sla.js';

/** What is asked of an objective of a port: how far it was attained within a time, by what is promised now. */
export interface AttainmentQuestion extends ObjectiveWindow {
  /** FRESHNESS: seconds; the others: percent. */
  readonly target: number;
}

interface Interval {
  readonly from: number;
  readonly to: number;
}

const lengthOf = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { from, to }) => sum + to - from, 0);

/** What is left of an interval where these, in the order of their beginnings, are taken out of it. */
function without(whole: Interval, taken: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let { from } = whole;
  for (const each of taken) {
    if (each.from > from) left.push({ from, to: Math.min(each.from, whole.to) });
    from = Math.max(from, each.to);
    if (from >= whole.to) break;
  }
  if (from < whole.to) left.push({ from, to: whole.to });
  return left.filter(({ from: begin, to }) => to > begin);
}

/** The share of the time, from the first observation on and but for maintenance, in which the data was no older than promised. */
function freshnessOf(stretches: readonly Stretch[], maintenance: readonly Interval[]): number | null {
  const [first] = stretches;
  if (!first) return null;
  const begin = Math.max(Date.parse(first.at), Date.parse(first.since));
  const counted = lengthOf(without({ from: begin, to: Date.parse(first.until) }, maintenance));
  if (counted <= 0) return null;
  const stale = stretches.flatMap(({ at, dueAt, nextAt }) => {
    const from = Math.max(Date.parse(at), Date.parse(dueAt), begin);
    const to = Date.parse(nextAt);
    return to > from ? without({ from, to }, maintenance) : [];
  });
  return 100 * (1 - lengthOf(stale) / counted);
}

/** What identifies a question. */
export const attainmentKey = ({ portId, objective, metric, since, until, target }: AttainmentQuestion): string =>
  JSON.stringify([portId, objective, metric, since, until, target]);

const windowKey = ({ portId, objective, metric, since, until }: ObjectiveWindow): string =>
  JSON.stringify([portId, objective, metric, since, until]);

const freshKey = ({ portId, since, until, seconds }: FreshnessWindow): string =>
  JSON.stringify([portId, since, until, seconds]);

function grouped<K, T>(rows: readonly T[], keyOf: (row: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const intervalOf = ({ from, to }: MaintenanceRow): Interval => ({ from: Date.parse(from), to: Date.parse(to) });

/** How far time-based objectives were attained, in two statements. */
async function freshnesses(db: Reader, questions: readonly AttainmentQuestion[]): Promise<Map<string, number | null>> {
  const windows = questions.map(({ portId, since, until, target }) => ({ portId, since, until, seconds: target }));
  const earliest = windows.reduce((least, { since }) => (since < least ? since : least), '9');
  const [stretches, maintenance] = await Promise.all([
    freshnessWithin(db, windows),
    maintenanceAfter(db, [...new Set(windows.map(({ portId }) => portId))], earliest),
  ]);
  const byWindow = grouped(stretches, freshKey);
  const byPort = grouped(maintenance, ({ portId }) => portId);
  return new Map(
    questions.map((each, index) => {
      const known = byWindow.get(freshKey(windows[index] as FreshnessWindow)) ?? [];
      return [attainmentKey(each), freshnessOf(known, (byPort.get(each.portId) ?? []).map(intervalOf))];
    }),
  );
}

/**
 * How far objectives were attained, 0 to 100, in three statements for all; null where nothing was observed that counts.
 * Freshness by time: the share of it in which the data was no older than is promised. Availability by occurrences: the
 * share of probes that were up. Quality: the mean of the measured shares. What lies within maintenance does not count.
 */
export async function attainments(db: Reader, questions: readonly AttainmentQuestion[]): Promise<(number | null)[]> {
  const ofTime = questions.filter(({ objective }) => objective === 'freshness');
  const ofOccurrences = questions.filter(({ objective }) => objective !== 'freshness');
  const [times, shares] = await Promise.all([
    ofTime.length > 0 ? freshnesses(db, ofTime) : new Map<string, number | null>(),
    sharesWithin(db, ofOccurrences),
  ]);
  const means = new Map(shares.map((share) => [windowKey(share), share.mean]));
  return questions.map((each) =>
    each.objective === 'freshness' ? (times.get(attainmentKey(each)) ?? null) : (means.get(windowKey(each)) ?? null),
  );
}

/**
 * What is left of the error budget, 0 to 100 percent of it: the budget is what the target lets fail, 0.1 % of 99.9 %. A
 * promise of all, and freshness is one, has none to spend: 100 until it is missed, then 0. null where nothing is known.
 */
export function errorBudgetLeft(attainment: number | null, target: number): number | null {
  if (attainment === null) return null;
  if (target >= 100) return attainment >= 100 ? 100 : 0;
  return Math.min(100, Math.max(0, 100 * (1 - (100 - attainment) / (100 - target))));
}
