import type { Transaction } from '../../entities/database.js';
import type { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import { countAnew, type ObservedPort } from '../../entities/writes/sla.js';
import { judgeObservation, type Verdict } from './judgeObservation.js';
import { objectiveKey, type ObservationRequest, type Observed } from './observation.js';
import type { Kept } from './onceOnly.js';
import { probeWindows, type ProbeWindow } from './probeWindows.js';

/** What is promised is held against so many days, which roll on, where nothing else is configured (ADR-0021 gives percentages, no window). */
export const WINDOW_DAYS = 30;
const DAY = 86_400_000;

/** The beginning of the time of so many days that rolls on with this instant, its end. */
export const windowBegin = (until: string, days: number): string =>
  new Date(Date.parse(until) - days * DAY).toISOString();

/** What is to be said of an objective of a port, and as of when. */
export interface Judged {
  readonly port: ObservedPort;
  readonly objective: ObservationRequest['objective'];
  /** Since when it is so. */
  readonly at: string;
  /** The time of the latest observation of the objective. */
  readonly observedAt: string | null;
  readonly verdict: Verdict;
  /** What was said of it before. */
  readonly status: SlaStatusRow | undefined;
  /** AVAILABILITY: the probes that were counted for it; absent where none were. */
  readonly window?: ProbeWindow;
}

/** Of several observations of one objective, the latest by its own time. */
export function latestOf(observed: readonly Observed[]): Observed[] {
  const latest = new Map<string, Observed>();
  for (const each of observed) {
    const known = latest.get(objectiveKey(each));
    if (!known || each.observation.at >= known.observation.at) latest.set(objectiveKey(each), each);
  }
  return [...latest.values()];
}

const isLate = (observation: ObservationRequest, status: SlaStatusRow | undefined): boolean =>
  (status?.observedAt ?? '') > observation.at;

/** As of when an objective is judged: one that comes late counts in what was said later. */
const judgedAt = (observation: ObservationRequest, status: SlaStatusRow | undefined): string =>
  isLate(observation, status) ? (status?.observedAt ?? observation.at) : observation.at;

/** What came, what was said before, and how many days of probes count. */
export interface Judging {
  readonly fresh: readonly Kept[];
  readonly statuses: ReadonlyMap<string, SlaStatusRow>;
  readonly days: number;
}

const isProbe = ({ observation }: Observed): boolean => observation.objective === 'availability';

/**
 * What the latest observations mean, of each objective that its port promises. One that comes late, after a later one,
 * counts in the share of the time up, over so many days; of freshness and quality the later one has decided already.
 */
export async function judgeAll(tx: Transaction, { fresh, statuses, days }: Judging): Promise<Judged[]> {
  const latest = latestOf(fresh);
  const statusOf = (each: Observed): SlaStatusRow | undefined => statuses.get(objectiveKey(each));
  const promised = latest.filter((each) => isProbe(each) && each.port.sla?.availability != null);
  const windows = await probeWindows(
    tx,
    fresh.filter(isProbe).map(({ row }) => row),
    promised.map((each) => {
      const status = statusOf(each);
      return { portId: each.port.id, since: windowBegin(judgedAt(each.observation, status), days), status };
    }),
  );
  const judged = latest.flatMap((each): Judged[] => {
    const { port, observation } = each;
    const status = statusOf(each);
    if (!isProbe(each) && isLate(observation, status)) return [];
    const window = isProbe(each) ? windows.get(port.id) : undefined;
    const verdict = judgeObservation(port.sla, observation, window && (100 * window.up) / window.probes);
    if (!verdict) return [];
    const at = judgedAt(observation, status);
    return [{ port, objective: observation.objective, at, observedAt: at, verdict, status, ...(window && { window }) }];
  });
  const unsaid = latest.filter((each) => statusOf(each)?.windowSince != null && !windows.has(each.port.id));
  await countAnew(
    tx,
    unsaid.map(({ port }) => port.id),
  );
  return judged;
}
