import type { CompiledSla } from '../artifact.js';
import { parseDuration } from '../duration.js';
import { parsePercentage } from '../percentage.js';
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
  };
}
