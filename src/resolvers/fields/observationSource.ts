import { formatDuration, secondsToDuration } from '../../compiler/values/duration.js';
import { formatPercentage } from '../../compiler/values/percentage.js';
import type { ObservationRow } from '../../entities/rows/sla/ObservationRow.js';
import type { Observation } from '../../schema/types/contracts/Observation.js';

function observedOf({ objective, at, dataAt, up, value }: ObservationRow): string {
  if (objective === 'availability') return up ? 'up' : 'down';
  if (objective === 'quality') return formatPercentage(value ?? 0);
  const seconds = Math.max(0, Math.round((Date.parse(at) - Date.parse(dataAt ?? at)) / 1000));
  return formatDuration(secondsToDuration(seconds));
}

/** An observation as documents would write it. */
export function observationSource(row: ObservationRow): Observation {
  const { key: id, at, objective, metric, source } = row;
  return { id, at, objective, metric, observed: observedOf(row), source };
}
