import type { Severity } from '../../diagnostic.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { valueAt } from '../../values/json.js';

/** What a broken SLA is: an error, or a warning where `sla_enforcement` is false (ADR-0021, Enterprise Manifest). */
export function slaSeverity({ effective }: EffectivePlatform): Severity {
  return valueAt(effective, ['governance', 'interoperability', 'sla_enforcement']) === false ? 'warning' : 'error';
}
