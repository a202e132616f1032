import type { CompiledContractTerms, CompiledSla } from '../artifact.js';
import { durationSeconds } from '../values/duration.js';
import { CONTRACT_DEFAULTS, deriveTerms } from './derive.js';
import { judgeTerms, type EvolutionPolicy } from './evolution.js';
import type { JudgedChange } from './judge.js';
import type { ProviderPort } from '../mesh.js';

export interface Conformance {
  /** No change breaks the contract. */
  readonly ok: boolean;
  readonly changes: readonly JudgedChange[];
}

/**
 * Holds the provider's port as it is against the contract as it stands, in the contract's own mode; what the consumer does
 * not read or require does not break it.
 */
export function checkConformance(
  terms: CompiledContractTerms,
  provider: ProviderPort,
  held: { readonly requirement: string | null; readonly columns: readonly string[] | null },
  policy: Pick<EvolutionPolicy, 'profile' | 'demoted'> = {},
): Conformance {
  const { compatibility, breakingChangeNotice } = terms;
  const now = deriveTerms(provider, {
    compatibility,
    breakingChangeNotice: breakingChangeNotice ?? CONTRACT_DEFAULTS.breakingChangeNotice,
  });
  const changes = judgeTerms({ terms, history: [], ...held }, { ...now, breakingChangeNotice }, policy);
  return { ok: changes.every((each) => each.severity !== 'breaking'), changes };
}

/** Whether a provider's freshness meets a consumer's requirement (both ISO 8601); `unknown` where the provider promises none. */
export function fitFreshness(provider: CompiledSla | null, requirement: string | null): 'met' | 'missed' | 'unknown' {
  if (requirement === null) return 'met';
  if (!provider?.freshness) return 'unknown';
  return durationSeconds(provider.freshness) <= durationSeconds(requirement) ? 'met' : 'missed';
}
