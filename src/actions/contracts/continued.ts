import type { CompiledContractTerms } from '../../compiler/artifact.js';
import { fitFreshness } from '../../compiler/contracts/conformance.js';
import { judgeTerms } from '../../compiler/contracts/evolution.js';
import { contractStatus } from '../../compiler/contracts/lifecycle.js';
import type { JudgedChange } from '../../compiler/contracts/judge.js';
import { nextVersion, requiredBump } from '../../compiler/contracts/version.js';
import { formatDuration } from '../../compiler/values/duration.js';
import type { Dependency, StandingContract } from '../../entities/writes/contracts.js';
import { asItStood, granted, stateOf, statusEntry, type ContractOutcome, type FeedEntry } from './outcome.js';

/** What is known of a contract beside its two ends. */
export interface Circumstances {
  /** Its consumer has agreed to what was announced. */
  readonly accepted: boolean;
  /** Why what its provider rests on misses what its consumer requires; null where it does not. */
  readonly missed: string | null;
}

/** Why a contract does not hold as the provider's port is now; null where it does. */
function brokenReason(
  dependency: Dependency,
  terms: CompiledContractTerms,
  judged: readonly JudgedChange[],
  { accepted, missed }: Circumstances,
): string | null {
  const { provider, consumer, requirement } = dependency;
  if (!granted(dependency)) return `${provider.fqn} grants no access to ${consumer}.`;
  if (requirement !== null && fitFreshness(terms.sla, requirement) === 'missed') {
    const promised = formatDuration(terms.sla?.freshness ?? '');
    return `${provider.fqn} promises freshness=${promised}, ${consumer} requires ${formatDuration(requirement)}.`;
  }
  if (missed !== null) return missed;
  // The mode and the notice are the consumer's own policy.
  const breaking = judged.filter(({ severity, kind }) => severity === 'breaking' && kind !== 'VALIDATION_CHANGED');
  return accepted || breaking.length === 0 ? null : breaking.map(({ message }) => message).join(' ');
}

function accessEntries(standing: StandingContract, dependency: Dependency): FeedEntry[] {
  const now = granted(dependency);
  const { fqn } = dependency.provider;
  const before = standing.brokenReason?.includes('grants no access') !== true;
  if (now === before) return [];
  const base = { path: 'access', before: now ? 'none' : 'read', after: now ? 'read' : 'none' };
  return now
    ? [
        {
          ...base,
          kind: 'ACCESS_GRANTED',
          severity: 'compatible',
          message: `${fqn} grants access to ${standing.consumer}.`,
        },
      ]
    : [
        {
          ...base,
          kind: 'ACCESS_REVOKED',
          severity: 'breaking',
          message: `${fqn} no longer grants access to ${standing.consumer}.`,
        },
      ];
}

/** What a consumer hears when the life of the port it reads goes on. */
function lifeOf({ providerPort }: StandingContract, { lifecycle }: CompiledContractTerms): string {
  const { status = 'active', removeAfter, replacedBy } = lifecycle ?? {};
  const until = removeAfter === undefined ? '' : `, and there until ${removeAfter}`;
  const instead = replacedBy === undefined ? '' : `; read ${replacedBy} in its place`;
  return `${providerPort} is ${status}${until}${instead}.`;
}

function statusEntries(standing: StandingContract, reason: string | null, terms: CompiledContractTerms): FeedEntry[] {
  const next = contractStatus(terms);
  if (reason !== null && reason !== standing.brokenReason) return [statusEntry(standing.status, 'broken', reason)];
  if (reason === null && standing.status === 'broken')
    return [statusEntry('broken', next, `The contract holds again: ${standing.providerPort} fits it.`)];
  if (reason === null && standing.status !== next) return [statusEntry(standing.status, next, lifeOf(standing, terms))];
  return [];
}

/**
 * A contract both of whose ends stand: what changed between its terms and the provider's port as it is now. A contract
 * that no longer fits is BROKEN with the reason and keeps what it promised; it heals by itself when it fits again.
 * null: nothing changed.
 */
export function continued(
  standing: StandingContract,
  dependency: Dependency,
  terms: CompiledContractTerms,
  circumstances: Circumstances,
): ContractOutcome | null {
  const { requirement, columns, policy } = dependency;
  const judged = judgeTerms({ ...standing, requirement, columns }, terms, {
    profile: policy.profile,
    demoted: policy.demoted,
  });
  const reason = brokenReason(dependency, terms, judged, circumstances);
  const status = statusEntries(standing, reason, terms);
  const access = accessEntries(standing, dependency);
  if (reason !== null) {
    if (status.length === 0) return null;
    const state = { ...stateOf(standing), status: 'broken', brokenReason: reason };
    return { state, newVersion: false, entries: [...judged, ...access, ...status], ...asItStood(standing) };
  }
  if (judged.length === 0 && access.length === 0 && status.length === 0) return null;
  const bump = requiredBump(judged);
  const version = bump ? nextVersion(standing.version, bump) : standing.version;
  const state = {
    ...stateOf(standing),
    version,
    terms,
    brokenReason: null,
    status: contractStatus(terms),
  };
  return { state, newVersion: bump !== null, entries: [...judged, ...access, ...status], ...asItStood(standing) };
}
