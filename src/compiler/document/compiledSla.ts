import type { CompiledSla } from '../artifact.js';
import { formatDuration, parseDuration } from '../values/duration.js';
import { formatPercentage, parsePercentage } from '../values/percentage.js';
import type { Sla } from './common.js';

/** An SLA as a document writes it, in the compiled form; null where there is none. */
export function compiledSla(sla: Sla | undefined): CompiledSla | null {
  if (!sla) return null;
  const quality = Object.entries(sla.quality ?? {}).map(([metric, target]) => ({
    metric,
    target: parsePercentage(target) ?? 0,
  }));
  return {
    freshness: sla.freshness === undefined ? null : parseDuration(sla.freshness),
    availability: sla.availability === undefined ? null : parsePercentage(sla.availability),
    quality,
    ...(sla.retention !== undefined && { retention: parseDuration(sla.retention) ?? undefined }),
    ...(sla.end_of_support !== undefined && { endOfSupport: sla.end_of_support }),
    ...(sla.end_of_life !== undefined && { endOfLife: sla.end_of_life }),
  };
}

/** The same SLA as a document writes it: what is not stated is left out (ADR-0021, Cross-Domain Data Contracts). */
export function documentSla(sla: CompiledSla): Sla {
  const quality = sla.quality.map(({ metric, target }) => [metric, formatPercentage(target)] as const);
  return {
    ...(sla.freshness && { freshness: formatDuration(sla.freshness) }),
    ...(sla.availability !== null && { availability: formatPercentage(sla.availability) }),
    ...(quality.length > 0 && { quality: Object.fromEntries(quality) }),
    ...(sla.retention && { retention: formatDuration(sla.retention) }),
    ...(sla.endOfSupport && { end_of_support: sla.endOfSupport }),
    ...(sla.endOfLife && { end_of_life: sla.endOfLife }),
  };
}
