import type { Transaction } from '../../entities/database.js';
import type { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import { sharesWithin, type ObjectiveWindow } from '../../entities/reads/sla/attainment.js';
import type { ObservedPort } from '../../entities/writes/sla.js';
import { judgeObservation, type Verdict } from './judgeObservation.js';
import { objectiveKey, type ObservationRequest, type Observed } from './observation.js';

/** What is promised is held against so many days, which roll on, where nothing else is configured (ADR-0021 gives percentages, no window). */
export const WINDOW_DAYS = 30;
const DAY = 86_400_000;

/** The beginning of the time of so many days that rolls on with this instant, its end. */
export const windowBegin = (until: string, days: number): string =>
  new Date(Date.parse(until) - days * DAY).toISOString();

/** Just after an instant: windows end before theirs. */
const justAfter = (instant: string): string => new Date(Date.parse(instant) + 1).toISOString();

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

async function uptimesOf(
  tx: Transaction,
  latest: readonly Observed[],
  statusOf: (each: Observed) => SlaStatusRow | undefined,
  days: number,
): Promise<Map<number, number>> {
  const windows = latest
    .filter(({ observation }) => observation.objective === 'availability')
    .map((each): ObjectiveWindow => {
      const at = judgedAt(each.observation, statusOf(each));
      const of = { portId: each.port.id, objective: 'availability', metric: 'availability' } as const;
      return { ...of, since: windowBegin(at, days), until: justAfter(at) };
    });
  return new Map((await sharesWithin(tx, windows)).map(({ portId, mean }) => [portId, mean]));
}

/**
 * What the latest observations mean, of each objective that its port promises. One that comes late, after a later one,
 * counts in the share of the time up, over so many days; of freshness and quality the later one has decided already.
 */
export async function judgeAll(
  tx: Transaction,
  latest: readonly Observed[],
  statuses: ReadonlyMap<string, SlaStatusRow>,
  days: number,
): Promise<Judged[]> {
  const statusOf = (each: Observed): SlaStatusRow | undefined => statuses.get(objectiveKey(each));
  const up = await uptimesOf(tx, latest, statusOf, days);
  return latest.flatMap((each) => {
    const { port, observation } = each;
    const status = statusOf(each);
    if (observation.objective !== 'availability' && isLate(observation, status)) return [];
    const verdict = judgeObservation(port.sla, observation, up.get(port.id));
    if (!verdict) return [];
    const at = judgedAt(observation, status);
    return [{ port, objective: observation.objective, at, observedAt: at, verdict, status }];
  });
}
