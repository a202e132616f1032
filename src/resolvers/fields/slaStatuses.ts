import type { CompiledSla } from '../../compiler/artifact.js';
import { durationSeconds, formatDuration } from '../../compiler/values/duration.js';
import { formatPercentage } from '../../compiler/values/percentage.js';
import type { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import type { SlaStatus } from '../../schema/types/contracts/SlaStatus.js';

/** An objective that a port promises. */
export interface Promised extends Pick<SlaStatus, 'objective' | 'metric' | 'target'> {
  /** FRESHNESS: seconds; the others: percent. */
  readonly limit: number;
}

/** The status of an objective, with what its attainment is worked out of. */
export interface SlaStatusSource extends SlaStatus, Promised {
  readonly portId: number;
}

/** What an SLA promises, one entry an objective: freshness, availability, then the quality metrics in document order. */
export function promisesOf(sla: CompiledSla): Promised[] {
  const share = (objective: SlaStatus['objective'], metric: string, target: number): Promised => ({
    objective,
    metric,
    target: formatPercentage(target),
    limit: target,
  });
  return [
    ...(sla.freshness === null
      ? []
      : [
          {
            objective: 'freshness' as const,
            metric: 'freshness',
            target: formatDuration(sla.freshness),
            limit: durationSeconds(sla.freshness),
          },
        ]),
    ...(sla.availability === null ? [] : [share('availability', 'availability', sla.availability)]),
    ...sla.quality.map(({ metric, target }) => share('quality', metric, target)),
  ];
}

/**
 * One status an objective of the SLA as it stands. Unknown where nobody has observed it, and where what was observed
 * was held against another promise.
 */
export function slaStatuses(portId: number, sla: CompiledSla | null, rows: readonly SlaStatusRow[]): SlaStatusSource[] {
  return (sla ? promisesOf(sla) : []).map((promised) => {
    const promise = { ...promised, portId };
    const row = rows.find((each) => each.objective === promise.objective && each.metric === promise.metric);
    if (!row || row.target !== promise.target)
      return { ...promise, observed: null, state: 'unknown', observedAt: null, dueAt: null };
    const { observed, state, observedAt, dueAt } = row;
    return { ...promise, observed, state, observedAt, dueAt };
  });
}
