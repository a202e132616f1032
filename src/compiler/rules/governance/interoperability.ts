import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { valueAt } from '../../values/json.js';

/** ADR-0021, Enterprise Manifest, `governance.interoperability`: what is required is what a manifest says is. */
export interface Interoperability {
  readonly contractsRequired: boolean;
  readonly schemaRegistry: boolean;
  readonly slaEnforcement: boolean;
}

/** The rules of sharing data between domains that hold under a platform (docs/governance.md, Interoperability). */
export function interoperability({ effective }: EffectivePlatform): Interoperability {
  const says = (...path: readonly string[]): boolean =>
    valueAt(effective, ['governance', 'interoperability', ...path]) === true;
  return {
    contractsRequired: says('data_contracts', 'required'),
    schemaRegistry: says('data_contracts', 'schema_registry'),
    slaEnforcement: says('sla_enforcement'),
  };
}
