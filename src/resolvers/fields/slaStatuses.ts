import type { CompiledSla } from '../../compiler/artifact.js';
import { formatDuration } from '../../compiler/values/duration.js';
import { formatPercentage } from '../../compiler/values/percentage.js';
import type { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import type { SlaStatus } from '../../schema/types/contracts/SlaStatus.js';

type Objective = Pick<SlaStatus, 'objective' | 'metric' | 'target'>;

/** What an SLA promises, one entry an objective: freshness, availability, then the quality metrics in document order. */
function promisesOf(sla: CompiledSla): Objective[] {
  const share = (objective: SlaStatus['objective'], metric: string, target: number): Objective => ({
    objective,
    metric,
    target: formatPercentage(target),
  });
  return [
    ...(sla.freshness === null
      ? []
      : [{ objective: 'freshness' as const, metric: 'freshness', target: formatDuration(sla.freshness) }]),
    ...(sla.availability === null ? [] : [share('availability', 'availability', sla.availability)]),
    ...sla.quality.map(({ metric, target }) => share('quality', metric, target)),
  ];
}

/**
 * One status an objective of the SLA as it stands. Unknown where nobody has observed it, and where what was observed
 * was held against another promise.
 */
export function slaStatuses(sla: CompiledSla | null, rows: readonly SlaStatusRow[]): SlaStatus[] {
  return (sla ? promisesOf(sla) : []).map((promise) => {
    const row = rows.find((each) => each.objective === promise.objective && each.metric === promise.metric);
    if (!row || row.target !== promise.target)
      return { ...promise, observed: null, state: 'unknown', observedAt: null, dueAt: null };
    const { observed, state, observedAt, dueAt } = row;
    return { ...promise, observed, state, observedAt, dueAt };
  });
}
