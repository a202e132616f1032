import type { ModelingPattern } from '../../artifact.js';
import type { Manifest } from '../../document/manifest.js';
import { patterns } from '../../patterns/defaults/patterns.js';
import type { EffectivePlatform } from '../policy/platform.js';

type Naming = NonNullable<Manifest['data_architecture']>['naming'];

/**
 * `naming` over the pattern's defaults (ADR-0021, Platform Manifest). Columns are held to a case only where a manifest
 * states one: `columns`, else `case`. The default of a pattern is no policy (decision 2), and what a source calls its
 * columns is nobody's mistake until the platform says so.
 */
export function effectiveNaming(
  naming: Naming,
  pattern: ModelingPattern,
): Pick<EffectivePlatform, 'enforcement' | 'namingCase' | 'columnCase'> {
  const columns = naming?.columns ?? naming?.case ?? 'off';
  return {
    enforcement: naming?.enforcement ?? patterns[pattern].enforcement,
    namingCase: naming?.case ?? patterns[pattern].namingCase,
    columnCase: columns === 'off' ? null : columns,
  };
}
