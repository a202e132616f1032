import { durationSeconds, formatDuration, parseDuration, secondsToDuration } from '../../compiler/values/duration.js';
import type { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import type { DueStatus, ObservedPort } from '../../entities/writes/sla.js';
import type { Judged } from './judgeAll.js';

const secondsOf = (target: string): number => durationSeconds(parseDuration(target) ?? 'PT0S');
const text = (instant: number): string => new Date(instant).toISOString();

function freshness(status: SlaStatusRow, dueAt: string, port: ObservedPort, target: string, now: string): Judged {
  const dataAt = Date.parse(dueAt) - secondsOf(status.target) * 1000;
  const limit = durationSeconds(target);
  const due = text(dataAt + limit * 1000);
  const met = due > now;
  // A promise that was made later than what it asks of the data was fulfilled is missed from then on.
  const at = due < (status.judgeAt || now) ? status.judgeAt || now : due;
  const age = Math.round((Date.parse(at) - dataAt) / 1000);
  return {
    port,
    objective: 'freshness',
    at,
    observedAt: status.observedAt,
    verdict: {
      metric: status.metric,
      target: formatDuration(target),
      observed: met ? (status.observed ?? '') : formatDuration(secondsToDuration(age)),
      met,
      dueAt: due,
    },
    status,
  };
}

/**
 * Judges a status whose time has come by what its port promises now: missed since the newest data is as old as that, or
 * due at another time where the promise was changed. null where nothing of the kind is promised any more.
 */
export function judgeDue({ status, port }: DueStatus, now: string): Judged | null {
  const target = port?.sla?.freshness;
  return port && target && status.dueAt !== null ? freshness(status, status.dueAt, port, target, now) : null;
}
