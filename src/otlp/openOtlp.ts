import type { OnNotice, Otlp } from '../telemetry/Otlp.js';
import { otlpAsked } from './otlpAsked.js';

/** Opens what the variables of OpenTelemetry ask for (docs/telemetry.md); null where they ask for nothing, and then nothing of it is loaded. */
export async function openOtlp(
  env: Readonly<Record<string, string | undefined>>,
  onNotice: OnNotice,
): Promise<Otlp | null> {
  const asked = otlpAsked(env);
  for (const mistake of asked.mistakes) onNotice('a setting of OpenTelemetry is left out', mistake);
  if (!asked.traces && !asked.metrics) return null;
  const { startOtlp } = await import('./startOtlp.js');
  return startOtlp(asked, env, onNotice);
}
