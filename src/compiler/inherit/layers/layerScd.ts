import type { CompiledLayer, CompiledScd } from '../../artifact.js';
import type { LayerSettings } from '../../document/manifest.js';

/**
 * `scd` of a layer: what the manifests state over the pattern's default (ADR-0021, Kimball Pattern; decision 2). A
 * manifest that narrows the types without saying which is the default one leaves the default only where it is allowed.
 */
export function layerScd(stated: LayerSettings['scd'], defaults: CompiledScd | undefined): Pick<CompiledLayer, 'scd'> {
  if (!stated && !defaults) return {};
  const typesAllowed = stated?.types_allowed ?? defaults?.typesAllowed ?? EVERY_TYPE;
  return { scd: { typesAllowed, defaultType: stated?.default_type ?? usual(typesAllowed, defaults) } };
}

const EVERY_TYPE: readonly number[] = [1, 2];

function usual(allowed: readonly number[], defaults: CompiledScd | undefined): number | null {
  const type = defaults?.defaultType ?? null;
  if (type !== null && allowed.includes(type)) return type;
  return allowed.length === 1 ? (allowed[0] ?? null) : null;
}
