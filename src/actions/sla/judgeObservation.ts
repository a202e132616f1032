import type { CompiledSla } from '../../compiler/artifact.js';
import { durationSeconds, formatDuration, secondsToDuration } from '../../compiler/values/duration.js';
import { formatPercentage } from '../../compiler/values/percentage.js';
import type { ObservationRequest } from './observation.js';

/** What one observation says of one objective of a port. */
export interface Verdict {
  readonly metric: string;
  /** As the documents write it: "6h", "99.9%". */
  readonly target: string;
  readonly observed: string;
  readonly met: boolean;
  /** FRESHNESS: when it will be breached if no newer data comes. */
  readonly dueAt: string | null;
}

function freshness(target: string, observation: ObservationRequest): Verdict | null {
  if (!observation.dataAt) return null;
  const limit = durationSeconds(target);
  const age = Math.max(0, (Date.parse(observation.at) - Date.parse(observation.dataAt)) / 1000);
  return {
    metric: 'freshness',
    target: formatDuration(target),
    observed: formatDuration(secondsToDuration(Math.round(age))),
    met: age <= limit,
    dueAt: new Date(Date.parse(observation.dataAt) + limit * 1000).toISOString(),
  };
}

/** Holds a share against what is promised of it. */
export function judgeShare(metric: string, target: number, observed: number): Verdict {
  return {
    metric,
    target: formatPercentage(target),
    observed: formatPercentage(observed),
    met: observed >= target,
    dueAt: null,
  };
}

/**
 * Holds an observation against what the port promises. Freshness: the age of the newest data when it was looked at.
 * Availability: `uptime`, the share of probes that were up over the trailing days (docs/sla.md). Quality: the measured share. null where the
 * port promises nothing of the kind.
 */
export function judgeObservation(
  sla: CompiledSla | null,
  observation: ObservationRequest,
  uptime: number | undefined,
): Verdict | null {
  if (!sla) return null;
  switch (observation.objective) {
    case 'freshness':
      return sla.freshness === null ? null : freshness(sla.freshness, observation);
    case 'availability':
      return sla.availability === null || uptime === undefined
        ? null
        : judgeShare('availability', sla.availability, uptime);
    case 'quality': {
      const promise = sla.quality.find((each) => each.metric === observation.metric);
      return promise && typeof observation.value === 'number'
        ? judgeShare(promise.metric, promise.target, observation.value)
        : null;
    }
  }
}
