import type { CompiledSla } from '../../compiler/artifact.js';
import { durationSeconds, formatDuration, parseDuration, secondsToDuration } from '../../compiler/values/duration.js';
import { parsePercentage } from '../../compiler/values/percentage.js';
import type { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import type { DueStatus } from '../../entities/writes/sla.js';
import type { Judged } from './judgeAll.js';
import { judgeShare, type Verdict } from './judgeObservation.js';

const secondsOf = (target: string): number => durationSeconds(parseDuration(target) ?? 'PT0S');
const text = (instant: number): string => new Date(instant).toISOString();

type Judgement = Pick<Judged, 'at' | 'verdict'>;

function freshness(status: SlaStatusRow, { freshness: target }: CompiledSla, now: string): Judgement | null {
  if (target === null || status.dueAt === null) return null;
  const dataAt = Date.parse(status.dueAt) - secondsOf(status.target) * 1000;
  const limit = durationSeconds(target);
  const due = text(dataAt + limit * 1000);
  const met = due > now;
  // A promise that was made later than what it asks of the data was fulfilled is missed from then on.
  const at = due < (status.judgeAt || now) ? status.judgeAt || now : due;
  const age = Math.round((Date.parse(at) - dataAt) / 1000);
  return {
    at,
    verdict: {
      metric: status.metric,
      target: formatDuration(target),
      observed: met ? (status.observed ?? '') : formatDuration(secondsToDuration(age)),
      met,
      dueAt: due,
    },
  };
}

/** The share that is promised of a metric; null where none is any more. */
function shareOf(sla: CompiledSla, { objective, metric }: SlaStatusRow): number | null {
  if (objective === 'availability') return sla.availability;
  return sla.quality.find((each) => each.metric === metric)?.target ?? null;
}

/** What was measured within maintenance is held against the promise when that ends. */
function share(status: SlaStatusRow, sla: CompiledSla, now: string): Judgement | null {
  const target = shareOf(sla, status);
  const observed = parsePercentage(status.observed ?? '');
  if (target === null || observed === null) return null;
  const verdict: Verdict = judgeShare(status.metric, target, observed);
  return { at: status.judgeAt || now, verdict };
}

/**
 * Judges a status whose time has come by what its port promises now: freshness is missed since the newest data is as old
 * as that, or due at another time where the promise was changed; of the others what was measured within maintenance counts
 * now. null where nothing of the kind is promised any more.
 */
export function judgeDue({ status, port }: DueStatus, now: string): Judged | null {
  if (!port?.sla) return null;
  const { objective, observedAt } = status;
  const judged = objective === 'freshness' ? freshness(status, port.sla, now) : share(status, port.sla, now);
  return judged && { port, objective, observedAt, status, ...judged };
}
