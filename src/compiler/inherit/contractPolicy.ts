import { CONTRACT_DEFAULTS } from '../contracts/derive.js';
import type { Severity } from '../diagnostic.js';
import type { Manifest } from '../document/manifest.js';
import { parseDuration } from '../values/duration.js';
import type { MergedPolicies } from './policy/merge.js';
import type { EffectivePlatform } from './policy/platform.js';

const SEVERITIES: Readonly<Record<'error' | 'warn' | 'info', Severity>> = {
  error: 'error',
  warn: 'warning',
  info: 'info',
};

const DEMOTE = 'governance.interoperability.data_contracts.demote';

/** How contracts are made: as the manifests say, else by the defaults. */
export function effectiveContractPolicy(
  effective: Manifest,
  explain: MergedPolicies['explain'],
): EffectivePlatform['contractPolicy'] {
  const stated = effective.governance?.interoperability?.data_contracts;
  const rules = stated?.demote ?? [];
  return {
    compatibility: stated?.schema_compatibility ?? CONTRACT_DEFAULTS.compatibility,
    breakingChangeNotice:
      parseDuration(stated?.breaking_change_notification ?? '') ?? CONTRACT_DEFAULTS.breakingChangeNotice,
    profile: stated?.promotion_profile ?? 'default',
    demoted: rules.length === 0 ? null : { rules, by: explain(DEMOTE)?.manifest ?? '' },
    unpublishedProvider: stated?.unpublished_provider ? SEVERITIES[stated.unpublished_provider] : null,
  };
}
